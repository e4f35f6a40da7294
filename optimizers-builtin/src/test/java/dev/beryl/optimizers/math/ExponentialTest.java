package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialTest {

  @Test
  void exp_againstTheLibrary_relativeErrorBelow4em16() {
    var random = new SplittableRandom(20261123);
    double worst = 0;
    for (int i = 0; i < 200_000; i++) {
      double x = -random.nextDouble() * (i % 2 == 0 ? 1 : 700);
      double exact = StrictMath.exp(x);
      worst = Math.max(worst, Math.abs(Exponential.exp(x) - exact) / exact);
    }
    assertThat(worst).isLessThan(4e-16);
  }

  @Test
  void exp_atTheEnds() {
    assertThat(Exponential.exp(0)).isEqualTo(1);
    assertThat(Exponential.exp(-0.0)).isEqualTo(1);
    assertThat(Exponential.exp(-708)).isPositive();
    assertThat(Exponential.exp(-709)).isZero();
    assertThat(Exponential.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.exp(Double.NaN)).isNaN();
  }

  @Test
  void exp_ofARow_isThatOfEachNumber() {
    var random = new SplittableRandom(20261129);
    double[] x = random.doubles(1003, -720, 0).toArray();
    x[0] = 0;
    x[1] = -0.0;
    x[2] = Double.NEGATIVE_INFINITY;
    x[3] = Double.NaN;
    double[] row = new double[x.length];
    Exponential.exp(x, row, x.length - 1);
    assertThat(Arrays.copyOf(row, x.length - 1))
        .containsExactly(Arrays.stream(x).limit(x.length - 1).map(Exponential::exp).toArray());
    assertThat(row[x.length - 1]).isZero();
  }
}
