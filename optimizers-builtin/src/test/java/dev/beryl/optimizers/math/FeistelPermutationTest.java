package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeistelPermutationTest {

  /** Known answers, computed independently in another language. */
  @Test
  void applyAsLong_27numbersSeed9_givesKnownPermutation() {
    assertThat(images(27, 9, 27))
        .containsExactly(
            8, 25, 6, 18, 3, 7, 1, 9, 20, 24, 22, 14, 2, 11, 15, 12, 21, 23, 19, 4, 17, 13, 5, 0,
            10, 16, 26);
  }

  /** Known answers, computed independently in another language. */
  @Test
  void applyAsLong_1000numbersSeed1_beginsAsKnown() {
    assertThat(images(1000, 1, 10))
        .containsExactly(753, 331, 625, 574, 822, 69, 434, 482, 998, 779);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 10, 16, 17, 27, 64, 100, 1000})
  void applyAsLong_allNumbers_givesEachOnce(long size) {
    assertThat(LongStream.of(images(size, 5, size)).sorted().toArray())
        .isEqualTo(LongStream.range(0, size).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {(1L << 62) + 1, Long.MAX_VALUE})
  void applyAsLong_largestSizes_staysInRange(long size) {
    var permutation = new FeistelPermutation(size, 3);
    long[] images =
        LongStream.range(0, 1000).map(i -> i * (size / 1000)).map(permutation).toArray();
    assertThat(images).doesNotHaveDuplicates();
    assertThat(LongStream.of(images)).allMatch(image -> image >= 0 && image < size);
  }

  @Test
  void constructor_sizeBelowOne_isRefused() {
    assertThatThrownBy(() -> new FeistelPermutation(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("permutation: expected size >= 1, got 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 27})
  void applyAsLong_numberOutside_isRefused(long number) {
    var permutation = new FeistelPermutation(27, 9);
    assertThatThrownBy(() -> permutation.applyAsLong(number))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static long[] images(long size, long seed, long first) {
    return LongStream.range(0, first).map(new FeistelPermutation(size, seed)).toArray();
  }
}
