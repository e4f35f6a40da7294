package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianPrunerTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final MedianPruner AT_ONCE = MedianPruner.withDefaults().startupTrials(1);

  @Test
  void prunes_worseThanTheMedian_atTheFirstStepWhereItIs() {
    Pruner pruner = Pruning.create(MedianPruner.withDefaults());
    Pruning.tell(
        pruner,
        new double[] {9, 5, 1},
        new double[] {9, 6, 2},
        new double[] {9, 7, 3},
        new double[] {9, 8, 4},
        new double[] {9, 9, 5});
    assertThat(Pruning.stop(pruner, 9, 7, 3)).isEmpty(); // not worse than equal
    assertThat(Pruning.stop(pruner, 9.5, 7, 3)).hasValue(1);
    assertThat(Pruning.stop(pruner, 9, 7.5, 3)).hasValue(2);
    assertThat(Pruning.stop(pruner, 9, 7, 3.5)).hasValue(3);
  }

  @Test
  void prunes_bestSoFar_isComparedNotTheLastValue() {
    Pruner pruner = Pruning.create(AT_ONCE);
    Pruning.tell(pruner, new double[] {5, 4, 3});
    assertThat(Pruning.stop(pruner, 3, 100, 100)).isEmpty();
    assertThat(Pruning.stop(pruner, 3.5, 100, 100)).hasValue(3);
  }

  @Test
  void prunes_startupTrials_onlyAfterThatManyWithReports() {
    Pruner pruner = Pruning.create(MedianPruner.withDefaults());
    for (int told = 0; told < 5; told++) {
      assertThat(Pruning.stop(pruner, 100, 100)).as("after %s trials", told).isEmpty();
      pruner.tell(Pruning.completed(List.of()));
      Pruning.tell(pruner, new double[] {1, 1});
    }
    assertThat(Pruning.stop(pruner, 100, 100)).hasValue(1);
  }

  @Test
  void prunes_warmupAndInterval_judgeTheFirstReportOfEachInterval() {
    Pruner pruner = Pruning.create(AT_ONCE.warmupSteps(3).intervalSteps(4));
    Pruning.tell(pruner, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    assertThat(Pruning.stop(pruner, 2, 2, 2)).hasValue(3);
    assertThat(Pruning.stop(pruner, 2, 2, 1)).isEmpty();
    Pruner.Judge judge = pruner.begin(1, 0);
    assertThat(judge.prunes(new Report(0, 2, 9))).isFalse();
    assertThat(judge.prunes(new Report(0, 8, 1))).isFalse(); // the first in 7 to 10
    judge = pruner.begin(2, 0);
    assertThat(judge.prunes(new Report(0, 4, 1))).isFalse();
    assertThat(judge.prunes(new Report(0, 5, 0))).isFalse();
  }

  @Test
  void prunes_intervalPassedWhileGood_waitsForTheNextOne() {
    Pruner pruner = Pruning.create(AT_ONCE.intervalSteps(5));
    pruner.tell(
        Pruning.completed(
            List.of(
                new Report(0, 0, 4),
                new Report(0, 3, 1),
                new Report(0, 6, 1),
                new Report(0, 11, 1))));
    Pruner.Judge judge = pruner.begin(1, 0);
    assertThat(judge.prunes(new Report(0, 0, 3))).isFalse();
    assertThat(judge.prunes(new Report(0, 3, 3))).isFalse(); // worse, but in the first interval too
    assertThat(judge.prunes(new Report(0, 6, 3))).isTrue();
  }

  @Test
  void prunes_stepThatNoOneReported_isNotJudged() {
    Pruner pruner = Pruning.create(AT_ONCE);
    pruner.tell(Pruning.completed(List.of(new Report(0, 10, 1), new Report(0, 1L << 40, 1))));
    assertThat(
            Pruning.stop(
                pruner.begin(1, 0),
                List.of(
                    new Report(0, -5, 9),
                    new Report(0, 9, 9),
                    new Report(0, 11, 9),
                    new Report(0, 1L << 40, 9))))
        .hasValue(1L << 40);
  }

  @Test
  void prunes_minTrials_countsThoseAtTheSameStep() {
    Pruner pruner = Pruning.create(AT_ONCE.minTrials(2));
    Pruning.tell(pruner, new double[] {1, 1, 1}, new double[] {NAN, 1, 1}, new double[] {NAN, NAN});
    assertThat(Pruning.stop(pruner, 2, 2, 2)).hasValue(2);
  }

  /** Of 10, 20, 30 and 40: index 0.75 for 25, 1.5 for 50 and 2.4 for 80. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 10.01",
    "25, 17.5, 17.51",
    "50, 25, 25.01",
    "80, 34, 34.01",
    "100, 40, 40.01"
  })
  void prunes_percentile_isLinearBetweenOrderStatistics(
      double percentile, double kept, double stopped) {
    Pruner pruner = Pruning.create(AT_ONCE.percentile(percentile));
    Pruning.tell(
        pruner, new double[] {30}, new double[] {10}, new double[] {40}, new double[] {20});
    assertThat(Pruning.stop(pruner, kept)).isEmpty();
    assertThat(Pruning.stop(pruner, stopped)).hasValue(1);
  }

  @Test
  void prunes_runningAverage_comparesWithTheOthersAverages() {
    Pruner points = Pruning.create(AT_ONCE);
    Pruner averages = Pruning.create(AT_ONCE.runningAverage());
    for (Pruner pruner : List.of(points, averages)) {
      Pruning.tell(pruner, new double[] {6, NAN, 2, 1}); // averages 6, 6, 4, 3
    }
    assertThat(Pruning.stop(points, 6, 6, 2.5, 2)).hasValue(3);
    assertThat(Pruning.stop(averages, 6, 6, 4, 3)).isEmpty();
    assertThat(Pruning.stop(averages, 6, 6.5, 4.1, 3)).hasValue(3);
    assertThat(Pruning.stop(averages, 6.5, 6, 4, 3.1)).hasValue(1);
  }

  @Test
  void prunes_maximise_isMirrored() {
    Pruner pruner = Pruning.create(AT_ONCE.percentile(25), Pruning.ACCURACY, 1);
    Pruning.tell(
        pruner, new double[] {30}, new double[] {10}, new double[] {40}, new double[] {20});
    assertThat(Pruning.stop(pruner, 32.5)).isEmpty();
    assertThat(Pruning.stop(pruner, 32.4)).hasValue(1);
  }

  @Test
  void prunes_replicates_areComparedWithTheSameReplicateOnly() {
    Pruner pruner = Pruning.create(AT_ONCE);
    pruner.tell(
        Pruning.completed(
            List.of(
                new Report(0, 1, 1),
                new Report(0, 2, 1),
                new Report(1, 1, 9),
                new Report(1, 2, 8))));
    assertThat(Pruning.stop(pruner.begin(1, 0), Pruning.curveOf(0, 1, 2))).isEmpty();
    assertThat(Pruning.stop(pruner.begin(1, 0), Pruning.curveOf(0, 2, 2))).hasValue(1);
    assertThat(Pruning.stop(pruner.begin(1, 1), Pruning.curveOf(1, 9, 8))).isEmpty();
    assertThat(Pruning.stop(pruner.begin(1, 1), Pruning.curveOf(1, 9, 9))).hasValue(2);
    assertThat(Pruning.stop(pruner.begin(1, 2), Pruning.curveOf(2, 100, 100))).isEmpty();
  }

  @Test
  void prunes_severalObjectives_onlyIfWorseInAll() {
    Pruner pruner = Pruning.create(AT_ONCE, Pruning.BOTH, 1);
    pruner.tell(Pruning.completed(List.of(new Report(0, 1, 5, 0.5))));
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 6, 0.4))).isTrue();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 6, 0.5))).isFalse();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 5, 0.4))).isFalse();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, NAN, 0.6))).isFalse();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, NAN, 0.4))).isTrue();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, NAN, NAN))).isTrue();
  }

  @Test
  void prunes_fewerValuesThanObjectives_isRefused() {
    Pruner pruner = Pruning.create(AT_ONCE, Pruning.BOTH, 1);
    pruner.tell(Pruning.completed(List.of(new Report(0, 1, 5)))); // is passed over
    assertThatThrownBy(() -> pruner.begin(1, 2).prunes(new Report(2, 7, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "report of replicate 2 at step 7: expected values of the first 2 objectives, in their"
                + " order, for the pruner to judge; got 1");
  }

  @Test
  void prunes_moreValuesThanObjectives_areNotRead() {
    Pruner pruner = Pruning.create(AT_ONCE);
    pruner.tell(Pruning.completed(List.of(new Report(0, 1, 5, -1))));
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 4, 9))).isFalse();
    assertThat(pruner.begin(1, 0).prunes(new Report(0, 1, 6, -9))).isTrue();
  }

  @Test
  void prunes_nan_isStoppedAfterTheWarmupWhateverOthersDid() {
    assertThat(Pruning.stop(Pruning.create(MedianPruner.withDefaults()), 1, NAN)).hasValue(2);
    assertThat(Pruning.stop(Pruning.create(AT_ONCE.warmupSteps(3)), NAN, NAN, 1)).isEmpty();
    assertThat(Pruning.stop(Pruning.create(AT_ONCE.warmupSteps(3)), NAN, NAN, NAN)).hasValue(3);
  }

  @Test
  void prunes_infinity_isWorseThanAnyNumber() {
    Pruner pruner = Pruning.create(AT_ONCE.percentile(75));
    Pruning.tell(pruner, new double[] {1}, new double[] {INFINITY}, new double[] {INFINITY});
    assertThat(Pruning.stop(pruner, INFINITY)).isEmpty();
    Pruning.tell(pruner, new double[] {1}, new double[] {1}, new double[] {1});
    assertThat(Pruning.stop(pruner, INFINITY)).isEmpty(); // a quarter of the way to infinity
    Pruning.tell(pruner, new double[] {1}, new double[] {1}, new double[] {1});
    assertThat(Pruning.stop(pruner, INFINITY)).hasValue(1);
    assertThat(Pruning.stop(pruner, -INFINITY)).isEmpty();
  }

  @Test
  void tell_prunedTrial_countsAsFarAsItCame() {
    Pruner pruner = Pruning.create(AT_ONCE);
    pruner.tell(Pruning.ended(new Outcome.Pruned(0, 2), Pruning.curve(1, 1)));
    assertThat(Pruning.stop(pruner, 1, 2, 2)).isEmpty();
    assertThat(Pruning.stop(pruner, 2, 2, 2)).hasValue(1);
    Pruning.tell(pruner, new double[] {3, 3, 3});
    assertThat(Pruning.stop(pruner, 2, 2, 3)).isEmpty();
    assertThat(Pruning.stop(pruner, 4, 0, 0)).hasValue(1);
  }

  @Test
  void tell_failedTimedOutOrRejectedTrial_setsNoStandard() {
    Pruner pruner = Pruning.create(AT_ONCE);
    for (Outcome outcome : List.of(Pruning.FAILED, Pruning.TIMED_OUT, new Outcome.Rejected("c"))) {
      pruner.tell(Pruning.ended(outcome, Pruning.curve(0, 0, 0)));
    }
    assertThat(Pruning.stop(pruner, 100, 100)).isEmpty();
    Pruning.tell(pruner, new double[] {50});
    assertThat(Pruning.stop(pruner, 50)).isEmpty();
    assertThat(Pruning.stop(pruner, 51)).hasValue(1);
  }

  @Test
  void reports_stepNotBeyondTheLast_arePassedOver() {
    Pruner pruner = Pruning.create(AT_ONCE);
    pruner.tell(
        Pruning.completed(
            List.of(
                new Report(0, 5, 3),
                new Report(0, 5, 1),
                new Report(0, 4, 1),
                new Report(0, 6, 3))));
    Pruner.Judge judge = pruner.begin(1, 0);
    assertThat(judge.prunes(new Report(0, 5, 3))).isFalse();
    assertThat(judge.prunes(new Report(0, 5, NAN))).isFalse();
    assertThat(judge.prunes(new Report(0, 4, 9))).isFalse();
    assertThat(judge.prunes(new Report(0, 6, NAN))).isTrue();
    assertThat(Pruning.stop(pruner.begin(2, 0), List.of(new Report(0, 5, 3.5)))).hasValue(5);
  }

  @Test
  void options_byName_areThoseOfTheTypedSet() {
    MedianPruner typed =
        MedianPruner.withDefaults()
            .percentile(25)
            .runningAverage()
            .startupTrials(3)
            .warmupSteps(1L << 40)
            .intervalSteps(7)
            .minTrials(2);
    assertThat(typed.chosen())
        .containsEntry("percentile", 25.0)
        .containsEntry("running-average", true)
        .containsEntry("startup-trials", 3)
        .containsEntry("warmup-steps", 1L << 40)
        .containsEntry("interval-steps", 7L)
        .containsEntry("min-trials", 2)
        .hasSameSizeAs(typed.provider().options());
    assertThat(MedianPruner.withDefaults().chosen()).isEmpty();
    assertThat(MedianPruner.withDefaults()).hasToString("median");
    assertThat(MedianPruner.withDefaults().percentile(25)).hasToString("median {percentile=25.0}");
  }
}
