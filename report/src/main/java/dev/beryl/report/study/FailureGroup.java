package dev.beryl.report.study;

import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Trials that did not complete for the same cause: texts that differ in numbers only are one.
 *
 * @param state failed or rejected
 * @param count how many trials
 * @param first the first of them
 * @param where the step, metric or constraint
 * @param message what the first one said
 * @param stack the first one's stack, if it was thrown in this process
 */
public record FailureGroup(
    State state, int count, int first, String where, String message, Optional<String> stack) {
  private static final int MOST_OF_A_KEY = 400;

  /** What is being counted. */
  private static final class Counted {
    private final Trial first;
    private int count;

    Counted(Trial first) {
      this.first = first;
    }
  }

  /** {@return the groups, the largest first} */
  public static List<FailureGroup> of(List<Trial> trials) {
    var counted = new LinkedHashMap<String, Counted>();
    for (Trial trial : trials) {
      State state = State.of(trial);
      if (state == State.FAILED || state == State.REJECTED) {
        counted.computeIfAbsent(key(trial), _ -> new Counted(trial)).count++;
      }
    }
    var groups = new ArrayList<FailureGroup>();
    counted.values().forEach(group -> groups.add(group(group.first, group.count)));
    groups.sort(Comparator.comparingInt(FailureGroup::count).reversed());
    return List.copyOf(groups);
  }

  private static FailureGroup group(Trial trial, int count) {
    return new FailureGroup(
        State.of(trial),
        count,
        trial.number(),
        where(trial),
        message(trial),
        trial.outcome().exception().map(FailureGroup::stack));
  }

  private static String key(Trial trial) {
    String text = where(trial) + "\n" + message(trial);
    String start = text.substring(0, Math.min(MOST_OF_A_KEY, text.length()));
    return State.of(trial) + "\n" + start.replaceAll("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?", "#");
  }

  private static String where(Trial trial) {
    return switch (trial.outcome()) {
      case Outcome.Failed failed -> failed.step();
      case Outcome.TimedOut out -> out.step();
      case Outcome.Rejected rejected -> rejected.constraint();
      default -> "";
    };
  }

  private static String message(Trial trial) {
    return switch (trial.outcome()) {
      case Outcome.Failed failed -> failed.message();
      case Outcome.TimedOut out -> "timed out after " + Figures.duration(out.limit());
      case Outcome.Rejected rejected ->
          rejected.message().isEmpty() ? "constraint violated" : "threw " + rejected.message();
      default -> "";
    };
  }

  private static String stack(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
