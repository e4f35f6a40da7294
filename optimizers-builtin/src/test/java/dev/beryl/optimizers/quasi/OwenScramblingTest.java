package dev.beryl.optimizers.quasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OwenScramblingTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/known-answers/owen-scrambling.csv", numLinesToSkip = 1)
  void scramble_knownCases_givesKnownImages(long fraction, long seed, int dimension, long image) {
    long key = OwenScrambling.key(seed, dimension);

    assertThat(Integer.toUnsignedLong(OwenScrambling.scramble(key, (int) fraction)))
        .isEqualTo(image);
  }

  /** Nested: images agree in as many leading bits as what they are images of. */
  @Test
  void scramble_pairs_keepsTheNumberOfCommonLeadingBits() {
    long key = OwenScrambling.key(17, 2);
    int fixed = 0x5A17_C0DE;

    assertThat(IntStream.range(0, 32).map(bit -> fixed ^ 0x0012_3457 >>> bit ^ 1 << (31 - bit)))
        .allSatisfy(other ->
            assertThat(
                    Integer.numberOfLeadingZeros(
                        OwenScrambling.scramble(key, fixed) ^ OwenScrambling.scramble(key, other)))
                .isEqualTo(Integer.numberOfLeadingZeros(fixed ^ other)));
  }
}
