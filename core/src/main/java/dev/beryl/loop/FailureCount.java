package dev.beryl.loop;

import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Progress;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts the trials that failed, and says when they end the study. Used by one thread. */
final class FailureCount {
  private static final int NAMED = 10;
  private static final int LEAST_TO_WARN = 10;

  private final FailurePolicy policy;
  private final List<Trial> first = new ArrayList<>();
  private final ArrayDeque<Trial> last = new ArrayDeque<>();
  private int failed;
  private int rejected;
  private String rejecting = "";
  private int inARow;

  FailureCount(FailurePolicy policy) {
    this.policy = policy;
  }

  int failed() {
    return failed;
  }

  /** A trial was completed. The most frequent case, which keeps nothing of its trial. */
  void enterCompleted() {
    inARow = 0;
  }

  void enter(Trial trial, Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed _, Outcome.Pruned _ -> inARow = 0;
      case Outcome.Failed _, Outcome.TimedOut _ -> count(trial);
      case Outcome.Rejected by -> { // not run: it neither failed nor did it run well
        if (!by.isWithdrawn()) {
          rejected++;
          rejecting = by.constraint();
        }
      }
    }
  }

  private void count(Trial trial) {
    failed++;
    inARow++;
    if (first.size() < NAMED) {
      first.add(trial);
    }
    if (last.size() == NAMED) {
      last.removeFirst();
    }
    last.add(trial);
  }

  /**
   * Returns the end by the failure policy, with the latest failures; null if the study continues.
   */
  @Nullable StudyEnd afterTrial() {
    if (inARow < policy.inARow()) {
      return null;
    }
    List<Trial> named = last.stream().skip(Math.max(0, last.size() - inARow)).toList();
    return new StudyEnd(
        Ending.FAILED,
        "%s failed; correct the experiment, or continue despite failures with neverFail():%s"
            .formatted(inARow == 1 ? "a trial" : inARow + " trials in a row", lines(named)),
        cause(named.getLast()));
  }

  /** What is to be said of the trials that were rejected, a sentence each. */
  List<String> warnings(Progress progress) {
    return rejected < LEAST_TO_WARN || rejected * 2L <= progress.trials()
        ? List.of()
        : List.of(
            "%s of %s trials were not run, because a hard constraint rejects them, the latest '%s'"
                .formatted(rejected, progress.trials(), rejecting));
  }

  /**
   * Returns why a study ended. If no trial was completed and some failed, that is a failure, unless
   * the caller tolerates failures, stopped the study, or already got a failure.
   */
  StudyEnd atEnd(StudyEnd end, Progress progress) {
    boolean nothingToReturn = progress.completed() == 0 && failed > 0;
    boolean expected =
        policy.equals(FailurePolicy.neverFail())
            || end.ending() == Ending.STOPPED
            || end.ending() == Ending.FAILED;
    return nothingToReturn && !expected
        ? new StudyEnd(
            Ending.FAILED,
            "none of %s trials was completed:%s".formatted(progress.trials(), lines(first)),
            cause(first.getFirst()))
        : end;
  }

  /** A line for each trial; those that failed alike share one. */
  private static String lines(Collection<Trial> trials) {
    var alike = new LinkedHashMap<String, List<Trial>>();
    trials.forEach(trial -> alike.computeIfAbsent(kind(trial), _ -> new ArrayList<>()).add(trial));
    return alike.values().stream()
        .map(same ->
            same.size() == 1
                ? "\n - " + same.getFirst()
                : "\n - %s alike, such as %s"
                    .formatted(
                        same.size() == trials.size() && same.size() > 2
                            ? "all " + same.size()
                            : same.size(),
                        same.getFirst()))
        .collect(Collectors.joining());
  }

  /** How a trial failed, in words that do not name its treatment. */
  private static String kind(Trial trial) {
    Treatment treatment = trial.treatment();
    return trial
        .outcome()
        .toString()
        .replace(treatment.toString(), "{}")
        .replace(treatment.name(), "{}");
  }

  private static @Nullable Throwable cause(Trial trial) {
    return trial.outcome().exception().orElse(null);
  }
}
