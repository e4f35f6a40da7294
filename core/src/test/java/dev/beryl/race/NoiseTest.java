package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoiseTest {
  @Test
  void isNone_threeEqualValues_isSo() {
    assertThat(Noise.isNone(0.3, 0.3, 0.3)).isTrue();
    assertThat(Noise.isNone(0.3, 0.3)).isFalse();
    assertThat(Noise.isNone(0.3, 0.3, 0.4)).isFalse();
  }

  @Test
  void isNone_equalCounts_needTen() {
    assertThat(Noise.isNone(1, 1, 1)).isFalse();
    assertThat(Noise.isNone(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)).isTrue();
  }
}
