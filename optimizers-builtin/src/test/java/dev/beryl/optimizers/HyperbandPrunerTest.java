package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HyperbandPrunerTest {
  private static final HyperbandPruner ALL = HyperbandPruner.withDefaults();
  private static final int TRIALS = 10000;

  /** Trials of which all are told with the same curve; the guard is off. */
  private static Pruner after(HyperbandPruner factory, int trials, int steps) {
    Pruner pruner = Pruning.create(factory.guard(0));
    for (int i = 0; i < trials; i++) {
      double[] curve = Pruning.flat(steps, 1);
      pruner.tell(Pruning.trial(i, Pruning.LOSS, Outcome.COMPLETED, Pruning.curve(curve), 1));
    }
    return pruner;
  }

  /** Where a bad trial of each number is stopped. */
  private static List<OptionalLong> stops(Pruner pruner, int steps) {
    var stops = new ArrayList<OptionalLong>();
    for (int trial = 0; trial < TRIALS; trial++) {
      stops.add(Pruning.stop(pruner.begin(trial), Pruning.curve(Pruning.flat(steps, 2))));
    }
    return stops;
  }

  /** Of 10000 at 0.6 the number has standard deviation 49; within 4 but once in 16000 seeds. */
  @Test
  void prunes_threeOfFiveTrials_atAThirdOfTheLastStep() {
    List<OptionalLong> stops = stops(after(ALL, 20, 12), 12);
    assertThat(stops).containsOnly(OptionalLong.empty(), OptionalLong.of(4));
    assertThat(stops.stream().filter(OptionalLong::isPresent).count()).isBetween(5804L, 6196L);
    assertThat(stops(after(ALL, 20, 12), 12)).isEqualTo(stops);
    assertThat(stops(after(ALL.curveShare(1), 20, 12), 12)).containsOnly(OptionalLong.of(4));
    assertThat(stops(after(ALL.curveShare(0), 20, 12), 12)).containsOnly(OptionalLong.empty());
  }

  @Test
  void prunes_comparesWithinTheBracketOnly() {
    Pruner judged = after(ALL, 20, 12);
    int[] inBracket =
        IntStream.range(0, 1000)
            .filter(
                i -> Pruning.stop(judged.begin(i), Pruning.curve(Pruning.flat(12, 2))).isPresent())
            .toArray();
    Pruner pruner = Pruning.create(ALL.guard(0));
    for (int trial = 0; trial < 40; trial++) {
      int number = trial;
      boolean member = IntStream.of(inBracket).anyMatch(i -> i == number);
      double[] curve = Pruning.flat(12, member ? 5 : 1);
      pruner.tell(Pruning.trial(trial, Pruning.LOSS, Outcome.COMPLETED, Pruning.curve(curve), 1));
    }
    int other = inBracket[inBracket.length - 1];
    assertThat(Pruning.stop(pruner.begin(other), Pruning.curve(Pruning.flat(12, 5)))).isEmpty();
    assertThat(Pruning.stop(pruner.begin(other), Pruning.curve(Pruning.flat(12, 5.1)))).hasValue(4);
  }

  @Test
  void prunesAfter_allBrackets_areJudgedTogether() {
    Pruner pruner = Pruning.create(ALL);
    for (int loss = 1; loss <= 10; loss++) {
      assertThat(Pruning.run(pruner, loss, 4, loss)).isEqualTo(Outcome.COMPLETED);
    }
    for (int trial = 11; trial < 100; trial++) {
      assertThat(pruner.begin(trial).prunesAfter(1, 3)).isFalse();
      assertThat(pruner.begin(trial).prunesAfter(1, 3.1)).isTrue();
    }
  }

  /**
   * R = 81, r = 1, eta = 3: brackets 4 to 0 start at 1, 3, 9, 27 and 81 with weights 81, 34, 15, 8
   * and 5, of 143. The numbers of 10000 trials have standard deviations of 50 at most; they are
   * within 4 of them but once in 16000 seeds each.
   */
  @Test
  void prunes_minResource_hasTheBracketsOfThePaper() {
    List<OptionalLong> stops =
        stops(after(ALL.minResource(1).maxResource(81).withoutProjectedEnd(), 100, 81), 81);
    long[] starts = {1, 3, 9, 27};
    double[] weights = {81, 34, 15, 8};
    for (int i = 0; i < starts.length; i++) {
      long start = starts[i];
      double expected = TRIALS * weights[i] / 143;
      long found = stops.stream().filter(stop -> stop.equals(OptionalLong.of(start))).count();
      double deviation = Math.sqrt(expected * (1 - weights[i] / 143));
      assertThat((double) found).isBetween(expected - 4 * deviation, expected + 4 * deviation);
    }
    assertThat(stops).contains(OptionalLong.empty());
  }

  @Test
  void lookBack_isNotOffered() {
    assertThat(after(ALL, 40, 12).lookBack()).isEmpty();
  }

  @Test
  void options_byName_areThoseOfTheTypedSet() {
    HyperbandPruner typed =
        ALL.curvesOnly()
            .curveShare(0.5)
            .rung(0.25)
            .reductionFactor(4)
            .withoutProjectedEnd()
            .maxResource(81)
            .rounds(2)
            .startupTrials(3)
            .guard(1)
            .minResource(2);
    assertThat(typed.chosen())
        .containsEntry("curve-share", 0.5)
        .containsEntry("rung", 0.25)
        .containsEntry("min-resource", 2L)
        .hasSameSizeAs(typed.provider().options());
    assertThat(ALL.roundsOnly().chosen()).containsOnlyKeys("checkpoints");
    assertThat(ALL).hasToString("hyperband");
  }
}
