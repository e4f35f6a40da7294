package dev.beryl.cli.file;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of settings. A key of the file is the name of the study's method with hyphens, {@code
 * time-limit} for {@code timeLimit}, so that what a study says of its settings can be read by who
 * knows the file alone.
 */
final class SettingNames {
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(trials|replicates|budget|target|baseline|journal|optimizer|timeLimit|threads"
              + "|stopWithoutImprovement|untilOptimizerEnds)\\(([^()]*)\\)");
  private static final Pattern TABLE =
      Pattern.compile(
          "Is its jar on the module or class path\\? \\w+\\.table\\(\\) lists what is there");
  private static final Pattern METHOD = Pattern.compile("^([a-z]+(?:[A-Z][a-z]+)+)\\b");

  /** The words of faults that are not the name of a key, with the key that they are about. */
  static final Map<String, String> OTHER_WORDS =
      Map.of(
          "tolerated replicates", "tolerate-replicates",
          "penalties", "penalize",
          "no optimizer", "optimizer",
          "no pruner", "pruner");

  private SettingNames() {}

  /** A fault of a study, with calls such as {@code trials(n)} as lines of the file. */
  static String inWordsOfTheFile(String fault) {
    String named = METHOD.matcher(fault).replaceAll(found -> hyphened(found.group(1)));
    String ofFile = named.replace("until(…), ", "").replace("stopWhen(…), ", "");
    String told = TABLE.matcher(ofFile).replaceFirst("'beryl plugins' lists them");
    return CALL.matcher(told)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                "'%s: %s'".formatted(hyphened(found.group(1)), value(found.group(2)))));
  }

  private static String value(String arguments) {
    return arguments.isEmpty() ? "true" : arguments.replace(", ", "..");
  }

  private static String hyphened(String method) {
    return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
