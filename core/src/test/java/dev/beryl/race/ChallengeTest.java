package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.race.Challenge.Result;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  private static final Objective LOSS = Objective.minimize("loss");
  private static final Challenge PLAIN = new Challenge(LOSS, 16, false);

  @Test
  void challenger_goesOnWhileItIsBetter_andTakesOverWithAsManyBlocks() {
    double[] incumbent = {2, 1, 4, 3};

    assertThat(PLAIN.after(new double[] {1}, incumbent)).isEqualTo(Result.GOES_ON);
    assertThat(PLAIN.after(new double[] {1, 1.5}, incumbent)).isEqualTo(Result.GOES_ON);
    assertThat(PLAIN.after(new double[] {1, 2}, incumbent)).isEqualTo(Result.DROPPED);
    assertThat(PLAIN.after(new double[] {1, 1, 1, 1}, incumbent)).isEqualTo(Result.TAKES_OVER);
    assertThat(PLAIN.after(new double[] {2}, incumbent)).as("no better").isEqualTo(Result.DROPPED);
  }

  @Test
  void blocks_ofWhichOneFailed_areLeftOut() {
    assertThat(PLAIN.after(new double[] {9, 1}, new double[] {Double.NaN, 2, 5}))
        .isEqualTo(Result.GOES_ON);
    assertThat(PLAIN.after(new double[] {Double.NaN}, new double[] {2})).isEqualTo(Result.DROPPED);
  }

  @Test
  void aggregationThatThrows_dropsTheChallenger() {
    Aggregation throwing =
        Aggregation.of(
            "throwing",
            samples -> {
              throw new IllegalStateException("no value");
            });
    var challenge = new Challenge(Objective.minimize("loss", throwing), 16, false);

    assertThat(challenge.after(new double[] {1, 1}, new double[] {2, 2})).isEqualTo(Result.DROPPED);
  }

  @Test
  void maximizing_isTheSameOfNegatedValues() {
    var gain = new Challenge(Objective.maximize("gain"), 16, false);

    assertThat(gain.after(new double[] {3, 3}, new double[] {2, 2})).isEqualTo(Result.TAKES_OVER);
    assertThat(gain.after(new double[] {1, 1}, new double[] {2, 2})).isEqualTo(Result.DROPPED);
  }

  @Test
  void blocks_areDoubled_upToThoseOfTheIncumbent() {
    assertThat(PLAIN.next(1, 9)).isEqualTo(2);
    assertThat(PLAIN.next(4, 9)).isEqualTo(8);
    assertThat(PLAIN.next(8, 9)).isEqualTo(9);
    assertThat(PLAIN.next(8, 40)).isEqualTo(16);
    assertThat(new Challenge(LOSS, 16, true).next(4, 4)).isEqualTo(5);
  }

  @Test
  void screening_dropsWhoIsWorse_andKeepsWhoMayBeAsGood() {
    var strict = new Challenge(LOSS, 16, true);

    assertThat(strict.after(new double[] {2, 2.1, 1.9, 2}, new double[] {1, 1, 1, 1}))
        .isEqualTo(Result.DROPPED);
    assertThat(strict.after(new double[] {2, 0, 2}, new double[] {1, 1, 1}))
        .isEqualTo(Result.GOES_ON);
  }

  /** Of treatments as good as the incumbent at most a fifth is dropped before the last block. */
  @ParameterizedTest
  @ValueSource(ints = {10, 30})
  void screening_ofEqualTreatments_dropsAtMostAFifthEarly(int most) {
    var strict = new Challenge(LOSS, most, true);
    var random = new PhiloxRandom(7, most);
    int runs = 4000;
    int dropped = 0;
    for (int run = 0; run < runs; run++) {
      double[] own = draws(random, most);
      double[] incumbent = draws(random, most);
      for (int n = Challenge.LEAST_SCREENED; n < most; n++) {
        if (strict.after(Arrays.copyOf(own, n), incumbent) == Result.DROPPED) {
          dropped++;
          break;
        }
      }
    }
    double share = (double) dropped / runs;
    assertThat(share).isBetween(0.1, 0.2 + 3 * Math.sqrt(0.2 * 0.8 / runs));
  }

  private static double[] draws(PhiloxRandom random, int count) {
    double[] draws = new double[count];
    Arrays.setAll(draws, r -> random.nextGaussian());
    return draws;
  }

  @Test
  void screening_byAMedian_usesSigns() {
    var strict = new Challenge(Objective.minimize("loss", Aggregation.median()), 30, true);

    assertThat(strict.after(new double[] {2, 2, 2, 2, 2, 2}, new double[] {1, 1, 1, 1, 1, 1}))
        .isEqualTo(Result.DROPPED);
    assertThat(strict.after(new double[] {2, 2, 0}, new double[] {1, 1, 1}))
        .isEqualTo(Result.GOES_ON);
    assertThat(Challenge.canScreen(Aggregation.quantile(0.9))).isFalse();
  }
}
