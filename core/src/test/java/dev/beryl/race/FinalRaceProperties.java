package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of races, by mean, by median and with a difference that does not matter. */
class FinalRaceProperties {
  private static final int BLOCKS = 24;

  private static RaceSetting setting(int kind, boolean maximized, int tolerated) {
    Aggregation aggregation = kind == 1 ? Aggregation.median() : Aggregation.mean();
    Objective objective =
        maximized ? Objective.maximize("m", aggregation) : Objective.minimize("m", aggregation);
    double indifference = kind == 2 ? 0.7 : 0;
    return new RaceSetting(
        List.of(objective), List.of(), 0.9, indifference, BLOCKS, tolerated, null, false, 0);
  }

  private static double value(long seed, int finalist, int block) {
    var random = new PhiloxRandom(seed, 2);
    random.seek(finalist, block);
    return 0.6 * finalist + random.nextGaussian();
  }

  private static boolean fails(long seed, int finalist, int block) {
    var random = new PhiloxRandom(seed, 3);
    random.seek(finalist, block);
    return random.nextDouble() < 0.05;
  }

  private static void tell(FinalRace race, long seed, int finalist, int block, double sign) {
    if (fails(seed, finalist, block)) {
      race.fail(finalist, block, "it is unlucky");
    } else {
      race.tell(finalist, block, sign * value(seed, finalist, block));
    }
  }

  private static FinalRace inOrder(RaceSetting setting, int k, long seed, double sign) {
    var race = new FinalRace(setting, FinalRaceTest.entrants(k), OptionalInt.of(k - 1));
    for (int block = 0; block < BLOCKS; block++) {
      for (int i = 0; i < k; i++) {
        tell(race, seed, i, block, sign);
      }
    }
    return race;
  }

  @Property(tries = 150)
  void orderOfArrival_changesNothing(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int k,
      @ForAll @IntRange(min = 0, max = 2) int kind) {
    FinalRace expected = inOrder(setting(kind, false, 2), k, seed, 1);
    var race =
        new FinalRace(setting(kind, false, 2), FinalRaceTest.entrants(k), OptionalInt.of(k - 1));
    List<int[]> units = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      for (int i = 0; i < k; i++) {
        units.add(new int[] {i, block});
      }
    }
    Collections.shuffle(units, new Random(seed));
    for (int[] unit : units) {
      tell(race, seed, unit[0], unit[1], 1);
    }

    assertThat(race.survivors()).isEqualTo(expected.survivors());
    assertThat(race.blocks()).isEqualTo(expected.blocks());
    assertThat(race.statement()).isEqualTo(expected.statement());
  }

  @Property(tries = 150)
  void maximizingTheNegatedValues_isTheSameRace(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int k,
      @ForAll @IntRange(min = 0, max = 2) int kind) {
    FinalRace least = inOrder(setting(kind, false, 1), k, seed, 1);
    FinalRace largest = inOrder(setting(kind, true, 1), k, seed, -1);

    assertThat(largest.survivors()).isEqualTo(least.survivors());
    assertThat(largest.statement().map(Verdict::finalists))
        .isEqualTo(least.statement().map(Verdict::finalists));
    assertThat(largest.statement().map(verdict -> verdict.first().differences()))
        .isEqualTo(least.statement().map(verdict -> verdict.first().differences()));
  }

  @Property(tries = 100)
  void factorOfTwo_scalesTheStatement(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 1) int kind) {
    FinalRace plain = inOrder(setting(kind, false, 1), 3, seed, 1);
    FinalRace scaled = inOrder(setting(kind, false, 1), 3, seed, 0x1p20);

    assertThat(scaled.survivors()).isEqualTo(plain.survivors());
    plain
        .statement()
        .ifPresent(verdict -> {
          List<Difference> expected = verdict.first().differences();
          List<Difference> actual = scaled.statement().orElseThrow().first().differences();
          for (int i = 0; i < expected.size(); i++) {
            Double worseBy = 0x1p20 * expected.get(i).worseBy(); // NaN equals NaN
            assertThat(actual.get(i).worseBy()).isEqualTo(worseBy);
            assertThat(actual.get(i).interval().low())
                .isEqualTo(0x1p20 * expected.get(i).interval().low());
          }
        });
  }

  @Property(tries = 150)
  void statement_atAnyMoment_isOfNumbersAndWords(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int k,
      @ForAll @IntRange(min = 0, max = 2) int kind) {
    var race = new FinalRace(setting(kind, false, 1), FinalRaceTest.entrants(k), OptionalInt.of(0));
    for (int block = 0; block < 8; block++) {
      for (int i = 0; i < k; i++) {
        tell(race, seed, i, block, 1);
      }
      race.statement().ifPresent(FinalRaceProperties::check);
    }
    assertThat(race.survivors().isEmpty()).isEqualTo(race.statement().isEmpty());
  }

  private static void check(Verdict verdict) {
    assertThat(verdict.first().value()).isFinite();
    assertThat(verdict.atMostWorse()).isNotNaN();
    assertThat(verdict.sentence()).doesNotContain("NaN", "Infinity", "null");
    assertThat(verdict.table()).doesNotContain("NaN", "null");
    assertThat(verdict.survivors()).contains(verdict.winner());
    for (int i = 0; i < verdict.finalists().size(); i++) {
      Difference difference = verdict.first().differences().get(i);
      assertThat(difference.interval().low()).isNotNaN();
      assertThat(difference.interval().high()).isGreaterThanOrEqualTo(difference.interval().low());
      Finalist finalist = verdict.finalists().get(i);
      assertThat(finalist.reason().isPresent()).isEqualTo(isOut(finalist));
    }
  }

  private static boolean isOut(Finalist finalist) {
    return switch (finalist.standing()) {
      case BEST, NOT_RULED_OUT -> false;
      case WORSE, INFEASIBLE, FAILED -> true;
    };
  }
}
