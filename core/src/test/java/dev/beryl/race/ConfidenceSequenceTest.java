package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.study.Interval;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ConfidenceSequenceTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/t-confidence-sequences.csv")
  void ofMean_knownDifferences_isTheKnownInterval(
      String differences, double precision, double error, double mean, double half) {
    Interval interval =
        ConfidenceSequence.ofMean(PairedEvidenceTest.numbers(differences), precision, error);

    assertThat(interval.level()).isEqualTo(1 - error);
    if (Double.isInfinite(half)) {
      assertThat(interval.low()).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(interval.high()).isEqualTo(Double.POSITIVE_INFINITY);
    } else {
      assertThat(interval.low()).isCloseTo(mean - half, within(1e-12 * (1 + half)));
      assertThat(interval.high()).isCloseTo(mean + half, within(1e-12 * (1 + half)));
    }
  }

  /** The interval has those means that the e-process does not rule out. */
  @Test
  void ofMean_itsEnds_areWhereTheEvidenceIsTheThreshold() {
    double[] values = {3.1, 2.7, 3.9, 3.3, 2.2, 4.1, 3.0};
    Interval interval = ConfidenceSequence.ofMean(values, 1, 0.1);

    for (double mean : new double[] {interval.low(), interval.high()}) {
      var evidence = new PairedEvidence(1, 1e9);
      for (double value : values) {
        evidence.add(value - mean);
      }
      assertThat(StrictMath.exp(evidence.log())).isCloseTo(10, within(1e-9));
    }
  }

  @Test
  void ofMean_equalValues_isThatValue() {
    assertThat(ConfidenceSequence.ofMean(new double[] {2, 2, 2, 2, 2, 2}, 1, 0.05))
        .isEqualTo(new Interval(2, 2, 0.95));
  }

  @Test
  void ofMean_noValueOrOne_isUnbounded() {
    assertThat(ConfidenceSequence.ofMean(new double[0], 1, 0.05).contains(-1e300)).isTrue();
    assertThat(ConfidenceSequence.ofMean(new double[] {1}, 1, 0.05).contains(1e300)).isTrue();
  }

  @Test
  void ofMedian_signsAtTheEnds_areThoseThatJustCross() {
    double[] values = {5, 3, 9, 1, 7, 2, 8, 4, 6};
    Interval interval = ConfidenceSequence.ofMedian(values, 0.2);

    int least = SignEvidence.least(9, 0.1);
    assertThat(least).isEqualTo(8);
    assertThat(interval).isEqualTo(new Interval(2, 8, 0.8));
    assertThat(ConfidenceSequence.ofMedian(new double[] {1, 2, 3}, 0.1).low())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void ofBoundedMean_itsEnds_areWhereTheCapitalIsTheThreshold() {
    var range = new ValueRange(-1, 1);
    double[] values = new double[40];
    var random = new PhiloxRandom(1, 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble(-0.2, 0.6);
    }
    Interval interval = ConfidenceSequence.ofBoundedMean(values, range, 0.05);
    Interval swapped =
        ConfidenceSequence.ofBoundedMean(Arrays.stream(values).map(v -> -v).toArray(), range, 0.05);

    assertThat(interval.low()).isBetween(-0.2, 0.15);
    assertThat(interval.high()).isBetween(0.25, 0.6);
    assertThat(swapped.low()).isCloseTo(-interval.high(), within(1e-12));
    assertThat(swapped.high()).isCloseTo(-interval.low(), within(1e-12));
  }

  @Test
  void ofBoundedMean_noValues_isTheRange() {
    Interval interval = ConfidenceSequence.ofBoundedMean(new double[0], new ValueRange(2, 4), 0.05);

    assertThat(interval.low()).isCloseTo(2, within(1e-12));
    assertThat(interval.high()).isCloseTo(4, within(1e-12));
  }

  /** 2 000 paths of 30 looks; 0.95 less three standard errors is 0.935. */
  @Test
  void sequences_atAllLooksAtOnce_coverAsPromised() {
    var random = new PhiloxRandom(2, 0);
    var range = new ValueRange(0, 1);
    int mean = 0;
    int median = 0;
    int bounded = 0;
    int paths = 2000;
    for (int path = 0; path < paths; path++) {
      double[] all = new double[30];
      double[] units = new double[30];
      boolean meanIn = true;
      boolean medianIn = true;
      boolean boundedIn = true;
      for (int n = 0; n < 30; n++) {
        all[n] = 3 + 2 * random.nextGaussian();
        units[n] = random.nextDouble() < 0.2 ? 1 : 0;
        double[] values = Arrays.copyOf(all, n + 1);
        meanIn &= ConfidenceSequence.ofMean(values, 1, 0.05).contains(3);
        medianIn &= ConfidenceSequence.ofMedian(values, 0.05).contains(3);
        if (n % 10 == 9) {
          boundedIn &=
              ConfidenceSequence.ofBoundedMean(Arrays.copyOf(units, n + 1), range, 0.05)
                  .contains(0.2);
        }
      }
      mean += meanIn ? 1 : 0;
      median += medianIn ? 1 : 0;
      bounded += boundedIn ? 1 : 0;
    }

    assertThat(mean / (double) paths).isGreaterThan(0.935);
    assertThat(median / (double) paths).isGreaterThan(0.935);
    assertThat(bounded / (double) paths).isGreaterThan(0.935);
  }
}
