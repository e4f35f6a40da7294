package dev.beryl.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhiloxRandomTest {

  private final PhiloxRandom random = new PhiloxRandom(42, 7);

  @Test
  void nextLong_givesTheWordsOfSuccessiveBlocks() {
    random.seek(2, 3);
    for (int block = 0; block < 3; block++) {
      long[] words = new long[4];
      Philox.block(42, 7, block, 2, 3, 0, words);
      for (long word : words) {
        assertThat(random.nextLong()).isEqualTo(word);
      }
    }
  }

  @Test
  void newGenerator_isAtPositionZero() {
    var moved = new PhiloxRandom(42, 7);
    moved.seek(5, 5);
    moved.nextLong();
    moved.seek(0, 0);

    assertThat(random.nextLong()).isEqualTo(moved.nextLong());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 9})
  void seek_afterAnyNumberOfDraws_givesTheSameNumbers(int drawnBefore) {
    random.seek(11, 0);
    double[] expected = random.doubles(10).toArray();

    random.seek(10, 4);
    for (int i = 0; i < drawnBefore; i++) {
      random.nextLong();
    }
    random.seek(11, 0);

    assertThat(random.doubles(10)).containsExactly(boxed(expected));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 0, 1", "1, 3, 6", "2, 0, 20", "3, 5, 26", "4, 1, 3", "7, 0, 1000"})
  void nextDoubles_fillsARangeWithWhatNextDoubleWouldGive(int drawnBefore, int from, int to) {
    var twin = new PhiloxRandom(42, 7);
    for (int i = 0; i < drawnBefore; i++) {
      random.nextLong();
      twin.nextLong();
    }
    double[] expected = new double[to + 2];
    for (int i = from; i < to; i++) {
      expected[i] = twin.nextDouble();
    }
    double[] filled = new double[to + 2];

    random.nextDoubles(filled, from, to);

    assertThat(filled).isEqualTo(expected);
    assertThat(random.nextLong()).isEqualTo(twin.nextLong());
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "3, 2", "0, 6"})
  void nextDoubles_outsideTheArray_isRefused(int from, int to) {
    assertThatThrownBy(() -> random.nextDoubles(new double[5], from, to))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void nextDouble_ofAKnownWord_isTheKnownUniform() {
    assertThat(PhiloxRandom.open(0x50988134c0ca9272L)).isEqualTo(0.3148270372192122);
  }

  @Test
  void nextDouble_ofTheExtremeWords_staysInsideTheOpenInterval() {
    assertThat(PhiloxRandom.open(0)).isEqualTo(0x1p-54);
    assertThat(PhiloxRandom.open(-1)).isEqualTo(Math.nextDown(1.0));
    assertThat(PhiloxRandom.open(-1L << 11)).isEqualTo(Math.nextDown(1.0));
    assertThat(PhiloxRandom.open(-2L << 11)).isEqualTo(1 - 0x1p-52);
  }

  @Test
  void everyVariate_takesOneWord() {
    var words = new PhiloxRandom(42, 7);
    for (int i = 0; i < 50; i++) {
      assertThat(random.nextInt()).isEqualTo((int) (words.nextLong() >>> 32));
      assertThat(random.nextBoolean()).isEqualTo(words.nextLong() < 0);
      double uniform = PhiloxRandom.open(words.nextLong());
      assertThat(random.nextGaussian()).isEqualTo(Normal.quantile(uniform));
      uniform = PhiloxRandom.open(words.nextLong());
      assertThat(random.nextExponential()).isEqualTo(-StrictMath.log(uniform)).isPositive();
      assertThat(random.nextFloat())
          .isEqualTo((2 * (words.nextLong() >>> 41) + 1) * 0x1p-24f)
          .isStrictlyBetween(0f, 1f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-1, 0",
    "-5, 5",
    "-2147483648, 2147483647",
    "2147483646, 2147483647",
    "-2147483648, -2147483647"
  })
  void nextInt_betweenBounds_staysBetweenThem(int origin, int bound) {
    assertThat(random.ints(1_000, origin, bound)).allMatch(i -> i >= origin && i < bound);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-9223372036854775808, 9223372036854775807",
    "-4611686018427387905, 4611686018427387904",
    "9223372036854775806, 9223372036854775807"
  })
  void nextLong_betweenBounds_staysBetweenThem(long origin, long bound) {
    assertThat(random.longs(1_000, origin, bound)).allMatch(i -> i >= origin && i < bound);
  }

  @Test
  void boundedDraws_ofAnEmptyRange_areRefused() {
    assertThatThrownBy(() -> random.nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound: expected > 0, got 0");
    assertThatThrownBy(() -> random.nextLong(-3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.nextInt(4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected origin < bound, got origin=4, bound=4");
    assertThatThrownBy(() -> random.nextLong(5, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void drawing_asAnyRandomGenerator_goesThroughItsDefaults() {
    RandomGenerator generator = random;

    assertThat(generator.nextDouble(2, 3)).isBetween(2.0, 3.0);
    assertThat(generator.nextGaussian(1e6, 1)).isBetween(1e6 - 9, 1e6 + 9);
    byte[] bytes = new byte[64];
    generator.nextBytes(bytes);
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).chars().distinct())
        .hasSizeGreaterThan(40);
  }

  private static Double[] boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray(Double[]::new);
  }
}
