package dev.beryl.process;

import dev.beryl.Context;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What stands in the place of the placeholders of one run.
 *
 * @param context of its replicate
 * @param directory the working directory
 * @param here where the command is started from
 */
record Values(Context context, Path directory, Path here) {
  private static final String DIRECTORY = "directory";
  private static final String HERE = "here";
  private static final String SEED = "seed";
  private static final String TRIAL = "trial";
  private static final String REPLICATE = "replicate";
  private static final Object NONE = new Object();

  /** The names that are no parameters. */
  static final Set<String> BUILT_IN =
      new TreeSet<>(List.of(DIRECTORY, HERE, SEED, TRIAL, REPLICATE));

  /** The text of a placeholder that has a value. */
  String get(String name) {
    return switch (name) {
      case DIRECTORY -> directory.toString();
      case HERE -> here.toString();
      case SEED -> Long.toString(context.seed());
      case TRIAL -> Integer.toString(context.trial());
      case REPLICATE -> Integer.toString(context.replicate());
      default -> text(context.value(name));
    };
  }

  private boolean has(String name) {
    return BUILT_IN.contains(name) || context.value(name, NONE) != NONE;
  }

  /** Whether all placeholders of a template have values. */
  boolean hasAll(Template template) {
    return hasAll(template.names());
  }

  private boolean hasAll(Iterable<String> names) {
    for (String name : names) {
      if (!has(name)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Requires that parameters without a value are inactive ones.
   *
   * @throws IllegalArgumentException if not; the message lists all
   */
  void require(CommandSettings settings) {
    if (hasAll(settings.parameters())) {
      return;
    }
    SearchSpace space = context.space().orElse(null);
    if (space != null) {
      settings.check(space);
      return;
    }
    Set<String> known = context.treatment().values().keySet();
    var faults = new Faults("command '" + settings.arguments.getFirst().text() + "'");
    for (String name : settings.parameters()) {
      faults.require(
          has(name),
          "treatment '%s' gives no value to placeholder '%s'; %s",
          context.treatment().name(),
          name,
          Nearest.hint(name, known));
    }
    faults.throwIfAny();
  }

  /** The names of a space's parameters. */
  static List<String> names(SearchSpace space) {
    return space.parameters().stream().map(Parameter::name).toList();
  }

  /** The text of a placeholder outside of a run, whose own placeholders stay. */
  static String text(String name, Treatment treatment, Path here) {
    Object value = treatment.value(name);
    if (value != null) {
      return text(value);
    }
    return name.equals(HERE) ? here.toString() : "{" + name + "}";
  }

  /** A value as programs read it, whatever the locale is. */
  static String text(Object value) {
    return switch (value) {
      case Double number -> number(number);
      case Float number -> number(number.doubleValue());
      case Enum<?> constant -> constant.name();
      case List<?> items -> items.stream().map(Values::text).collect(Collectors.joining(","));
      default -> value.toString();
    };
  }

  private static String number(double number) {
    String text = Double.toString(number).replace(".0E", "E");
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
