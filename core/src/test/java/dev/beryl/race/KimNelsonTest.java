package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KimNelsonTest {

  @Test
  void eta_isThatOfThePaper() {
    assertThat(KimNelson.eta(2, 0.05)).isCloseTo((Math.pow(0.1, -2.0 / 9) - 1) / 2, within(1e-15));
    assertThat(KimNelson.eta(5, 0.05))
        .isCloseTo((Math.pow(0.025, -2.0 / 9) - 1) / 2, within(1e-15));
    assertThat(new KimNelson(5, 0.05, 1).lastBlock(1000))
        .isEqualTo(1 + (int) (18 * KimNelson.eta(5, 0.05) * 1000));
  }

  @Test
  void allowance_ofMoreBlocks_decreasesToZero() {
    var procedure = new KimNelson(5, 0.05, 0.5);
    int last = procedure.lastBlock(1);

    assertThat(last).isEqualTo(1 + (int) (18 * KimNelson.eta(5, 0.05) / 0.25));
    for (int r = 10; r < last; r++) {
      assertThat(procedure.allowance(1, r)).isGreaterThanOrEqualTo(procedure.allowance(1, r + 1));
    }
    assertThat(procedure.allowance(1, last - 1)).isPositive();
    assertThat(procedure.allowance(1, last)).isZero();
    assertThat(procedure.lastBlock(0)).isEqualTo(1);
    assertThat(procedure.lastBlock(Double.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }

  /**
   * 1 000 races of five finalists of which one is better by delta: at most 5 % may end with
   * another; plus three standard errors 0.0707. About 90 replicates of unit deviation are needed.
   */
  @Test
  void race_bestAheadByDelta_returnsIt() {
    int right = 0;
    long replicates = 0;
    var setting =
        new RaceSetting(
            List.of(Objective.minimize("loss")), List.of(), 0.95, 0.5, 60, 0, null, false, 0);
    for (int seed = 0; seed < 1000; seed++) {
      var random = new PhiloxRandom(seed, 7);
      var race = new FinalRace(setting, FinalRaceTest.entrants(5), OptionalInt.empty());
      while (!race.isOver()) {
        List<Integer> running = race.running();
        replicates += running.size();
        race.tell(
            race.blocks(),
            running.stream()
                .mapToDouble(i -> (i == 0 ? 0 : 0.5) + Math.sqrt(0.5) * random.nextGaussian())
                .toArray());
      }
      right += race.statement().orElseThrow().best() == 0 ? 1 : 0;
    }

    assertThat(right / 1000.0).isGreaterThan(1 - 0.0707);
    assertThat(replicates / 1000.0).isBetween(75.0, 105.0);
  }
}
