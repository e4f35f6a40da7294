package dev.beryl.settings;

import static dev.beryl.study.ExpectedGain.expectedGainOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.OneParameter;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.FailurePolicy;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StudyFaultsTest {
  private static final Study GOOD = OneParameter.study(1);

  static Stream<Arguments> faults() {
    Study open =
        Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(TestOptimizers.uniform());
    Study twoObjectives =
        Study.of(OneParameter.SPACE, OneParameter.LOSS, Objective.maximize("accuracy"))
            .optimizer(TestOptimizers.uniform());
    return Stream.of(
        Arguments.of(GOOD.trials(0), "trials: expected >= 1, got 0"),
        Arguments.of(GOOD.trials(-5), "trials: expected >= 1, got -5"),
        Arguments.of(GOOD.replicates(0), "replicates: expected >= 1, got 0"),
        Arguments.of(GOOD.parallelism(0), "parallelism: expected >= 1, got 0"),
        Arguments.of(
            GOOD.parallelism(Integer.MAX_VALUE),
            "parallelism: expected at most 1048576 trials in flight, got 2147483647"),
        Arguments.of(
            GOOD.replicates(50_000_000),
            "replicates: expected at most 1048576, got 50000000; record several values in one"
                + " replicate"),
        Arguments.of(
            open.untilOptimizerEnds().parallelism(4096).replicates(1024),
            "parallelism: expected at most 1048576 replicates of all trials in flight, got 4096 trials"
                + " of 1024"),
        Arguments.of(
            GOOD.stopWithoutImprovement(0), "stopWithoutImprovement: expected >= 1, got 0"),
        Arguments.of(
            GOOD.failurePolicy(new FailurePolicy(0)), "failures in a row: expected >= 1, got 0"),
        Arguments.of(GOOD.timeLimit(Duration.ZERO), "timeLimit: expected > 0, got PT0S"),
        Arguments.of(GOOD.timeLimit(Duration.ofSeconds(-1)), "timeLimit: expected > 0, got PT-1S"),
        Arguments.of(GOOD.target(Double.NaN), "target: expected a finite number, got NaN"),
        Arguments.of(
            GOOD.target(Double.POSITIVE_INFINITY),
            "target: expected a finite number, got Infinity"),
        Arguments.of(
            twoObjectives.trials(1).target(1),
            "target and stopWithoutImprovement need one objective, but there are 2 objectives; use stopWhen(…)"),
        Arguments.of(
            twoObjectives.stopWithoutImprovement(3),
            "target and stopWithoutImprovement need one objective, but there are 2 objectives; use stopWhen(…)"),
        Arguments.of(open.until(expectedGainOf(0).below(1)), "until: trials: expected >= 1, got 0"),
        Arguments.of(
            open.until(expectedGainOf(20).below(0)), "until: expected a gain > 0, got 0.0"),
        Arguments.of(
            open.until(expectedGainOf(20).below(Double.NaN)),
            "until: expected a gain > 0, got NaN"),
        Arguments.of(
            GOOD.until(expectedGainOf(20).belowNoise()),
            "until: belowNoise() compares replicates, and one shows no noise; set replicates(n) with"
                + " n >= 2, or a limit, below(gain)"),
        Arguments.of(
            twoObjectives.until(expectedGainOf(20).below(1)),
            "until: an expected gain needs one objective, but there are 2; use stopWhen(…)"),
        Arguments.of(
            open,
            "it has no end: set trials(n), timeLimit(…), target(…), stopWithoutImprovement(n), until(…),"
                + " stopWhen(…), or"
                + " untilOptimizerEnds() for an optimizer that ends by itself"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("faults")
  void open_oneFault_isNamed(Study study, String message) {
    assertThatThrownBy(study::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("study: " + message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("faults")
  void optimize_oneFault_isNamedBeforeAnythingRuns(Study study, String message) {
    assertThatThrownBy(() -> OneParameter.EXPERIMENT.optimize(study))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("study: " + message);
    assertThatThrownBy(() -> OneParameter.EXPERIMENT.optimizeAsync(study))
        .as("on the caller's thread")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("study: " + message);
  }

  @Test
  void open_manyFaults_areNamedTogether() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS, Objective.maximize("accuracy"))
            .optimizer("no-such-search")
            .trials(0)
            .replicates(-1)
            .parallelism(0)
            .stopWithoutImprovement(-2)
            .timeLimit(Duration.ZERO)
            .target(Double.NaN)
            .failurePolicy(new FailurePolicy(-1));

    assertThatThrownBy(study::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("study has 9 faults:\n")
        .hasMessageContaining("\n - trials: expected >= 1, got 0")
        .hasMessageContaining("\n - replicates: expected >= 1, got -1")
        .hasMessageContaining("\n - parallelism: expected >= 1, got 0")
        .hasMessageContaining("\n - stopWithoutImprovement: expected >= 1, got -2")
        .hasMessageContaining("\n - failures in a row: expected >= 1, got -1")
        .hasMessageContaining("\n - timeLimit: expected > 0, got PT0S")
        .hasMessageContaining("\n - target: expected a finite number, got NaN")
        .hasMessageContaining("\n - target and stopWithoutImprovement need one objective")
        .hasMessageContaining("\n - no optimizer 'no-such-search'");
  }

  @Test
  void open_badOptions_areNamedWithTheOtherFaults() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(
                TestOptimizers.of(
                    Map.of("points", 0, "pionts", 5), setting -> OneParameter.proposing(1)))
            .trials(0);

    assertThatThrownBy(study::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            study has 2 faults:
             - trials: expected >= 1, got 0
             - optimizer 'test' has 2 faults:
             - option 'points': expected an integer in [1, 100], got 0
             - no option 'pionts'; known are [points]; did you mean 'points'?\
            """);
  }

  @Test
  void open_optionsThatFit_reachTheOptimizer() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(
                TestOptimizers.of(
                    Map.of("points", "7"),
                    setting ->
                        OneParameter.proposing(setting.options().get(TestOptimizers.POINTS))))
            .untilOptimizerEnds();

    assertThat(OneParameter.EXPERIMENT.optimize(study).values(0)).containsExactly(7);
  }

  @Test
  void open_optimizerThatCannotSearchTheSpace_saysSoItself() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(
                TestOptimizers.of(setting -> {
                  throw new IllegalArgumentException("optimizer 'test': needs a finite space");
                }))
            .trials(1);

    assertThatThrownBy(study::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("optimizer 'test': needs a finite space");
  }

  @Test
  void open_objectivesOfOneMetric_mayDifferInTheirAggregation() {
    Study study =
        Study.of(
                OneParameter.SPACE,
                OneParameter.LOSS,
                Objective.minimize("loss", Aggregation.max()))
            .optimizer(TestOptimizers.uniform())
            .trials(2);

    assertThat(OneParameter.EXPERIMENT.optimize(study).trials()).hasSize(2);
  }

  @Test
  void with_anyChange_leavesTheStudyAsItWas() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(TestOptimizers.uniform());
    Study changed = study.trials(1).replicates(2).seed(9).neverFail();
    Study other = study.trials(3);

    assertThat(OneParameter.EXPERIMENT.optimize(other).trials()).hasSize(3);
    assertThat(OneParameter.EXPERIMENT.optimize(other).seed()).isZero();
    assertThat(OneParameter.EXPERIMENT.optimize(changed).trials()).hasSize(1);
    assertThat(OneParameter.EXPERIMENT.optimize(changed).seed()).isEqualTo(9);
  }

  @Test
  void of_noObjectiveOrOneTwice_isRefusedAtOnce() {
    assertThatThrownBy(() -> Study.of(OneParameter.SPACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("problem: objectives: expected at least one, got none");
    assertThatThrownBy(
            () -> Study.of(OneParameter.SPACE, OneParameter.LOSS, Objective.minimize("loss")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("problem: objectives: 'minimize mean of loss' is listed twice");
  }

  @Test
  void of_blankMetricAndEmptySpace_areRefusedAtOnce() {
    assertThatThrownBy(() -> Objective.minimize(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(SearchSpace::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void setting_reachesTheOptimizer() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(
                TestOptimizers.of(setting -> {
                  assertThat(setting.space()).isSameAs(OneParameter.SPACE);
                  assertThat(setting.objectives()).containsExactly(OneParameter.LOSS);
                  assertThat(setting.trials()).hasValue(2);
                  assertThat(setting.parallelism()).isEqualTo(3);
                  assertThat(setting.replicates()).isEqualTo(4);
                  assertThat(setting.seed()).as("derived").isNotEqualTo(5);
                  return OneParameter.proposing(1, 2, 3);
                }))
            .trials(2)
            .parallelism(3)
            .replicates(4)
            .seed(5);

    assertThat(OneParameter.EXPERIMENT.optimize(study).trials()).hasSize(2);
  }
}
