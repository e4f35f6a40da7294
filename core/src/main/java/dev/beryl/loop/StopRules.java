package dev.beryl.loop;

import dev.beryl.study.Ending;
import dev.beryl.study.ExpectedGain;
import dev.beryl.study.Progress;
import dev.beryl.text.Durations;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules that end a study without a failure. A rule that is absent or null is not set.
 *
 * @param trials ends after this number of trials
 * @param timeLimit ends after this time
 * @param target ends when a value of the first objective is at least as good
 * @param withoutImprovement ends after this number of trials without a better one
 * @param gain ends when the next trials can be expected to gain less
 * @param own the rules of {@code stopWhen}, called after each trial; any of them ends the study
 */
public record StopRules(
    OptionalInt trials,
    @Nullable Duration timeLimit,
    @Nullable Double target,
    OptionalInt withoutImprovement,
    ExpectedGain.@Nullable Below gain,
    List<Predicate<Progress>> own) {

  public StopRules {
    own = List.copyOf(own);
  }

  /** Whether any rule is set that can end a study: noise may not show. */
  public boolean any() {
    return trials.isPresent()
        || timeLimit != null
        || target != null
        || withoutImprovement.isPresent()
        || (gain != null && gain.limit().isPresent())
        || !own.isEmpty();
  }

  /** Returns why a study ends after a trial; null if it continues. */
  @Nullable StudyEnd afterTrial(Progress progress, Objective objective) {
    Trial reached = target == null ? null : reached(progress, objective.loss(target));
    if (reached != null) {
      return StudyEnd.of(
          Ending.TARGET, "trial %s reached the target %s".formatted(reached.number(), target));
    }
    if (trials.isPresent() && progress.trials() >= trials.getAsInt()) {
      return StudyEnd.of(Ending.BUDGET, "all %s trials are done".formatted(trials.getAsInt()));
    }
    if (withoutImprovement.isPresent()
        && progress.trialsSinceBest() >= withoutImprovement.getAsInt()) {
      return StudyEnd.of(
          Ending.NO_IMPROVEMENT,
          "no better trial among the last %s".formatted(withoutImprovement.getAsInt()));
    }
    StudyEnd ended = ownEnd(progress);
    return ended != null ? ended : timeLimitStop(progress);
  }

  private static @Nullable Trial reached(Progress progress, double loss) {
    return progress.best().filter(best -> best.loss() <= loss).orElse(null);
  }

  private @Nullable StudyEnd ownEnd(Progress progress) {
    if (own.isEmpty()) {
      return null;
    }
    try {
      for (Predicate<Progress> rule : own) {
        if (rule.test(progress)) {
          return StudyEnd.of(Ending.RULE, "a rule of stopWhen(…) ended it");
        }
      }
      return null;
    } catch (Throwable e) {
      return StudyEnd.threw("a rule of stopWhen(…) threw", e);
    }
  }

  /** The end by the time limit, if it is reached. */
  @Nullable StudyEnd timeLimitStop(Progress progress) {
    return timeLimit != null && progress.elapsed().compareTo(timeLimit) >= 0
        ? StudyEnd.of(
            Ending.TIME_LIMIT,
            "the time limit of %s was reached".formatted(Durations.exactly(timeLimit)))
        : null;
  }
}
