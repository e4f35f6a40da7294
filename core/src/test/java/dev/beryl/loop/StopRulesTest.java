package dev.beryl.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.OneParameter;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StopRulesTest {
  private static final StopRules OPEN = rules(OptionalInt.empty(), null, OptionalInt.empty());

  private static StopRules rules(
      OptionalInt trials, @Nullable Double target, OptionalInt patience) {
    return new StopRules(trials, null, target, patience, null, List.of());
  }

  private static StopRules own(Predicate<Progress> rule) {
    return new StopRules(OptionalInt.empty(), null, null, OptionalInt.empty(), null, List.of(rule));
  }

  /** A study with a best trial 4 of a value. */
  private record Reached(int trials, double bestValue, Objective objective, Duration elapsed)
      implements Progress {
    @Override
    public int completed() {
      return trials;
    }

    @Override
    public int failed() {
      return 0;
    }

    @Override
    public OptionalInt budget() {
      return OptionalInt.empty();
    }

    @Override
    public Optional<Trial> best() {
      return Optional.of(
          Trial.of(4, OneParameter.at(1), Problem.of(OneParameter.SPACE, objective))
              .samples(Map.of("loss", Samples.of(bestValue)))
              .completed());
    }

    @Override
    public int trialsSinceBest() {
      return trials - 5;
    }
  }

  private static @Nullable StudyEnd end(StopRules rules, int trials) {
    return rules.afterTrial(
        new Reached(trials, 2, OneParameter.LOSS, Duration.ZERO), OneParameter.LOSS);
  }

  @Test
  void noRule_isNone_andNeverEnds() {
    assertThat(OPEN.any()).isFalse();
    assertThat(end(OPEN, 1_000_000)).isNull();
  }

  @Test
  void trials_endsAtTheLast() {
    StopRules rules = rules(OptionalInt.of(7), null, OptionalInt.empty());

    assertThat(rules.any()).isTrue();
    assertThat(end(rules, 6)).isNull();
    assertThat(end(rules, 7)).isEqualTo(StudyEnd.of(Ending.BUDGET, "all 7 trials are done"));
  }

  @Test
  void target_endsAtAValueAsGood_inTheObjectivesDirection() {
    Objective gain = Objective.maximize("loss");
    StopRules two = rules(OptionalInt.empty(), 2.0, OptionalInt.empty());
    StopRules three = rules(OptionalInt.empty(), 3.0, OptionalInt.empty());

    assertThat(two.any()).isTrue();
    assertThat(end(two, 7)).isEqualTo(StudyEnd.of(Ending.TARGET, "trial 4 reached the target 2.0"));
    assertThat(end(rules(OptionalInt.empty(), 1.5, OptionalInt.empty()), 7)).isNull();
    assertThat(three.afterTrial(new Reached(7, 2, gain, Duration.ZERO), gain)).isNull();
    assertThat(two.afterTrial(new Reached(7, 2, gain, Duration.ZERO), gain)).isNotNull();
  }

  @Test
  void patience_endsAfterTrialsWithoutABetterOne() {
    StopRules rules = rules(OptionalInt.empty(), null, OptionalInt.of(3));

    assertThat(rules.any()).isTrue();
    assertThat(end(rules, 7)).isNull();
    assertThat(end(rules, 8))
        .isEqualTo(StudyEnd.of(Ending.NO_IMPROVEMENT, "no better trial among the last 3"));
  }

  @Test
  void deadline_endsOnceItHasPassed() {
    Duration minute = Duration.ofMinutes(1);
    var rules =
        new StopRules(OptionalInt.empty(), minute, null, OptionalInt.empty(), null, List.of());

    assertThat(rules.any()).isTrue();
    assertThat(rules.timeLimitStop(new Reached(1, 2, OneParameter.LOSS, minute.minusNanos(1))))
        .isNull();
    assertThat(rules.timeLimitStop(new Reached(1, 2, OneParameter.LOSS, minute)))
        .isEqualTo(StudyEnd.of(Ending.TIME_LIMIT, "the time limit of 1 min was reached"));
    assertThat(rules.afterTrial(new Reached(1, 2, OneParameter.LOSS, minute), OneParameter.LOSS))
        .isNotNull();
  }

  @Test
  void own_endsWhenItSaysSo() {
    StopRules rules = own(progress -> progress.trials() > 3);

    assertThat(rules.any()).isTrue();
    assertThat(end(rules, 3)).isNull();
    assertThat(end(rules, 4)).isEqualTo(StudyEnd.of(Ending.RULE, "a rule of stopWhen(…) ended it"));
  }

  @Test
  void own_throwsAnything_failsTheStudy() {
    var cause = new AssertionError("not so");

    StudyEnd end =
        end(
            own(progress -> {
              throw cause;
            }),
            1);

    assertThat(end)
        .isEqualTo(
            new StudyEnd(
                Ending.FAILED,
                "a rule of stopWhen(…) threw: java.lang.AssertionError: not so",
                cause));
  }
}
