package dev.beryl.loop;

import static dev.beryl.study.ExpectedGain.expectedGainOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.OneParameter;
import dev.beryl.study.Ending;
import dev.beryl.study.ExpectedGain;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GainRuleTest {
  private static final Problem MEAN = Problem.of(OneParameter.SPACE, OneParameter.LOSS);
  private static final Offset<Double> CLOSE = within(1e-12);

  /** Trials that are told one after the other, to one rule. */
  private static final class Told {
    private final GainRule rule;
    private final Problem problem;
    private final List<Trial> trials = new ArrayList<>();
    private double best = Double.POSITIVE_INFINITY;

    Told(ExpectedGain.Below rule, Problem problem) {
      this.rule = new GainRule(rule);
      this.problem = problem;
    }

    Told(ExpectedGain.Below rule) {
      this(rule, MEAN);
    }

    private Trial trial(double... samples) {
      return Trial.of(trials.size(), OneParameter.at(1), problem)
          .samples(Map.of("loss", Samples.of(samples)))
          .completed();
    }

    private void enter(double... samples) {
      Trial trial = trial(samples);
      trials.add(trial);
      best = Math.min(best, trial.loss());
    }

    GainRule.Estimate estimate(double... samples) {
      enter(samples);
      return rule.estimate(trials.size(), trials::get, best);
    }

    @Nullable StudyEnd end(double... samples) {
      enter(samples);
      return rule.afterTrial(trials.size(), trials::get, best);
    }

    GainRule.Estimate fail() {
      trials.add(
          Trial.of(trials.size(), OneParameter.at(1), problem)
              .unfinished(new Outcome.Pruned(0, 1)));
      return rule.estimate(trials.size(), trials::get, best);
    }
  }

  private static GainRule.Estimate last(Told told, int trials, IntFunction<double[]> samples) {
    GainRule.Estimate last = told.estimate(samples.apply(0));
    for (int i = 1; i < trials; i++) {
      last = told.estimate(samples.apply(i));
    }
    return last;
  }

  private static GainRule.Estimate lastOf(Told told, int trials, IntFunction<Double> loss) {
    return last(told, trials, i -> new double[] {loss.apply(i)});
  }

  @Test
  void estimate_beforeTheWindowIsFull_isUnknown() {
    assertThat(lastOf(new Told(expectedGainOf(20).below(1)), 60, i -> 1.0).gain()).isInfinite();
    assertThat(lastOf(new Told(expectedGainOf(20).below(1)), 61, i -> 1.0).gain()).isZero();
    assertThat(lastOf(new Told(expectedGainOf(1).below(1)), 30, i -> 1.0).gain()).isInfinite();
    assertThat(lastOf(new Told(expectedGainOf(1).below(1)), 31, i -> 1.0).gain()).isZero();
  }

  @Test
  void estimate_noTrend_isThatOfTheTail() {
    // 1 to 30 twice: the window has 1 to 30, its tail 1 to 4 below the threshold 5, 2.5 on average
    double p = 4.0 / 30 * Math.exp(-(5 - 1) / 2.5);
    double expected = 2.5 * (p + (1 - (1 - p) * (1 - p)) / 2);

    GainRule.Estimate estimate =
        lastOf(new Told(expectedGainOf(2).below(1)), 60, i -> 1.0 + i % 30);

    assertThat(estimate.gain()).isEqualTo(expected, CLOSE);
    assertThat(estimate.noise()).isZero();
  }

  @Test
  void estimate_bestBeforeTheWindow_isRarelyBeaten() {
    double p = 4.0 / 30 * Math.exp(-(5 + 20) / 2.5);

    GainRule.Estimate estimate =
        lastOf(
            new Told(expectedGainOf(1).below(1)), 60, i -> i == 0 ? -20.0 : 1 + (double) (i % 30));

    assertThat(estimate.gain()).isEqualTo(2.5 * p, CLOSE);
  }

  @Test
  void estimate_steadyProgress_goesOn() {
    GainRule.Estimate estimate = lastOf(new Told(expectedGainOf(5).below(1)), 80, i -> 7.0 - i);

    assertThat(estimate.gain()).as("one a trial").isEqualTo(5, CLOSE);
  }

  @Test
  void estimate_trialsWithoutValue_gainNothing() {
    Told told = new Told(expectedGainOf(1).below(1));
    GainRule.Estimate estimate = lastOf(told, 60, i -> 1.0 + i % 30);
    double before = estimate.gain();
    for (int i = 0; i < 20; i++) {
      estimate = told.fail();
    }

    assertThat(estimate.gain()).as("what is left of the window").isPositive().isNotEqualTo(before);
    for (int i = 0; i < 40; i++) {
      estimate = told.fail();
    }
    assertThat(estimate.gain()).as("nothing is known of a tail").isInfinite();
  }

  @Test
  void estimate_manyFromOneDistribution_isTheirMeanGain_orMore() {
    double gained = 0; // the mean of the least of 101 logarithms, less that of the least of 121
    for (int i = 102; i <= 121; i++) {
      gained += 1.0 / i;
    }

    assertThat(meanOf400(random -> Math.log(random.nextDouble())) / gained)
        .as("an exponential tail")
        .isBetween(1.0, 2.0);
    assertThat(meanOf400(SplittableRandom::nextDouble) / (1.0 / 102 - 1.0 / 122))
        .as("a tail that ends at once")
        .isBetween(1.0, 12.0);
  }

  private static double meanOf400(ToDoubleFunction<SplittableRandom> loss) {
    var random = new SplittableRandom(1);
    double mean = 0;
    for (int study = 0; study < 400; study++) {
      var told = new Told(expectedGainOf(20).below(1));
      mean += lastOf(told, 101, _ -> loss.applyAsDouble(random)).gain() / 400;
    }
    return mean;
  }

  @Test
  void noise_whatReplicatesShareUnderAllTreatments_isNone() {
    double[] hard = {0, 3, -2};
    GainRule.Estimate estimate =
        last(
            new Told(expectedGainOf(2).below(1)),
            60,
            i -> new double[] {i % 30 + hard[0], i % 30 + hard[1], i % 30 + hard[2]});

    assertThat(estimate.noise()).isEqualTo(0, CLOSE);
    assertThat(estimate.gain()).isPositive();
  }

  @Test
  void noise_alone_isNoGain() {
    var random = new SplittableRandom(2);
    Told told = new Told(expectedGainOf(20).belowNoise());
    StudyEnd end = null;
    int trials = 0;
    while (end == null && trials < 200) {
      end = told.end(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
      trials++;
    }

    assertThat(trials).isBetween(61, 100);
    assertThat(end).isNotNull();
    assertThat(end.ending()).isEqualTo(Ending.SMALL_GAIN);
    assertThat(end.text())
        .matches(
            "expected gain of the next 20 trials 0\\.\\d+ < 0\\.\\d+, the noise of a trial's value");
  }

  @Test
  void noise_ofOneDeviation_isFound() {
    var random = new SplittableRandom(3);
    GainRule.Estimate paired =
        last(new Told(expectedGainOf(100).below(1)), 601, _ -> random.doubles(4, -1, 1).toArray());
    Problem median =
        Problem.of(OneParameter.SPACE, Objective.minimize("loss", Aggregation.median()));
    GainRule.Estimate byErrors =
        last(
            new Told(expectedGainOf(100).below(1), median),
            601,
            _ -> random.doubles(9, -1, 1).toArray());

    assertThat(paired.noise()).isEqualTo(1 / Math.sqrt(3) / 2, within(0.06));
    assertThat(byErrors.noise()).isPositive();
  }

  @Test
  void end_saysHowMuchWasExpected() {
    Told told = new Told(expectedGainOf(20).below(0.001));
    StudyEnd end = null;
    for (int i = 0; i < 200 && end == null; i++) {
      end = told.end(Math.pow(0.8, i));
    }

    assertThat(end)
        .isEqualTo(
            StudyEnd.of(Ending.SMALL_GAIN, "expected gain of the next 20 trials 0.00081 < 0.001"));
  }
}
