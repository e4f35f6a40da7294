package dev.beryl.report.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.Normal;
import org.junit.jupiter.api.Test;

class NormalDistributionTest {
  @Test
  void cumulative_isTheInverseOfTheQuantile() {
    for (double p = 0.001; p < 1; p += 0.001) {
      assertThat(NormalDistribution.cumulative(Normal.quantile(p))).isCloseTo(p, within(1e-13));
    }
  }

  @Test
  void cumulative_inTheTails() {
    assertThat(NormalDistribution.cumulative(-6) / 9.865876450376981e-10)
        .isCloseTo(1, within(1e-12));
    assertThat(NormalDistribution.cumulative(-3.0000001) / NormalDistribution.cumulative(-3))
        .isCloseTo(1, within(1e-6));
    assertThat(NormalDistribution.cumulative(-100)).isZero();
    assertThat(NormalDistribution.cumulative(100)).isEqualTo(1);
  }
}
