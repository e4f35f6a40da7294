package dev.beryl.process;

import dev.beryl.Context;
import dev.beryl.fault.Faults;
import dev.beryl.process.Metrics.UnreadableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Intermediate values in the lines of a program's output.
 *
 * @param pattern of a line that has some
 * @param values the names of its groups that are the values, in the order of the objectives
 */
record Reports(Pattern pattern, List<String> values) {
  private static final String STEP = "step";
  private static final String VALUE = "value";

  /**
   * Reports by a regular expression.
   *
   * @throws IllegalArgumentException if it is malformed or lacks a group
   */
  static Reports of(String regex) {
    var faults = new Faults("command: reporting");
    Pattern pattern = Metrics.pattern(regex, faults);
    Map<String, Integer> groups = pattern == null ? Map.of() : pattern.namedGroups();
    List<String> values =
        groups.entrySet().stream()
            .filter(group -> group.getKey().startsWith(VALUE))
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    if (pattern != null && (!groups.containsKey(STEP) || values.isEmpty())) {
      faults.add(
          "regular expression '%s': expected groups named 'step' and 'value', such as"
              + " 'epoch (?<step>\\d+) loss (?<value>\\S+)'",
          regex);
    }
    faults.throwIfAny();
    return new Reports(Objects.requireNonNull(pattern), values);
  }

  /** The reports of one run: lines come on one thread, and are reported on another. */
  static final class Queued {
    private final Reports reports;
    private final Queue<Matcher> matches = new ConcurrentLinkedQueue<>();

    Queued(Reports reports) {
      this.reports = reports;
    }

    void line(String line) {
      Matcher matcher = reports.pattern.matcher(line);
      if (matcher.find()) {
        matches.add(matcher);
      }
    }

    /**
     * Reports what came since the last call; throws what {@link Context#report} throws.
     *
     * @throws UnreadableException if a group is no number
     */
    void pass(Context context) throws UnreadableException {
      for (Matcher match = matches.poll(); match != null; match = matches.poll()) {
        double step = number(match, STEP);
        double[] values = new double[reports.values.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = number(match, reports.values.get(i));
        }
        context.report((long) step, values);
      }
    }

    private static double number(Matcher match, String group) throws UnreadableException {
      String text = match.group(group);
      Double number = text == null ? null : Numbers.parse(text.strip());
      if (number == null || (group.equals(STEP) && number != Math.rint(number))) {
        throw new UnreadableException(
            "'%s' reports: expected %s as group '%s', got '%s'"
                .formatted(
                    Shortened.line(match.group()),
                    group.equals(STEP) ? "an integer" : "a number",
                    group,
                    text));
      }
      return number;
    }
  }
}
