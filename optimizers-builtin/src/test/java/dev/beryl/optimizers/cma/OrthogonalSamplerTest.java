package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.math.Rows;
import dev.beryl.random.PhiloxRandom;
import org.junit.jupiter.api.Test;

class OrthogonalSamplerTest {
  private static final int N = 5;

  @Test
  void draw_aBlock_isOrthogonalAndAsLongAsDrawn() {
    var sampler = new OrthogonalSampler(new PhiloxRandom(1, 2), N);
    var plain = new PhiloxRandom(1, 2);
    double[][] z = new double[3 * N][N];
    for (int k = 0; k < z.length; k++) {
      sampler.draw(7, k, z[k]);
      plain.seek(7, k);
      double square = 0;
      for (int i = 0; i < N; i++) {
        double drawn = plain.nextGaussian();
        square += drawn * drawn;
      }
      assertThat(Rows.squaredLength(z[k])).isCloseTo(square, within(1e-12));
      for (int j = k / N * N; j < k; j++) {
        assertThat(Rows.dot(z[j], z[k], N)).isCloseTo(0, within(1e-12));
      }
    }
  }

  @Test
  void draw_anotherGeneration_isAFunctionOfItsNumber() {
    var one = new OrthogonalSampler(new PhiloxRandom(1, 2), N);
    var other = new OrthogonalSampler(new PhiloxRandom(1, 2), N);
    double[] z = new double[N];
    for (int k = 0; k < 4; k++) {
      one.draw(3, k, z);
    }
    double[] again = new double[N];
    for (int k = 0; k < 3; k++) {
      one.draw(9, k, z);
      other.draw(9, k, again);
      assertThat(again).isEqualTo(z);
    }
  }

  /** Mean and variance of 20 000 coordinates, within 5 standard errors: 1e-6 of false alarms. */
  @Test
  void draw_eachCoordinate_isStandardNormal() {
    var sampler = new OrthogonalSampler(new PhiloxRandom(3, 4), N);
    double[] z = new double[N];
    int draws = 20_000;
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < draws; k++) {
      sampler.draw(k / 8, k % 8, z);
      sum += z[2];
      squares += z[2] * z[2];
    }
    assertThat(sum / draws).isCloseTo(0, within(5 / Math.sqrt(draws)));
    assertThat(squares / draws).isCloseTo(1, within(5 * Math.sqrt(2.0 / draws)));
  }

  @Test
  void draw_manyDimensions_isWithoutBlocks() {
    var sampler = new OrthogonalSampler(new PhiloxRandom(1, 2), 300);
    var plain = new PhiloxRandom(1, 2);
    double[] z = new double[300];
    for (int k = 0; k < 3; k++) {
      sampler.draw(0, k, z);
      plain.seek(0, k);
      for (double each : z) {
        assertThat(each).isEqualTo(plain.nextGaussian());
      }
    }
  }
}
