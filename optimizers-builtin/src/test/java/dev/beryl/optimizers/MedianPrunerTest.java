package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianPrunerTest {
  private static final double NAN = Double.NaN;
  private static final MedianPruner ALL = MedianPruner.withDefaults();

  /** Without the protections, so that the comparison itself is seen. */
  private static final MedianPruner BARE =
      ALL.startupTrials(1).warmupSteps(0).guard(0).withoutProjectedEnd().maxResource(100);

  /** Five trials of 12 steps with losses 1 to 5 throughout. */
  private static Pruner afterStartup(MedianPruner factory) {
    Pruner pruner = Pruning.create(factory);
    for (int loss = 1; loss <= 5; loss++) {
      Pruning.tell(pruner, Pruning.flat(12, loss));
    }
    return pruner;
  }

  private static double[] turning(int steps, double before, double after, int from) {
    return IntStream.rangeClosed(1, steps).mapToDouble(s -> s < from ? before : after).toArray();
  }

  @Test
  void prunes_worseThanTheMedian_fromAThirdOfTheLastStepOn() {
    Pruner pruner = afterStartup(ALL);
    assertThat(Pruning.stop(pruner, Pruning.flat(12, 3))).isEmpty(); // not worse than equal
    assertThat(Pruning.stop(pruner, Pruning.flat(12, 3.1))).hasValue(4);
    assertThat(Pruning.stop(pruner, turning(12, 9, 3, 4))).isEmpty();
    assertThat(Pruning.stop(pruner, turning(12, 3, 9, 7))).hasValue(7);
    assertThat(Pruning.stop(pruner, turning(12, 3, 9, 12))).isEmpty(); // the last step
  }

  @Test
  void prunes_startup_onlyAfterFiveTrialsWithReports() {
    Pruner pruner = Pruning.create(ALL);
    for (int told = 0; told < 5; told++) {
      assertThat(Pruning.stop(pruner, Pruning.flat(12, 9))).as("after %s", told).isEmpty();
      pruner.tell(Pruning.trial(0, Pruning.LOSS, Outcome.COMPLETED, List.of(), 99));
      Pruning.tell(pruner, Pruning.flat(12, 1));
    }
    assertThat(Pruning.stop(pruner, Pruning.flat(12, 9))).hasValue(4);
  }

  @Test
  void prunes_lastStep_isTheMedianOfThoseOfStartupForGood() {
    Pruner pruner = Pruning.create(ALL.guard(0));
    for (int steps : new int[] {6, 30, 12, 6, 30}) {
      Pruning.tell(pruner, Pruning.flat(steps, 1));
    }
    assertThat(Pruning.stop(pruner, Pruning.flat(12, 9))).hasValue(4);
    for (int i = 0; i < 10; i++) {
      Pruning.tell(pruner, Pruning.flat(30, 1));
    }
    assertThat(Pruning.stop(pruner, Pruning.flat(12, 9))).hasValue(4);
  }

  @Test
  void prunes_maxResource_isTheLastStep() {
    assertThat(Pruning.stop(afterStartup(ALL.maxResource(24)), Pruning.flat(12, 9))).hasValue(8);
    assertThat(Pruning.stop(afterStartup(ALL.maxResource(6)), Pruning.flat(12, 9))).hasValue(2);
    assertThat(Pruning.stop(afterStartup(ALL.maxResource(6)), turning(12, 1, 9, 6))).isEmpty();
  }

  @Test
  void prunes_stepsFromZero_areCountedFromOne() {
    Pruner pruner = Pruning.create(ALL.startupTrials(1));
    List<Report> zero = IntStream.range(0, 12).mapToObj(s -> new Report(0, s, 1.0)).toList();
    pruner.tell(Pruning.completed(zero));
    List<Report> bad = IntStream.range(0, 12).mapToObj(s -> new Report(0, s, 2.0)).toList();
    assertThat(Pruning.stop(pruner.begin(1), bad)).hasValue(3); // the fourth
  }

  /** A curve that halves its distance to 0 with every doubling ends better than flat ones. */
  @Test
  void prunes_projectedEnd_sparesCurvesThatStillGain() {
    Pruner pruner = afterStartup(ALL.guard(0));
    Pruner bare = afterStartup(ALL.guard(0).withoutProjectedEnd());
    double[] gaining = IntStream.rangeClosed(1, 12).mapToDouble(s -> 24.0 / s).toArray();
    assertThat(Pruning.stop(bare, gaining)).hasValue(4);
    assertThat(Pruning.stop(pruner, gaining)).isEmpty();
    assertThat(Pruning.stop(pruner, 0, 5)).isEmpty();
  }

  @Test
  void prunes_projectedEnd_isNotJudgedWithoutAReportUpToHalf() {
    Pruner pruner = afterStartup(ALL.guard(0));
    var late = IntStream.rangeClosed(5, 11).mapToObj(s -> new Report(0, s, 9.0)).toList();
    assertThat(Pruning.stop(pruner.begin(1), late)).hasValue(10);
  }

  @Test
  void prunes_guard_sparesWhatIsAsGoodAsOneOfTheBestThree() {
    // The three that end best are the worst at first.
    double[][] curves = {
      turning(12, 9, 1, 12), turning(12, 8, 2, 12), turning(12, 7, 3, 12),
      Pruning.flat(12, 4), Pruning.flat(12, 5), Pruning.flat(12, 6)
    };
    Pruner pruner = Pruning.create(ALL);
    Pruner two = Pruning.create(ALL.guard(2));
    Pruning.tell(pruner, curves);
    Pruning.tell(two, curves);
    assertThat(Pruning.stop(pruner, Pruning.flat(12, 9))).isEmpty();
    assertThat(Pruning.stop(pruner, Pruning.flat(12, 9.1))).hasValue(4);
    assertThat(Pruning.stop(two, Pruning.flat(12, 9))).isEmpty();
    assertThat(Pruning.stop(Pruning.create(ALL), Pruning.flat(12, 9))).isEmpty();
  }

  @Test
  void prunes_guard_sparesWhereABestTrialHasNoReport() {
    Pruner pruner = afterStartup(ALL);
    Pruner none = afterStartup(ALL.guard(0));
    for (Pruner each : List.of(pruner, none)) {
      each.tell(Pruning.trial(9, Pruning.LOSS, Outcome.COMPLETED, Pruning.curve(0, 0), 0));
    }
    assertThat(Pruning.stop(pruner, Pruning.flat(12, 9))).isEmpty();
    assertThat(Pruning.stop(none, Pruning.flat(12, 9))).hasValue(4);
  }

  @Test
  void prunes_trialsStoppedBefore_countAsWorse() {
    Pruner pruner = Pruning.create(BARE);
    Pruning.tell(pruner, new double[] {1, 1, 1}, new double[] {2, 2, 2}, new double[] {3, 3, 3});
    assertThat(Pruning.stop(pruner, 2, 2, 2.5)).hasValue(3);
    pruner.tell(Pruning.ended(new Outcome.Pruned(0, 2), Pruning.curve(9, 9)));
    assertThat(Pruning.stop(pruner, 2, 2, 2.5)).isEmpty(); // 1, 2, 3, infinity
    assertThat(Pruning.stop(pruner, 2, 2, 2.6)).hasValue(3);
    for (int i = 0; i < 3; i++) {
      pruner.tell(Pruning.ended(new Outcome.Pruned(0, 2), Pruning.curve(9, 9)));
    }
    assertThat(Pruning.stop(pruner, 2, 2, 99)).isEmpty(); // the median is infinite
  }

  @Test
  void prunes_trialsThatCompletedBefore_areUnknown() {
    Pruner pruner = Pruning.create(BARE);
    Pruning.tell(pruner, new double[] {1, 1}, new double[] {1, 1}, new double[] {5, 5, 5});
    pruner.tell(Pruning.ended(new Outcome.Pruned(0, 2, 1), Pruning.curve(9, 9))); // at a round
    assertThat(Pruning.stop(pruner, 1, 1, 5)).isEmpty();
    assertThat(Pruning.stop(pruner, 1, 1, 5.1)).hasValue(3);
  }

  @Test
  void prunes_failedOrInfeasibleTrials_setNoStandard() {
    Problem problem =
        new Problem(
            Pruning.trial(0, Pruning.LOSS, Outcome.COMPLETED, List.of()).problem().space(),
            Pruning.LOSS,
            List.of(OutcomeConstraint.atMost("cost", 1)));
    Pruner pruner =
        BARE.create(PrunerSetting.of(problem, 1).withOptions(BARE.provider(), BARE.chosen()));
    pruner.tell(constrained(problem, 2, 0));
    for (Outcome outcome : List.of(Pruning.FAILED, Pruning.TIMED_OUT, new Outcome.Rejected("c"))) {
      pruner.tell(Pruning.ended(outcome, Pruning.curve(0, 0)));
    }
    assertThat(Pruning.stop(pruner, 9, 9)).isEmpty();
    pruner.tell(constrained(problem, 1, 5));
    assertThat(Pruning.stop(pruner, 5, 5)).isEmpty();
    assertThat(Pruning.stop(pruner, 6, 6)).hasValue(1);
  }

  private static Trial constrained(Problem problem, double cost, double loss) {
    return Trial.of(0, problem.space().fromUnit(new double[] {0.5}), problem)
        .samples("loss", Samples.of(loss))
        .samples("cost", Samples.of(cost))
        .reports(Pruning.curve(loss, loss))
        .completed();
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
    Pruner pruner = Pruning.create(BARE.percentile(percentile));
    Pruning.tell(
        pruner, new double[] {30}, new double[] {10}, new double[] {40}, new double[] {20});
    assertThat(Pruning.stop(pruner, kept)).isEmpty();
    assertThat(Pruning.stop(pruner, stopped)).hasValue(1);
  }

  @Test
  void prunes_runningAverage_comparesAverages() {
    Pruner pruner = Pruning.create(BARE.runningAverage());
    Pruning.tell(pruner, new double[] {6, NAN, 2, 1}); // averages 6, none, 4, 3
    assertThat(Pruning.stop(pruner, 6, 6, 0, 0)).isEmpty();
    assertThat(Pruning.stop(pruner, 6, 6, 1, 0)).hasValue(3);
    assertThat(Pruning.stop(pruner, 0, 0, 9, 2)).isEmpty();
  }

  @Test
  void prunes_warmupAndInterval_judgeTheFirstReportOfEachInterval() {
    Pruner pruner = Pruning.create(BARE.warmupSteps(3).intervalSteps(4));
    Pruning.tell(pruner, Pruning.flat(12, 1));
    assertThat(Pruning.stop(pruner, 2, 2, 2)).hasValue(3);
    assertThat(Pruning.stop(pruner, 2, 2, 1, 2, 2, 2)).isEmpty();
    assertThat(Pruning.stop(pruner, 2, 2, 1, 2, 2, 2, 2)).hasValue(7);
  }

  @Test
  void prunes_maximize_isMirrored() {
    Pruner pruner = Pruning.create(BARE.percentile(25), Pruning.ACCURACY, 1);
    Pruning.tell(
        pruner, new double[] {30}, new double[] {10}, new double[] {40}, new double[] {20});
    assertThat(Pruning.stop(pruner, 32.5)).isEmpty();
    assertThat(Pruning.stop(pruner, 32.4)).hasValue(1);
  }

  @Test
  void prunes_otherReplicates_areNeitherJudgedNorKept() {
    Pruner pruner = Pruning.create(BARE);
    pruner.tell(
        Pruning.completed(
            List.of(new Report(0, 1, 5), new Report(1, 1, 0), new Report(2, 1, NAN))));
    assertThat(Pruning.stop(pruner, 5)).isEmpty();
    assertThat(Pruning.stop(pruner, 5.1)).hasValue(1);
  }

  @Test
  void prunes_nan_stopsNothingByItself() {
    Pruner pruner = afterStartup(ALL);
    assertThat(Pruning.stop(pruner, NAN, NAN, NAN, NAN, NAN, 1, 1, 1)).isEmpty();
    assertThat(Pruning.stop(pruner, 1, NAN, NAN, 1, NAN, NAN, 1)).isEmpty();
    assertThat(Pruning.stop(pruner, 1, 1, 1, 1, NAN, NAN, NAN)).hasValue(7); // three in a row
    assertThat(Pruning.stop(Pruning.create(ALL), 1, NAN, NAN, NAN, NAN)).isEmpty(); // in start-up
  }

  @Test
  void prunes_firstReportsNan_startupCompletesAndPruningWorks() {
    Pruner pruner = Pruning.create(ALL);
    for (int loss = 1; loss <= 5; loss++) {
      double[] curve = Pruning.flat(12, loss);
      curve[0] = NAN;
      curve[1] = NAN;
      assertThat(Pruning.stop(pruner, curve)).isEmpty();
      Pruning.tell(pruner, curve);
    }
    assertThat(Pruning.stop(pruner, NAN, NAN, 9, 9, 9, 9)).hasValue(6); // half of it is step 3
    assertThat(Pruning.stop(pruner, NAN, NAN, 3, 3, 3, 3)).isEmpty();
  }

  @Test
  void prunes_severalObjectives_onlyIfBehindInTheOrderOfDomination() {
    Pruner pruner = Pruning.create(BARE, Pruning.BOTH, 1);
    for (double[] values : new double[][] {{1, 0.9}, {3, 0.7}, {5, 0.5}}) {
      pruner.tell(
          Pruning.trial(0, Pruning.BOTH, Outcome.COMPLETED, List.of(new Report(0, 1, values))));
    }
    assertThat(stops(pruner, 4, 0.6)).isTrue(); // two dominate it
    assertThat(stops(pruner, 2, 0.8)).isFalse(); // one does
    assertThat(stops(pruner, 6, 0.95)).isFalse(); // best in one
    assertThat(stops(pruner, 9, 0.1)).isTrue();
    assertThat(stops(pruner, 9)).isFalse(); // lacks an objective
    assertThat(stops(pruner, 9, NAN)).isFalse();
  }

  @Test
  void prunes_severalObjectives_guardAsksForDomination() {
    Pruner pruner = Pruning.create(BARE.guard(3), Pruning.BOTH, 1);
    for (double[] values : new double[][] {{1, 0.9}, {3, 0.7}, {5, 0.5}}) {
      pruner.tell(
          Pruning.trial(
              0, Pruning.BOTH, Outcome.COMPLETED, List.of(new Report(0, 1, values)), values));
    }
    assertThat(stops(pruner, 4, 0.6)).isFalse(); // the third of the best does not dominate it
    assertThat(stops(pruner, 6, 0.4)).isTrue();
  }

  private static boolean stops(Pruner pruner, double... values) {
    return pruner.begin(1).prunes(new Report(0, 1, values));
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "2, '1'", "3, '1'", "4, '1,3'", "10, '1,3,9'", "28, '1,3,9,27'"})
  void rounds_powersOfThreeBelowTheReplicates(int replicates, String expected) {
    assertThat(roundsOf(ALL, replicates)).isEqualTo(expected);
    assertThat(roundsOf(ALL.roundsOnly(), replicates)).isEqualTo(expected);
    assertThat(roundsOf(ALL.curvesOnly(), replicates)).isEmpty();
    assertThat(roundsOf(ALL.rounds(2, 5), replicates))
        .isEqualTo(replicates <= 2 ? "" : replicates <= 5 ? "2" : "2,5");
  }

  private static String roundsOf(MedianPruner factory, int replicates) {
    Problem problem = Pruning.trial(0, Pruning.LOSS, Outcome.COMPLETED, List.of()).problem();
    Pruner pruner =
        factory.create(
            PrunerSetting.of(problem, 1)
                .withReplicates(replicates)
                .withOptions(factory.provider(), factory.chosen()));
    return ComparisonOptions.text(pruner.rounds());
  }

  @Test
  void prunesAfter_notAmongTheBestQuarter_endsTheTrial() {
    Pruner pruner = Pruning.create(ALL);
    for (int loss = 1; loss <= 5; loss++) {
      assertThat(Pruning.run(pruner, loss, 4, loss)).isEqualTo(Outcome.COMPLETED);
    }
    // The 25th percentile of 1 to 5 is 2, but each of the best three is at most 3.
    assertThat(Pruning.run(pruner, 6, 4, 3)).isEqualTo(Outcome.COMPLETED);
    // Now 1, 2, 3, 3, 4, 5 with quarter 2.25.
    assertThat(Pruning.run(pruner, 7, 4, 3.1)).isEqualTo(new Outcome.Pruned(0, -1, 1));
    Pruner.Judge judge = pruner.begin(8);
    assertThat(judge.prunesAfter(1, 1.5)).isFalse();
    // After 3 replicates 1, 2, 3, 3, 4, 5 and, for the pruned one, infinity: quarter 2.5.
    assertThat(judge.prunesAfter(3, 3)).isFalse();
    assertThat(judge.prunesAfter(3, 3.1)).isTrue();
  }

  @Test
  void prunesAfter_withoutGuard_comparesWithThePercentileAlone() {
    Pruner pruner = Pruning.create(ALL.guard(0).roundPercentile(50));
    for (int loss = 1; loss <= 5; loss++) {
      Pruning.run(pruner, loss, 4, loss);
    }
    assertThat(pruner.begin(6).prunesAfter(1, 3)).isFalse();
    assertThat(pruner.begin(7).prunesAfter(1, 3.1)).isTrue();
  }

  @Test
  void prunesAfter_maximize_isMirrored() {
    Pruner pruner = Pruning.create(ALL.guard(0).startupTrials(1), Pruning.ACCURACY, 1);
    pruner.begin(0).prunesAfter(1, 0.5);
    pruner.tell(Pruning.trial(0, Pruning.ACCURACY, Outcome.COMPLETED, List.of(), 0.5));
    assertThat(pruner.begin(1).prunesAfter(1, 0.6)).isFalse();
    assertThat(pruner.begin(2).prunesAfter(1, 0.4)).isTrue();
  }

  @Test
  void checkpoints_roundsOnly_judgesNoCurve() {
    assertThat(Pruning.stop(afterStartup(ALL.roundsOnly()), Pruning.flat(12, 9))).isEmpty();
    assertThat(Pruning.stop(afterStartup(ALL.curvesOnly()), Pruning.flat(12, 9))).hasValue(4);
  }

  @Test
  void lookBack_bestTrialsLookedBadEarly_namesTheirSteps() {
    Pruner pruner = Pruning.create(ALL);
    for (int loss = 11; loss <= 30; loss++) {
      Pruning.tell(pruner, Pruning.flat(12, loss));
    }
    assertThat(pruner.lookBack()).isEmpty();
    Pruning.tell(pruner, turning(12, 90, 1, 12), turning(12, 10, 2, 12));
    assertThat(pruner.lookBack()).isEmpty();
    Pruning.tell(pruner, turning(12, 10, 3, 12));
    assertThat(pruner.lookBack()).isEmpty(); // one of three
    List<Report> turned =
        IntStream.range(0, 12).mapToObj(s -> new Report(0, s, s < 9 ? 15.0 : 90.0)).toList();
    pruner.tell(Pruning.trial(99, Pruning.LOSS, Outcome.COMPLETED, turned, 0));
    assertThat(pruner.lookBack())
        .contains(
            "the median pruner would have stopped 2 of the 3 best trials at steps 9 and 4: early"
                + " values mislead here; set checkpoints=rounds, or later warmup-steps");
    assertThat(Pruning.create(ALL.roundsOnly()).lookBack()).isEmpty();
  }

  @Test
  void options_byName_areThoseOfTheTypedSet() {
    MedianPruner typed =
        ALL.roundsOnly()
            .percentile(25)
            .roundPercentile(10)
            .runningAverage()
            .withoutProjectedEnd()
            .startupTrials(3)
            .guard(1)
            .rounds(2, 4)
            .warmupSteps(1L << 40)
            .maxResource(1L << 41)
            .intervalSteps(7);
    assertThat(typed.chosen())
        .containsEntry("percentile", 25.0)
        .containsEntry("round-percentile", 10.0)
        .containsEntry("running-average", true)
        .containsEntry("projected-end", false)
        .containsEntry("startup-trials", 3)
        .containsEntry("guard", 1)
        .containsEntry("rounds", "2,4")
        .containsEntry("warmup-steps", 1L << 40)
        .containsEntry("max-resource", 1L << 41)
        .containsEntry("interval-steps", 7L)
        .containsKey("checkpoints")
        .hasSameSizeAs(typed.provider().options());
    assertThat(ALL.chosen()).isEmpty();
    assertThat(ALL).hasToString("median");
    assertThat(ALL.percentile(25)).hasToString("median {percentile=25.0}");
  }
}
