package dev.beryl.optimizers.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ReplicateCorrelationProperties {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Problem PROBLEM = Problem.of(SPACE, Objective.minimize("loss"));

  private static Trial trial(Samples samples) {
    return Trial.of(0, SPACE.fromUnit(new double[] {0.5}), PROBLEM)
        .samples("loss", samples)
        .completed();
  }

  private static Trial trial(double... losses) {
    return trial(Samples.of(losses));
  }

  private static double share(Iterable<Trial> trials) {
    var correlation = new ReplicateCorrelation();
    trials.forEach(trial -> correlation.add(trial, 0));
    return correlation.share();
  }

  /** Trials with a level of their own, what replicates have in common, and noise. */
  private static List<Trial> trials(
      int count, int replicates, double common, double own, long seed) {
    var random = new Random(seed);
    double[] effects = random.doubles(replicates, -1, 1).map(each -> common * each).toArray();
    var trials = new ArrayList<Trial>();
    for (int t = 0; t < count; t++) {
      double level = 10 * random.nextGaussian();
      double[] losses = new double[replicates];
      for (int r = 0; r < replicates; r++) {
        losses[r] = level + effects[r] + own * (2 * random.nextDouble() - 1);
      }
      trials.add(trial(losses));
    }
    return trials;
  }

  @Property(tries = 50, seed = "20261130")
  void share_whatAllHaveInCommon_isNothing(
      @ForAll @IntRange(min = 4, max = 60) int count,
      @ForAll @IntRange(min = 2, max = 10) int replicates,
      @ForAll long seed) {
    assertThat(share(trials(count, replicates, 1, 0, seed))).isCloseTo(0, within(1e-4));
  }

  /** 1 000 trials of 10: the mean correlation has a standard error of 0.0005, 10 of them. */
  @Property(tries = 20, seed = "20261130")
  void share_independentSeeds_isAll(@ForAll long seed) {
    assertThat(share(trials(1000, 10, 0, 1, seed))).isBetween(0.9975, 1.0);
  }

  /** Of equal variances each is a half; 3 000 trials, effects of 200 replicates: 0.05 is 10 %. */
  @Example
  void share_asMuchInCommonAsOfTheirOwn_isTheRootOfAHalf() {
    assertThat(share(trials(3000, 200, 1, 1, 7))).isCloseTo(Math.sqrt(0.5), within(0.05));
  }

  @Property(tries = 50, seed = "20261130")
  void share_inAnyOrder_hasTheSameBits(
      @ForAll @DoubleRange(min = 0, max = 3) double common, @ForAll long seed) {
    List<Trial> trials = trials(30, 5, common, 1, seed);
    double share = share(trials);

    Collections.shuffle(trials, new Random(seed));

    assertThat(share(trials)).isEqualTo(share).isBetween(0.0, 1.0);
  }

  @Property(tries = 50, seed = "20261130")
  void share_otherUnitsOfTheLoss_isTheSame(@ForAll @IntRange(min = -200, max = 200) int power) {
    double unit = StrictMath.pow(10, power);
    List<Trial> other =
        trials(20, 4, 1, 1, 3).stream()
            .map(trial -> trial(trial.samples("loss").stream().map(loss -> loss * unit).toArray()))
            .toList();
    assertThat(share(other)).isCloseTo(share(trials(20, 4, 1, 1, 3)), within(1e-6));
  }

  @Example
  void share_fewerThanFourTrials_isAll() {
    assertThat(share(trials(3, 5, 1, 0, 1))).isOne();
  }

  @Example
  void share_trialsThatSayNothing_countForNothing() {
    List<Trial> trials = trials(6, 3, 1, 0.5, 1);
    double share = share(trials);
    trials.add(trial(1));
    trials.add(trial(2, 3)); // fewer replicates than the first
    trials.add(trial(4, 4, 4));
    trials.add(trial(-Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE));

    assertThat(share(trials)).isEqualTo(share).isLessThan(1);
  }

  @Example
  void share_severalValuesAReplicate_isThatOfTheirMeans() {
    List<Trial> trials = trials(8, 3, 1, 1, 1);
    List<Trial> split =
        trials.stream()
            .map(trial -> trial.samples("loss"))
            .map(losses ->
                trial(
                    Samples.wrap(
                        new double[] {
                          losses.get(0), losses.get(1) - 0.25, losses.get(1) + 0.25, losses.get(2)
                        },
                        0,
                        4,
                        new int[] {1, 3, 4})))
            .toList();

    assertThat(share(split)).isCloseTo(share(trials), within(1e-9));
  }
}
