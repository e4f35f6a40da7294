package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.Method;
import dev.beryl.study.Verdict.Standing;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinalRaceTest {
  private static final Objective LOSS = Objective.minimize("loss");
  private static final OptionalInt NONE = OptionalInt.empty();

  /** Finalists that are trials 10, 11, … */
  static List<Entrant> entrants(int k) {
    return IntStream.range(10, 10 + k).mapToObj(Entrant::of).toList();
  }

  private static FinalRace race(int k, int maxBlocks) {
    return new FinalRace(RaceSetting.of(List.of(LOSS), maxBlocks), entrants(k), NONE);
  }

  /** Runs a race of values with common and own noise, at the given means. */
  private static void run(FinalRace race, long seed, double... means) {
    while (!race.isOver()) {
      int block = race.blocks();
      double common = noise(seed, -1, block);
      double[] values =
          race.running().stream()
              .mapToDouble(i -> means[i] + common + 0.3 * noise(seed, i, block))
              .toArray();
      race.tell(block, values);
    }
  }

  private static double noise(long seed, int finalist, int block) {
    var random = new PhiloxRandom(seed, 1);
    random.seek(finalist, block);
    return random.nextGaussian();
  }

  private static RaceSetting with(
      List<Objective> objectives, List<OutcomeConstraint> constraints, int tolerated) {
    return new RaceSetting(objectives, constraints, 0.95, 0, 30, tolerated, null, false, 0);
  }

  @Test
  void race_oneThatIsFarBetter_isLeftAlone() {
    FinalRace race = race(4, 30);
    run(race, 1, 3, 1, 2, 3);

    assertThat(race.survivors()).containsExactly(1);
    assertThat(race.blocks()).isLessThan(15);
    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.bestTrial()).isEqualTo(11);
    assertThat(verdict.method()).isEqualTo(Method.PAIRED_T);
    assertThat(verdict.survivors()).extracting(Finalist::trial).containsExactly(11);
    assertThat(verdict.finalists())
        .extracting(Finalist::standing)
        .containsExactly(Standing.WORSE, Standing.BEST, Standing.WORSE, Standing.WORSE);
    assertThat(verdict.first().differences().get(0).worseBy()).isCloseTo(2, within(0.5));
    assertThat(verdict.finalists().get(0).reason()).isPresent();
  }

  @Test
  void race_twoThatAreEqual_runToTheEndAndAreBothLeft() {
    FinalRace race = race(3, 30);
    run(race, 2, 1, 1, 5);

    assertThat(race.blocks()).isEqualTo(30);
    assertThat(race.survivors()).containsExactly(0, 1);
    Verdict verdict = race.statement().orElseThrow();
    double worse = verdict.atMostWorse();
    assertThat(worse).isBetween(0.0, 0.5);
    assertThat(verdict.sentence())
        .contains("can't be told from it", "30 replicates")
        .endsWith("Treatments that did not reach the race are not covered.");
    assertThat(race.running()).isEmpty();
  }

  @Test
  void race_maximized_keepsTheLargest() {
    var accuracy = RaceSetting.of(List.of(Objective.maximize("accuracy")), 30);
    var race = new FinalRace(accuracy, entrants(3), OptionalInt.of(0));
    run(race, 3, 1, 2, 1.5);

    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.bestTrial()).isEqualTo(11);
    assertThat(verdict.againstBaseline().orElseThrow().worseBy()).isCloseTo(1, within(0.3));
    assertThat(verdict.sentence()).contains("Trial 11 is better than the baseline by ");
  }

  @Test
  void baseline_thatIsWorse_runsToTheEnd() {
    var race = new FinalRace(RaceSetting.of(List.of(LOSS), 30), entrants(3), OptionalInt.of(2));
    run(race, 14, 1, 1, 9);

    assertThat(race.survivors()).containsExactly(0, 1);
    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.finalists().get(2).standing()).isEqualTo(Standing.WORSE);
    assertThat(verdict.finalists().get(2).replicates()).isEqualTo(30);
    assertThat(verdict.againstBaseline().orElseThrow().interval().low()).isGreaterThan(7);
  }

  @Test
  void statement_beforeTheEnd_isThatOfTheBlocksSoFar() {
    FinalRace race = race(2, 30);
    assertThat(race.statement()).isEmpty();
    race.tell(0, new double[] {1, 2});

    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.bestTrial()).isEqualTo(10);
    assertThat(verdict.atMostWorse()).isInfinite();
    assertThat(verdict.sentence()).contains("too few replicates to say how much worse it may be");
  }

  @Test
  void fail_moreThanTolerated_isOutWithTheReason() {
    var race = new FinalRace(with(List.of(LOSS), List.of(), 1), entrants(3), NONE);
    for (int block = 0; block < 10; block++) {
      for (int i : race.running()) {
        if (i == 2 && block % 4 == 1) {
          race.fail(i, block, "out of memory");
        } else {
          race.tell(i, block, 1 + noise(5, i, block));
        }
      }
    }

    assertThat(race.survivors()).doesNotContain(2);
    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.finalists().get(2).standing()).isEqualTo(Standing.FAILED);
    assertThat(verdict.finalists().get(2).reason()).contains("replicate 5 failed: out of memory");
    assertThat(verdict.finalists().get(2).replicates()).isEqualTo(4);
    assertThat(verdict.sentence()).contains("Trial 12 is out: replicate 5 failed: out of memory.");
  }

  @Test
  void fail_all_leavesNoVerdict() {
    FinalRace race = race(2, 30);
    race.fail(0, 0, "boom");
    race.fail(1, 0, "boom");

    assertThat(race.isOver()).isTrue();
    assertThat(race.statement()).isEmpty();
  }

  @Test
  void constraint_thatIsViolated_throwsOutAndNeverHelps() {
    var latency = OutcomeConstraint.atMost("latency", 100);
    var race = new FinalRace(with(List.of(LOSS), List.of(latency), 0), entrants(3), NONE);
    double[] losses = {1, 2, 5};
    double[] latencies = {130, 80, 80}; // trial 10 has the least loss, and is too slow
    for (int block = 0; !race.isOver(); block++) {
      for (int i : race.running()) {
        double value = losses[i] + 0.3 * noise(6, i, block);
        race.tell(i, block, value, latencies[i] + 5 * noise(7, i, block));
      }
    }

    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.finalists())
        .extracting(Verdict.Finalist::standing)
        .containsExactly(Standing.INFEASIBLE, Standing.BEST, Standing.WORSE);
    assertThat(verdict.bestTrial()).isEqualTo(11);
    assertThat(verdict.bounds().getFirst().satisfied()).isTrue();
    assertThat(verdict.bounds().getFirst().certain()).isTrue();
    assertThat(verdict.sentence())
        .contains("Trial 10 is out: it violates \"mean of latency at most 100.0\".");
  }

  @Test
  void constraint_thatIsNotShown_throwsOutNobody() {
    var latency = OutcomeConstraint.atMost("latency", 100);
    var race = new FinalRace(with(List.of(LOSS), List.of(latency), 0), entrants(2), NONE);
    for (int block = 0; !race.isOver(); block++) {
      double slow = 100 + (block % 2 == 0 ? 5 : -5.5); // at the bound
      race.tell(0, block, 1 + 0.1 * noise(8, 0, block), slow);
      race.tell(1, block, 5 + 0.1 * noise(8, 1, block), 50 + noise(8, 2, block));
    }

    assertThat(race.survivors()).as("the better may be infeasible").contains(1);
  }

  @Test
  void objectives_beyondTheFirst_areStatedAndDecideNothing() {
    List<Objective> both = List.of(LOSS, Objective.maximize("speed"));
    var race = new FinalRace(with(both, List.of(), 0), entrants(2), NONE);
    for (int block = 0; !race.isOver(); block++) {
      race.tell(0, block, 1 + 0.1 * noise(9, 0, block), 3 + noise(9, 2, block));
      race.tell(1, block, 4 + 0.1 * noise(9, 1, block), 90 + noise(9, 3, block));
    }

    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.bestTrial()).isEqualTo(10);
    assertThat(verdict.objectives()).hasSize(2);
    assertThat(verdict.objectives().get(1).differences().get(1).worseBy())
        .as("90 less 3 of a metric of which more is better")
        .isCloseTo(-87, within(3.0));
  }

  @Test
  void median_isRacedBySigns() {
    var setting = RaceSetting.of(List.of(Objective.minimize("loss", Aggregation.median())), 30);
    var race = new FinalRace(setting, entrants(2), NONE);
    run(race, 10, 1, 2.5);

    assertThat(race.blocks()).as("seven of the same sign").isEqualTo(7);
    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.method()).isEqualTo(Method.SIGNS);
    assertThat(verdict.sentence()).contains("median of loss");
  }

  @Test
  void quantile_isRacedOnRungs() {
    var setting =
        RaceSetting.of(List.of(Objective.minimize("loss", Aggregation.quantile(0.9))), 72);
    var race = new FinalRace(setting, entrants(3), NONE);
    run(race, 11, 1, 1.05, 4);

    assertThat(RungElimination.rungs(72)).containsExactly(8, 24, 72);
    assertThat(RungElimination.rungs(30)).containsExactly(10, 30);
    assertThat(RungElimination.rungs(5)).containsExactly(5);
    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.finalists().get(2).replicates()).isEqualTo(8);
    assertThat(verdict.finalists().get(2).standing()).isEqualTo(Standing.WORSE);
    assertThat(verdict.sentence()).contains("approximate, by a bootstrap");
  }

  @Test
  void declaredRange_isRacedByBetting() {
    var setting =
        new RaceSetting(
            List.of(Objective.maximize("accuracy")),
            List.of(),
            0.95,
            0,
            100,
            0,
            new ValueRange(0, 1),
            false,
            0);
    var race = new FinalRace(setting, entrants(2), NONE);
    for (int block = 0; !race.isOver(); block++) {
      double common = 0.05 * Math.clamp(noise(12, -1, block), -3, 3);
      race.tell(block, new double[] {0.4 + common, 0.75 + common * 0.5});
    }

    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.bestTrial()).isEqualTo(11);
    assertThat(verdict.method()).isEqualTo(Method.BETTING);
    assertThat(verdict.first().interval().low()).isGreaterThanOrEqualTo(0);
    assertThatThrownBy(() -> new FinalRace(setting, entrants(2), NONE).tell(0, 0, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value: expected it in its range, 0.0 to 1.0, got 1.5");
  }

  @Test
  void indifference_endsWithOneThatIsNearTheBest() {
    var setting = new RaceSetting(List.of(LOSS), List.of(), 0.95, 0.5, 1000, 0, null, false, 0);
    var race = new FinalRace(setting, entrants(3), NONE);
    run(race, 13, 1, 1.01, 3);

    assertThat(race.survivors()).hasSize(1);
    assertThat(race.blocks()).isBetween(10, 60);
    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.method()).isEqualTo(Method.INDIFFERENCE_ZONE);
    assertThat(verdict.sentence())
        .contains("With a probability of 95 % it is the best finalist, or less than 0.5 worse.")
        .doesNotContain("All others are worse");
  }

  @Test
  void valuesWithoutNoise_endAfterThreeBlocks() {
    FinalRace race = race(3, 30);
    run3(race, 0.25, 0.125, 0.125);

    assertThat(race.isOver()).isTrue();
    assertThat(race.blocks()).isEqualTo(3);
    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.method()).isEqualTo(Method.WITHOUT_NOISE);
    assertThat(verdict.confidence()).isEqualTo(1);
    assertThat(verdict.finalists())
        .extracting(Finalist::standing)
        .containsExactly(Standing.WORSE, Standing.BEST, Standing.NOT_RULED_OUT);
    assertThat(verdict.sentence()).contains("Trial 12 is equal to it.", "has no noise");
  }

  private static void run3(FinalRace race, double... values) {
    for (int block = 0; block < 3; block++) {
      race.tell(block, values);
    }
  }

  @Test
  void wholeNumbersThatRepeat_areNotTakenForNoNoise() {
    FinalRace race = race(2, 30);
    run3(race, 0, 0);

    assertThat(race.isOver()).isFalse();
  }

  @Test
  void everyBlock_isExactWhenAllWereRun() {
    var setting = new RaceSetting(List.of(LOSS), List.of(), 0.95, 0, 5, 0, null, true, 0);
    var race = new FinalRace(setting, entrants(3), NONE);
    double[] means = {1, 2, 3};
    for (int block = 0; block < 4; block++) {
      race.tell(block, new double[] {means[0] + block, means[1] + block, means[2] + block});
    }
    assertThat(race.survivors()).hasSize(3);
    assertThat(race.statement().orElseThrow().method()).isEqualTo(Method.PAIRED_T);
    race.tell(4, new double[] {5, 6, 7});

    Verdict verdict = race.statement().orElseThrow();
    assertThat(verdict.method()).isEqualTo(Method.EVERY_REPLICATE);
    assertThat(verdict.first().differences().get(1).interval().low()).isEqualTo(1);
    assertThat(verdict.sentence()).contains("ran all the replicates that there are");
  }

  @Test
  void signsThatGoRoundInACircle_leaveOne() {
    var setting = RaceSetting.of(List.of(Objective.minimize("loss", Aggregation.median())), 60);
    var race = new FinalRace(setting, entrants(3), NONE);
    double[][] rows = {{1, 2, 3}, {3, 1, 2}, {2, 3, 1}}; // each beats the next two times of three
    for (int block = 0; !race.isOver(); block++) {
      double[] row = rows[block % 3];
      race.tell(block, race.running().stream().mapToDouble(i -> row[i]).toArray());
    }

    assertThat(race.survivors()).isNotEmpty();
  }

  @Test
  void tell_whatIsNotExpected_isRefusedInWords() {
    FinalRace race = race(2, 5);

    assertThatThrownBy(() -> race.tell(0, 0, Double.NaN))
        .hasMessage("race: expected finite values, got NaN; tell the replicate as failed");
    assertThatThrownBy(() -> race.tell(0, 5, 1.0))
        .hasMessage("race: expected a block from 0 to 4, got 5");
    assertThatThrownBy(() -> race.tell(0, 0, 1.0, 2.0))
        .hasMessage("race: expected a value for each of 1 objectives and constraints, got 2");
    race.tell(0, 0, 1.0);
    assertThatThrownBy(() -> race.tell(0, 0, 1.0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("race: block 0 of trial 10 was told before");
    assertThatThrownBy(() -> race(1, 5)).hasMessage("race: expected two finalists or more, got 1");
  }

  @Test
  void setting_thatNoRaceCanKeep_listsAllFaults() {
    assertThatThrownBy(() ->
            new RaceSetting(
                List.of(Objective.minimize("loss", Aggregation.sum())),
                List.of(),
                0.4,
                -1,
                0,
                0,
                null,
                false,
                0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "confidence: expected it in (0.5, 1), got 0.4",
            "indifference: expected a finite difference >= 0, got -1.0",
            "replicates: expected >= 1, got 0",
            "a race can't compare by 'sum'");
  }
}
