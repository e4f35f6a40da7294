package dev.beryl.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class PhiloxTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/known-answers/philox4x64-10.csv")
  void block_ofKnownCounterAndKey_isTheKnownBlock(ArgumentsAccessor row) {
    long[] in =
        IntStream.range(0, 10)
            .mapToLong(i -> Long.parseUnsignedLong(row.getString(i), 16))
            .toArray();

    assertThat(block(in[4], in[5], in[0], in[1], in[2], in[3]))
        .containsExactly(in[6], in[7], in[8], in[9]);
  }

  @Test
  void block_ofAnyCounterAndKey_agreesWithArithmeticInUnlimitedPrecision() {
    var random = new SplittableRandom(20_250_101);
    for (int i = 0; i < 200; i++) {
      long[] in = random.longs(6).toArray();

      assertThat(block(in[0], in[1], in[2], in[3], in[4], in[5])).containsExactly(reference(in));
    }
  }

  @Test
  void block_intoALongerArray_leavesTheRestAlone() {
    long[] words = {9, 9, 9, 9, 9};
    Philox.block(1, 2, 3, 4, 5, 6, words);

    assertThat(words[4]).isEqualTo(9);
  }

  @Test
  void block_intoAShorterArray_isRefused() {
    assertThatThrownBy(() -> Philox.block(1, 2, 3, 4, 5, 6, new long[3]))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  private static long[] block(long key0, long key1, long c0, long c1, long c2, long c3) {
    long[] words = new long[Philox.BLOCK_WORDS];
    Philox.block(key0, key1, c0, c1, c2, c3, words);
    return words;
  }

  private static long[] reference(long[] in) {
    BigInteger modulus = BigInteger.TWO.pow(64);
    BigInteger[] k = {unsigned(in[0]), unsigned(in[1])};
    BigInteger[] c = {unsigned(in[2]), unsigned(in[3]), unsigned(in[4]), unsigned(in[5])};
    for (int round = 0; round < 10; round++) {
      BigInteger[] p0 = unsigned(0xD2E7470EE14C6C93L).multiply(c[0]).divideAndRemainder(modulus);
      BigInteger[] p1 = unsigned(0xCA5A826395121157L).multiply(c[2]).divideAndRemainder(modulus);
      c = new BigInteger[] {p1[0].xor(c[1]).xor(k[0]), p1[1], p0[0].xor(c[3]).xor(k[1]), p0[1]};
      k[0] = k[0].add(unsigned(0x9E3779B97F4A7C15L)).mod(modulus);
      k[1] = k[1].add(unsigned(0xBB67AE8584CAA73BL)).mod(modulus);
    }
    return new long[] {c[0].longValue(), c[1].longValue(), c[2].longValue(), c[3].longValue()};
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
