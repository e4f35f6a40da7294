package dev.beryl.optimizers.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungsTest {

  /** In floating point log(243) / log(3) is below 5, and a rung would be lost. */
  @Test
  void rungs_exactPowers_areNotLost() {
    Rungs rungs = rungs(1, 244, 3, 0);
    assertThat(rungs.reached(242)).isEqualTo(5);
    assertThat(rungs.reached(243)).isEqualTo(6);
    assertThat(rungs(1, 243, 3, 0).reached(Long.MAX_VALUE)).isEqualTo(5);
    Rungs tens = rungs(1, 1001, 10, 0);
    assertThat(tens.reached(999)).isEqualTo(3);
    assertThat(tens.reached(1000)).isEqualTo(4);
  }

  /** The paper's example: r = 1, R = 9, eta = 3; bracket s begins at 3^s. */
  @Test
  void rungs_earlyStoppingRate_leavesTheFirstOut() {
    for (int rate = 0; rate <= 2; rate++) {
      Rungs rungs = rungs(1, 10, 3, rate);
      assertThat(rungs.reached(List.of(1L, 3L, 9L).get(rate) - 1)).isZero();
      assertThat(rungs.reached(9)).isEqualTo(3 - rate);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 0",
    "1, 2, 0",
    "1, 10, 0",
    "5, 3, 2",
    "7, 4, 1",
    "1, 2147483647, 0",
    "1, 2, 62",
    "4611686018427387903, 2, 0",
    "9223372036854775806, 2, 0"
  })
  void rungs_withoutEnd_areAllThatALongHolds(long min, int factor, int rate) {
    Rungs rungs = Rungs.powers(min, factor, rate, Long.MAX_VALUE);
    BigInteger rung = BigInteger.valueOf(factor).pow(rate).multiply(BigInteger.valueOf(min));
    int reached = 0;
    while (rung.compareTo(BigInteger.valueOf(Long.MAX_VALUE)) < 0) {
      long step = rung.longValueExact();
      assertThat(rungs.reached(step - 1)).isEqualTo(reached);
      reached++;
      assertThat(rungs.reached(step)).isEqualTo(reached);
      rung = rung.multiply(BigInteger.valueOf(factor));
    }
    assertThat(rungs.reached(Long.MAX_VALUE)).isEqualTo(reached);
    assertThat(rungs.reached(Long.MIN_VALUE)).isZero();
  }

  /** R = 81 and eta = 3: bracket 4 has rungs at 1, 3, 9, 27; R = 30: bracket 2 at 10/3 and 10. */
  @Test
  void fractions_ofTheEnd_areRoundedUp() {
    Rungs rungs = Rungs.fractions(81, 3, 4);
    for (int k = 0; k < 4; k++) {
      long rung = List.of(1L, 3L, 9L, 27L).get(k);
      assertThat(rungs.reached(rung - 1)).isEqualTo(k);
      assertThat(rungs.reached(rung)).isEqualTo(k + 1);
    }
    assertThat(Rungs.fractions(30, 3, 2).reached(3)).isZero();
    assertThat(Rungs.fractions(30, 3, 2).reached(4)).isEqualTo(1);
    assertThat(Rungs.fractions(30, 3, 2).reached(10)).isEqualTo(2);
    assertThat(Rungs.fractions(30, 3, 0).reached(Long.MAX_VALUE)).isZero();
  }

  @Test
  void at_stepNotBelowTheEnd_isNoRung() {
    assertThat(Rungs.at(15, 30).reached(15)).isEqualTo(1);
    assertThat(Rungs.at(30, 30).reached(Long.MAX_VALUE)).isZero();
  }

  private static Rungs rungs(long min, long max, int factor, int rate) {
    return Rungs.powers(min, factor, rate, max);
  }
}
