package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;

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
}
