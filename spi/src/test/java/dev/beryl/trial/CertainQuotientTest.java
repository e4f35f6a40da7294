package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertainQuotientTest {

  private static final double HALF_UNIT = 0x1p-53;

  @ParameterizedTest
  @CsvSource({"6, 3, 2", "1, 3, 0.3333333333333333", "-1, 10, -0.1", "0, 7, 0"})
  void quotient_ofAnExactDividend_isRounded(double dividend, double divisor, double expected) {
    Bits.assertSame(CertainQuotient.of(dividend, 0, 0, divisor), expected);
  }

  @Test
  void tie_ofAnExactDividend_goesToEven() {
    double odd = 1 + 2 * HALF_UNIT;

    assertThat(CertainQuotient.of(1, HALF_UNIT, 0, 1)).isEqualTo(1);
    assertThat(CertainQuotient.of(odd, HALF_UNIT, 0, 1)).isEqualTo(Math.nextUp(odd));
    assertThat(CertainQuotient.of(odd, -HALF_UNIT, 0, 1)).isEqualTo(1);
    assertThat(CertainQuotient.of(-odd, HALF_UNIT, 0, 1)).isEqualTo(-1);
  }

  @Test
  void tieBelowAPowerOfTwo_ofAnExactDividend_isHalfAsFarAway() {
    assertThat(CertainQuotient.of(1, -HALF_UNIT / 2, 0, 1)).isEqualTo(1);
    assertThat(CertainQuotient.of(1, -HALF_UNIT, 0, 1)).isEqualTo(Math.nextDown(1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0x1p-53, 0x1p-80",
    "1, -0x1p-54, 0x1p-80",
    "1, 0x1p-54, 0x1p-54",
    "1, -0x1p-55, 0x1p-55",
    "0, 0, 0x1p-1074",
    "1, 0, NaN",
    "NaN, 0, 0",
    "Infinity, 0, 0",
    "0x1p-901, 0, 0",
    "0x1p1001, 0, 0"
  })
  void quotient_thatDependsOnWhatIsNotKnown_isNaN(double high, double low, double bound) {
    assertThat(CertainQuotient.of(high, low, bound, 1)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"1, 0x1p-54, 0x1p-60", "1, -0x1p-55, 0x1p-60", "-1, -0x1p-54, 0x1p-60"})
  void quotient_thatAllOfTheIntervalRoundsTo_isCertain(double high, double low, double bound) {
    assertThat(CertainQuotient.of(high, low, bound, 1)).isEqualTo(high);
  }
}
