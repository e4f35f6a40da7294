package dev.beryl.loop;

import dev.beryl.study.Ending;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Progress;
import dev.beryl.trial.Objective;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a study is over.
 *
 * @param trials after so many trials; 0: open
 * @param deadline after so much time; null: open
 * @param target when a value of the first objective is as good as this; null: open
 * @param patience after so many trials without a better one; 0: open
 * @param rule when it says so, asked after each trial; null: none
 * @param failures when trials fail
 */
public record StopRules(
    int trials,
    @Nullable Duration deadline,
    @Nullable Double target,
    int patience,
    @Nullable Predicate<Progress> rule,
    FailurePolicy failures) {

  /** {@return whether any rule is set} */
  public boolean any() {
    return trials > 0 || deadline != null || target != null || patience > 0 || rule != null;
  }

  /** What the state after a trial means; null: go on. */
  @Nullable StudyEnd afterTrial(StudyState state, List<Objective> objectives) {
    if (state.failuresInARow() >= failures.inARow()) {
      return state.failureStop();
    }
    if (target != null && state.bestLoss() <= objectives.getFirst().loss(target)) {
      return new StudyEnd(
          Ending.TARGET,
          "trial %s reached the target %s".formatted(state.bestNumber(), target),
          null);
    }
    if (trials > 0 && state.trials() >= trials) {
      return new StudyEnd(Ending.BUDGET, "all %s trials are done".formatted(trials), null);
    }
    if (patience > 0 && state.trialsSinceBest() >= patience) {
      return new StudyEnd(
          Ending.NO_IMPROVEMENT, "no better trial among the last %s".formatted(patience), null);
    }
    if (rule != null) {
      try {
        if (rule.test(state)) {
          return new StudyEnd(Ending.RULE, "the study's own rule ended it", null);
        }
      } catch (RuntimeException e) {
        return new StudyEnd(Ending.FAILED, "the study's own rule threw: " + e, e);
      }
    }
    return deadlineStop(state);
  }

  /** The stop of the deadline, if it has passed. */
  @Nullable StudyEnd deadlineStop(StudyState state) {
    return deadline != null && state.elapsed().compareTo(deadline) >= 0
        ? new StudyEnd(Ending.DEADLINE, "the deadline of %s passed".formatted(deadline), null)
        : null;
  }
}
