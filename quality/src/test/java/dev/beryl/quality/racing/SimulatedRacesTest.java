package dev.beryl.quality.racing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.quality.racing.SimulatedRaces.Design;
import dev.beryl.random.PhiloxRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedRacesTest {

  /** 300 races: something of probability 5 % happens at most 26 times, but for 1 in 700. */
  @ParameterizedTest
  @CsvSource({"NORMAL, 2", "NORMAL, 5", "NORMAL, 10", "T3, 5", "SKEWED, 5"})
  void races_ofEqualFinalists_keepTheirPromises(RaceNoise noise, int finalists) {
    var design = new Design(noise, SimulatedRaces.behind(finalists, 0), 30, 0);
    SimulatedRaces races = SimulatedRaces.run(design, 300, 1);

    assertThat(races.isAsPromised()).as("%s", races).isTrue();
    assertThat(races.left()).isGreaterThan(300L * finalists * 8 / 10);
  }

  /** 300 races; 0.97 is what longer simulations have reached, with a standard error of 0.01. */
  @Test
  void races_bestAheadByHalfADeviation_returnIt() {
    var design = new Design(RaceNoise.NORMAL, SimulatedRaces.behind(5, 0.5), 60, 0);
    SimulatedRaces races = SimulatedRaces.run(design, 300, 2);

    assertThat(races.returned()).isGreaterThanOrEqualTo(291);
    assertThat(races.replicates() / 300.0).isBetween(150.0, 250.0);
    assertThat(races.isAsPromised()).as("%s", races).isTrue();
  }

  @ParameterizedTest
  @EnumSource(RaceNoise.class)
  void noise_isOfMeanZero(RaceNoise noise) {
    var random = new PhiloxRandom(3, 0);
    double sum = 0;
    for (int i = 0; i < 40_000; i++) {
      sum += noise.draw(random);
    }

    assertThat(sum / 40_000).as("standard error 0.005").isCloseTo(0, within(0.02));
  }

  @Test
  void allowance_isThreeStandardErrorsMore() {
    assertThat(SimulatedRaces.allowance(2000)).isCloseTo(100 + 29.24, within(0.01));
  }

  @Test
  void crossings_atTheThresholdOfTheTable_areAsPromised() {
    Crossings crossings = Crossings.run(30, 0.05, 4000, 4);

    assertThat(crossings.isAsPromised(0.05)).as("%s", crossings).isTrue();
    assertThat(crossings.isAsPromised(0.1)).isFalse();
  }
}
