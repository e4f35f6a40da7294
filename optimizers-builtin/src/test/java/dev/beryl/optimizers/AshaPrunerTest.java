package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AshaPrunerTest {
  private static final double NAN = Double.NaN;
  private static final AshaPruner ALL = AshaPruner.withDefaults().exemptShare(0);

  @Test
  void prunes_atRungsOnly() {
    Pruner pruner = Pruning.create(ALL);
    double[] flat = new double[30];
    Pruning.tell(pruner, flat);
    for (int good = 0; good < 28; good++) {
      double[] turning = new double[30];
      for (int i = good; i < turning.length; i++) {
        turning[i] = 1; // worse after so many steps
      }
      int step = good;
      OptionalLong next =
          IntStream.of(1, 3, 9, 27).filter(rung -> rung > step).asLongStream().findFirst();
      assertThat(Pruning.stop(pruner, turning)).isEqualTo(next);
    }
  }

  /**
   * The rule of promotion of algorithm 2, for a trial that comes to a rung as the m-th: it goes on
   * if it is among the best floor(m / 3), or among fewer than 3 the best.
   */
  @Test
  void prunes_firstRung_keepsTheBestThirdOfThoseThatCame() {
    double[] losses = {5, 6, 4, 4.5, 3, 4.2, 3.5, 3.9, 3.7, 3.6, 2, 9};
    boolean[] goesOn = {
      true, // the first
      false, // second of 2
      true, // first of 3
      false, // second of 4
      true, // first of 5
      false, // third of 6, where 2 go on
      true, // second of 7
      false, // third of 8
      true, // third of 9, where 3 go on
      true, // third of 10
      true, // first of 11
      false // last of 12
    };
    Pruner pruner = Pruning.create(ALL);
    for (int i = 0; i < losses.length; i++) {
      boolean stopped = pruner.begin(i, 0).prunes(new Report(0, 1, losses[i]));
      assertThat(!stopped).as("trial %s", i).isEqualTo(goesOn[i]);
      Outcome outcome = stopped ? new Outcome.Pruned(0, 1) : Outcome.COMPLETED;
      pruner.tell(Pruning.ended(outcome, Pruning.curve(losses[i])));
    }
  }

  @Test
  void prunes_orderOfArrival_decidesHowManyGoOn() {
    assertThat(survivors(IntStream.range(0, 90).mapToDouble(i -> i))).isEqualTo(1);
    assertThat(survivors(IntStream.range(0, 90).mapToDouble(i -> -i))).isEqualTo(90);
    assertThat(survivors(IntStream.range(0, 90).mapToDouble(i -> 7))).isEqualTo(90); // equals
  }

  private static int survivors(DoubleStream losses) {
    Pruner pruner = Pruning.create(ALL);
    int survivors = 0;
    for (double loss : losses.toArray()) {
      boolean stopped = Pruning.stop(pruner, loss).isPresent();
      survivors += stopped ? 0 : 1;
      pruner.tell(
          Pruning.ended(
              stopped ? new Outcome.Pruned(0, 1) : Outcome.COMPLETED, Pruning.curve(loss)));
    }
    return survivors;
  }

  @Test
  void prunes_higherRung_comparesThoseThatCameThere() {
    Pruner pruner = Pruning.create(ALL);
    pruner.tell(Pruning.completed(Pruning.curve(5, 5, 5)));
    pruner.tell(Pruning.ended(new Outcome.Pruned(0, 1), Pruning.curve(6)));
    pruner.tell(Pruning.ended(new Outcome.Pruned(0, 1), Pruning.curve(7)));
    assertThat(Pruning.stop(pruner, 4, 9, 5)).isEmpty(); // first of 4, then equal first of 2
    assertThat(Pruning.stop(pruner, 4, 0, 5.5)).hasValue(3);
  }

  @Test
  void prunes_reportsThatSkipRungs_areJudgedAtAllThatTheyPass() {
    Pruner pruner = Pruning.create(ALL);
    pruner.tell(Pruning.completed(List.of(new Report(0, 2, 4), new Report(0, 30, 3))));
    assertThat(stop(pruner, new Report(0, 1, 4), new Report(0, 40, 3))).isEmpty();
    assertThat(stop(pruner, new Report(0, 2, 4), new Report(0, 3, 3.5))).hasValue(3);
    assertThat(stop(pruner, new Report(0, 2, 4), new Report(0, 100, 3.5))).hasValue(100);
    assertThat(stop(pruner, new Report(0, 2, 4), new Report(0, 8, 3), new Report(0, 9, 3.5)))
        .hasValue(9);
    assertThat(stop(pruner, new Report(0, 5, 3.9))).hasValue(5); // rung 1 in order, rung 3 not
  }

  private static OptionalLong stop(Pruner pruner, Report... reports) {
    return Pruning.stop(pruner.begin(1, 0), List.of(reports));
  }

  @Test
  void prunes_maxResource_isNotJudgedThere() {
    Pruner pruner = Pruning.create(ALL.maxResource(9));
    Pruning.tell(pruner, new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThat(Pruning.stop(pruner, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1)).isEmpty();
    assertThat(Pruning.stop(pruner, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)).hasValue(3);
  }

  @Test
  void prunes_earlyStoppingRateAndMinResource_moveTheFirstRung() {
    Pruner pruner = Pruning.create(ALL.minResource(2).reductionFactor(4).minEarlyStoppingRate(1));
    Pruning.tell(pruner, new double[40]);
    double[] bad = new double[40];
    Arrays.fill(bad, 1);
    assertThat(Pruning.stop(pruner, bad)).hasValue(8);
    for (int i = 0; i < 10; i++) {
      bad[i] = 0;
    }
    assertThat(Pruning.stop(pruner, bad)).hasValue(32);
  }

  @Test
  void prunes_nan_fromTheFirstRungOnEvenBetweenRungs() {
    Pruner pruner = Pruning.create(ALL.minResource(2));
    assertThat(Pruning.stop(pruner, NAN, 1, 1, NAN)).hasValue(4);
    assertThat(Pruning.stop(pruner, 1, NAN)).hasValue(2);
  }

  @Test
  void tell_nanAtARung_countsAsTheWorst() {
    Pruner pruner = Pruning.create(ALL);
    Pruning.tell(
        pruner,
        new double[] {1},
        new double[] {2},
        new double[] {NAN},
        new double[] {NAN},
        new double[] {NAN});
    assertThat(Pruning.stop(pruner, 1.5)).isEmpty(); // second of 6, where 2 go on
    assertThat(Pruning.stop(pruner, 2.5)).hasValue(1);
  }

  @Test
  void tell_failedTrial_setsNoStandard() {
    Pruner pruner = Pruning.create(ALL);
    pruner.tell(Pruning.ended(Pruning.FAILED, Pruning.curve(0)));
    pruner.tell(Pruning.ended(Pruning.TIMED_OUT, Pruning.curve(0)));
    assertThat(Pruning.stop(pruner, 9)).isEmpty();
  }

  @Test
  void prunes_maximise_keepsTheGreatest() {
    Pruner pruner = Pruning.create(ALL, List.of(Objective.maximize("accuracy")), 1);
    Pruning.tell(pruner, new double[] {0.5});
    assertThat(Pruning.stop(pruner, 0.6)).isEmpty();
    assertThat(Pruning.stop(pruner, 0.4)).hasValue(1);
  }

  @Test
  void prunes_severalObjectives_onlyIfLeftBehindInAll() {
    Pruner pruner = Pruning.create(ALL, Pruning.BOTH, 1);
    pruner.tell(Pruning.completed(List.of(new Report(0, 1, 5, 0.5))));
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 6, 0.4))).isTrue();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 6, 0.6))).isFalse();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 4, 0.4))).isFalse();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, NAN, 0.6))).isFalse();
  }

  @Test
  void prunes_replicates_areComparedWithTheSameReplicateOnly() {
    Pruner pruner = Pruning.create(ALL);
    pruner.tell(Pruning.completed(List.of(new Report(0, 1, 1), new Report(1, 1, 9))));
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 2))).isTrue();
    assertThat(pruner.begin(1, 1).prunes(new Report(1, 1, 8))).isFalse();
    assertThat(pruner.begin(1, 2).prunes(new Report(2, 1, 99))).isFalse();
  }

  /**
   * 10000 trials at 0.1: the number exempt has standard deviation 30, and is within 4 of them but
   * once in 16000 seeds. The seed is fixed.
   */
  @Test
  void begin_exemptShare_isAboutATenthAndDependsOnSeedAndTrialAlone() {
    List<Integer> exempt = exempt(7, 3);
    assertThat(exempt).hasSizeBetween(880, 1120).isEqualTo(exempt(7, 1));
    assertThat(exempt(8, 3)).isNotEqualTo(exempt);
    Pruner none = Pruning.create(ALL);
    Pruning.tell(none, new double[] {0});
    assertThat(IntStream.range(0, 1000))
        .allMatch(i -> none.begin(i, 0).prunes(new Report(0, 1, 1)));
    Pruner every = Pruning.create(ALL.exemptShare(1));
    Pruning.tell(every, new double[] {0});
    assertThat(IntStream.range(0, 1000))
        .noneMatch(i -> every.begin(i, 0).prunes(new Report(0, 1, NAN)));
  }

  /** Which of 10000 trials are exempt; all replicates of one are, or none. */
  private static List<Integer> exempt(long seed, int replicates) {
    Pruner pruner = Pruning.create(AshaPruner.withDefaults(), Pruning.LOSS, seed);
    pruner.tell(
        Pruning.completed(List.of(new Report(0, 1, 0), new Report(1, 1, 0), new Report(2, 1, 0))));
    var exempt = new ArrayList<Integer>();
    for (int trial = 0; trial < 10000; trial++) {
      int stopped = 0;
      for (int replicate = 0; replicate < replicates; replicate++) {
        var report = new Report(replicate, 1, 1);
        stopped += pruner.begin(trial, replicate).prunes(report) ? 1 : 0;
      }
      assertThat(stopped).isIn(0, replicates);
      if (stopped == 0) {
        exempt.add(trial);
      }
    }
    return exempt;
  }

  @Test
  void options_byName_areThoseOfTheTypedSet() {
    AshaPruner typed =
        AshaPruner.withDefaults()
            .minResource(2)
            .maxResource(1L << 40)
            .reductionFactor(4)
            .minEarlyStoppingRate(1)
            .exemptShare(0.05);
    assertThat(typed.chosen())
        .containsEntry("min-resource", 2L)
        .containsEntry("max-resource", 1L << 40)
        .containsEntry("reduction-factor", 4)
        .containsEntry("min-early-stopping-rate", 1)
        .containsEntry("exempt-share", 0.05)
        .hasSameSizeAs(typed.provider().options());
    assertThat(AshaPruner.withDefaults()).hasToString("asha");
    assertThat(AshaPruner.withDefaults().maxResource(81)).hasToString("asha {max-resource=81}");
  }
}
