package dev.beryl.optimizers.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentNoiseTest {
  private static final double NAN = Double.NaN;
  private static final double[] LOSSES = {0, 1, 2, 3, 4, 5, 6, 7}; // quartiles 4 apart

  private final RecentNoise noise = new RecentNoise();

  private void observe(double... errors) {
    noise.observe(errors, LOSSES, errors.length);
  }

  @Test
  void observe_noStandardErrors_isNoNoise() {
    observe(NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN);
    observe();
    assertThat(noise.isNoisy()).isFalse();
  }

  @Test
  void observe_errorsBesideTheSpread_areConsiderableFromThreeTenths() {
    double third = 0.31 * 4 / 1.349;
    observe(third, NAN, third, third, NAN, third, third, third);
    assertThat(noise.isConsiderable()).isTrue();
    assertThat(noise.isPrevailing()).isFalse();
  }

  @Test
  void observe_quietGenerationsAfterNoise_fadeIt() {
    observe(9, 9, 9, 9, 9, 9, 9, 9); // the ratio is at most 1
    assertThat(noise.isPrevailing()).isTrue();
    observe(0, 0, 0, 0, 0, 0, 0, 0); // 0.7
    assertThat(noise.isPrevailing()).isTrue();
    observe(0, 0, 0, 0, 0, 0, 0, 0); // 0.49
    assertThat(noise.isPrevailing()).isFalse();
    assertThat(noise.isConsiderable()).isTrue();
    observe(0, 0, 0, 0, 0, 0, 0, 0); // 0.343
    observe(0, 0, 0, 0, 0, 0, 0, 0); // 0.24
    assertThat(noise.isConsiderable()).isFalse();
    assertThat(noise.isNoisy()).isTrue();
  }

  @Test
  void observe_equalLosses_areAllNoise() {
    noise.observe(new double[] {1, 1, 1, 1}, new double[] {5, 5, 5, 5}, 4);
    assertThat(noise.isPrevailing()).isTrue();
  }
}
