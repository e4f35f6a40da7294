package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.race.Evidence.Decision;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedEvidenceTest {

  static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static PairedEvidence of(double precision, double threshold, double... differences) {
    var evidence = new PairedEvidence(precision, threshold);
    for (double difference : differences) {
      evidence.add(difference);
    }
    return evidence;
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/t-e-values.csv")
  void log_knownDifferences_isTheKnownEvidence(
      String differences, double precision, double expected) {
    Evidence evidence = of(precision, 1e9, numbers(differences));

    assertThat(StrictMath.exp(evidence.log())).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void log_equalDifferences_growsAsAPower() {
    var evidence = new PairedEvidence(1, 1e300);
    for (int n = 1; n <= 20; n++) {
      evidence.add(-0.1);
      double expected = StrictMath.pow(n + 1, (n - 1) / 2.0);
      assertThat(StrictMath.exp(evidence.log())).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  @Test
  void log_oneDifferenceOrNoneThatIsNotZero_isNoEvidence() {
    assertThat(of(1, 2, 3.5).log()).isEqualTo(0);
    assertThat(of(1, 2, 0, 0, 0, 0, 0).log()).isEqualTo(0);
    assertThat(of(1, 1, 0, 0, 0, 0, 0).decided()).isEqualTo(Decision.UNDECIDED);
  }

  @Test
  void decided_beforeTheThirdDifference_isNotLookedAt() {
    assertThat(of(1, 1.0, 1, 1).decided()).isEqualTo(Decision.UNDECIDED);
    assertThat(of(1, 1.0, 1, 1, 1).crossing()).isEqualTo(3);
  }

  @Test
  void decided_firstCrossing_isKeptWhateverFollows() {
    Evidence evidence = of(1, 5, 1, 1.1, 0.9, 1);
    assertThat(evidence.decided()).isEqualTo(Decision.HIGHER);
    assertThat(evidence.crossing()).isEqualTo(4);

    for (int i = 0; i < 50; i++) {
      evidence.add(-10 - i % 3);
    }
    assertThat(evidence.decided()).isEqualTo(Decision.HIGHER);
    assertThat(evidence.crossing()).isEqualTo(4);
    assertThat(evidence.size()).isEqualTo(54);
  }

  @Test
  void log_differencesAtTheEndsOfTheRange_areAsOthers() {
    double[] plain = {1, 1.25, 0.75, -0.5, 1};
    double expected = of(1, 1e9, plain).log();
    for (double factor : new double[] {0x1p1022, 0x1p-1000, 0x1p-1070}) {
      double[] scaled = Arrays.stream(plain).map(d -> d * factor).toArray();
      assertThat(of(1, 1e9, scaled).log()).isEqualTo(expected);
    }
    assertThat(of(1, 1e9, Double.MIN_VALUE, Double.MAX_VALUE, -1e-300, 5).log()).isFinite();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void add_whatIsNoNumber_isRefused(double difference) {
    assertThatThrownBy(() -> of(1, 5, 1).add(difference))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("difference of a block: expected a finite number, got " + difference);
  }
}
