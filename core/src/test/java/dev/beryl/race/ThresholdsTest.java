package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.race.Evidence.Decision;
import dev.beryl.random.PhiloxRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/race-thresholds.csv")
  void calibrated_entriesOfTheTable_areItsThresholds(
      double precision, int maxBlocks, double error, double threshold) {
    assertThat(Thresholds.calibrated(precision, maxBlocks, error)).isEqualTo(threshold);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 25, 0.05, 5.16, the next larger number of blocks",
    "1, 30, 0.04, 9.37, the next smaller error",
    "1, 3, 0.3, 1.23, the first row and the largest error",
    "1, 30, 0.09999999999999998, 2.91, an error of 0.1 up to rounding",
    "1, 101, 0.05, 10, more blocks than the table: Ville",
    "1, 30, 0.004, 125, less error than the table: Ville",
    "0.5, 30, 0.05, 10, a precision without a table: Ville"
  })
  void calibrated_betweenEntries_isOnTheSafeSide(
      double precision, int maxBlocks, double error, double threshold, String why) {
    assertThat(Thresholds.calibrated(precision, maxBlocks, error)).as(why).isEqualTo(threshold);
  }

  @Test
  void ville_errorThatIsNone_isRefused() {
    assertThatThrownBy(() -> Thresholds.ville(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("error: expected it in (0, 0.5), got NaN");
  }

  /** 20 000 paths at mean zero; the standard error of the share is 0.0015. */
  @Test
  void calibrated_normalDifferencesOfMeanZero_crossUpwardsWithTheError() {
    var random = new PhiloxRandom(16, 0);
    int upwards = 0;
    for (int path = 0; path < 20_000; path++) {
      upwards += crossing(random, 0, 1, 5.16) == Decision.HIGHER ? 1 : 0;
    }

    assertThat(upwards / 20_000.0).isCloseTo(0.05, within(0.005));
  }

  private static Decision crossing(
      PhiloxRandom random, double gap, double precision, double threshold) {
    var evidence = new PairedEvidence(precision, threshold);
    for (int r = 0; r < 30 && evidence.crossing() == 0; r++) {
      evidence.add(gap + random.nextGaussian());
    }
    return evidence.decided();
  }

  /**
   * 2 000 paths for each line; both sides have standard errors of up to 0.011, so that a tolerance
   * of 0.05 is more than three of their difference.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/race-crossings.csv")
  void crossings_ofNormalDifferences_areAsOftenAsElsewhere(
      String noise, double gap, double threshold, double share) {
    if (!noise.equals("normal")) {
      return;
    }
    var random = new PhiloxRandom(17, 0);
    int upwards = 0;
    for (int path = 0; path < 2000; path++) {
      upwards += crossing(random, gap, 0.25, threshold) == Decision.HIGHER ? 1 : 0;
    }

    assertThat(upwards / 2000.0).isCloseTo(share, within(0.05));
  }
}
