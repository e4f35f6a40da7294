package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.race.Evidence.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SignEvidenceTest {

  private static SignEvidence of(double error, double... differences) {
    var evidence = new SignEvidence(error);
    for (double difference : differences) {
      evidence.add(difference);
    }
    return evidence;
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/sign-e-values.csv")
  void log_knownSigns_isTheKnownEvidence(int above, int size, double expected) {
    var evidence = new SignEvidence(1e-9);
    for (int i = 0; i < size; i++) {
      evidence.add(i < above ? 0.5 : -2);
    }

    assertThat(StrictMath.exp(evidence.log())).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void log_differencesOfZero_areLeftOut() {
    assertThat(of(0.05, 1, 0, 0, -1, 2, 0).log()).isEqualTo(of(0.05, 1, -1, 2).log());
    assertThat(of(0.05, 1, 0, 0).size()).isEqualTo(3);
  }

  @Test
  void decided_sevenOfOneSide_atTwentyToOne() {
    assertThat(of(0.05, 1, 2, 3, 4, 5, 6).decided()).isEqualTo(Decision.UNDECIDED);
    assertThat(of(0.05, 1, 2, 3, 4, 5, 6, 7).decided()).isEqualTo(Decision.HIGHER);
    assertThat(of(0.05, -1, -2, -3, -4, -5, -6, -7).decided()).isEqualTo(Decision.LOWER);
  }

  @Test
  void log_thousandsOfOneSide_staysFinite() {
    assertThat(SignEvidence.log(5000, 5000))
        .isCloseTo(5001 * StrictMath.log(2) - StrictMath.log(5001), within(1e-9));
    assertThat(SignEvidence.log(0, 5000)).isCloseTo(-StrictMath.log(5001), within(1e-12));
  }

  @Test
  void least_ofSigns_isTheFewestThatCross() {
    for (int n = 0; n <= 40; n++) {
      int least = SignEvidence.least(n, 0.025);
      if (least <= n) {
        assertThat(SignEvidence.log(least, n)).isGreaterThanOrEqualTo(StrictMath.log(40));
      }
      if (least > 0 && least <= n + 1 && least - 1 <= n) {
        assertThat(SignEvidence.log(least - 1, n)).isLessThan(StrictMath.log(40));
      }
    }
    assertThat(SignEvidence.least(7, 0.025)).isEqualTo(8);
    assertThat(SignEvidence.least(8, 0.025)).isEqualTo(8);
  }
}
