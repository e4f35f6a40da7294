package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitMix64Test {

  /** Known answers of the published C code's output function. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 5692161d100b05e5",
    "2, dbd238973a2b148a",
    "9e3779b97f4a7c15, e220a8397b1dcdaf",
    "ffffffffffffffff, b4d055fcf2cbbd7b"
  })
  void mix_knownWords_givesKnownImages(String word, String image) {
    assertThat(SplitMix64.mix(Long.parseUnsignedLong(word, 16)))
        .isEqualTo(Long.parseUnsignedLong(image, 16));
  }

  @Test
  void firstBit_isThatOfTheImage() {
    var random = new SplittableRandom(3);
    assertThat(random.longs(1000))
        .allMatch(word -> SplitMix64.firstBit(word) == SplitMix64.mix(word) >>> 63);
  }
}
