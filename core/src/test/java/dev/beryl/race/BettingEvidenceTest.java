package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.race.Evidence.Decision;
import dev.beryl.random.PhiloxRandom;
import org.junit.jupiter.api.Test;

class BettingEvidenceTest {
  private static final ValueRange UNIT = new ValueRange(0, 1);

  /** Capital by the paper's recursion, 5 % on either side, written out for three differences. */
  @Test
  void log_threeDifferences_isTheProductOfTheBets() {
    double[] x = {0.75, 0.5, 0.875};
    double capital = 1;
    double sum = 0.5;
    double deviations = 0.25;
    for (int r = 1; r <= 3; r++) {
      double variance = deviations / r;
      double bet =
          Math.min(1, Math.sqrt(2 * Math.log(1 / 0.05) / (variance * r * Math.log(1 + r))));
      capital *= 1 + bet * (x[r - 1] - 0.5);
      sum += x[r - 1];
      double mean = sum / (r + 1);
      deviations += (x[r - 1] - mean) * (x[r - 1] - mean);
    }

    var evidence = new BettingEvidence(UNIT, 0.05);
    for (double value : x) {
      evidence.add(2 * value - 1);
    }
    assertThat(StrictMath.exp(evidence.log())).isCloseTo(capital, within(1e-12));
  }

  @Test
  void decided_accuraciesThatDiffer_findsTheHigher() {
    var random = new PhiloxRandom(5, 0);
    var evidence = new BettingEvidence(UNIT, 0.025);
    for (int r = 0; r < 200; r++) {
      double shared = random.nextDouble(0.2, 0.7);
      double first = shared + random.nextDouble(0.15, 0.3);
      evidence.add(first - shared);
    }

    assertThat(evidence.decided()).isEqualTo(Decision.HIGHER);
    assertThat(evidence.crossing()).isBetween(10, 60);
  }

  /** 4 000 paths; at most 5 % on one side, here far below; 5 % + 3 standard errors is 0.0604. */
  @Test
  void decided_coinsOfTheSameProbability_isWrongAsRarelyAsPromised() {
    var random = new PhiloxRandom(6, 0);
    int wrong = 0;
    for (int path = 0; path < 4000; path++) {
      var evidence = new BettingEvidence(UNIT, 0.05);
      for (int r = 0; r < 60; r++) {
        evidence.add((random.nextDouble() < 0.3 ? 1 : 0) - (random.nextDouble() < 0.3 ? 1 : 0));
      }
      wrong += evidence.decided() == Decision.HIGHER ? 1 : 0;
    }

    assertThat(wrong / 4000.0).isLessThan(0.0604);
  }

  @Test
  void add_differenceWiderThanTheRange_isRefused() {
    var evidence = new BettingEvidence(new ValueRange(10, 12), 0.05);
    evidence.add(-2);

    assertThatThrownBy(() -> evidence.add(2.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "difference of a block: expected at most 2.0, the width of the values' range, got 2.5");
  }

  @Test
  void range_withoutWidth_isRefused() {
    assertThatThrownBy(() -> new ValueRange(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("range of values: expected finite low < high, got low=1.0, high=NaN");
  }
}
