package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerParameterTest {
  private static final IntegerParameter TREES = Parameter.integer("trees", 10, 100);

  @Test
  void integer_withLowAboveHigh_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.integer("trees", 2, 1))
        .withMessage("parameter 'trees': range: expected low <= high, got low=2, high=1");
  }

  @Test
  void integer_withABlankNameAndABadRange_saysBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.integer("", 2, 1))
        .withMessageContaining("2 faults")
        .withMessageContaining("blank name")
        .withMessageContaining("low=2, high=1");
  }

  @ParameterizedTest
  @CsvSource({
    "-9223372036854775808, 9223372036854775807",
    "-1, 9223372036854775807",
    "0, 4611686018427387904",
    "-4611686018427387904, 4611686018427387904"
  })
  void integer_withARangeThatOverflows_isRefused(long low, long high) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.integer("n", low, high))
        .withMessage(
            "parameter 'n': range: expected high - low < 2^62, got low=%s, high=%s", low, high);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -3, 91, Long.MAX_VALUE, Long.MIN_VALUE})
  void step_outsideOfTheRange_isRefused(long step) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREES.step(step))
        .withMessage(
            "parameter 'trees', integer [10, 100]: expected a step >= 1 and at most high - low ="
                + " 90, got %s",
            step);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -1000})
  void log_ofALowThatIsNotPositive_isRefused(long low) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.integer("n", low, 10).log())
        .withMessageContaining("low > step / 2 for a log scale, got low=" + low + ", step=1");
  }

  @Test
  void log_ofALowUpToHalfAStep_isRefused_inEitherOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.integer("n", 2, 10).step(4).log())
        .withMessageContaining("low=2, step=4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.integer("n", 2, 10).log().step(4))
        .withMessageContaining("low=2, step=4");
  }

  @Test
  void orElse_outside_orOffTheStep_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREES.withDefault(101))
        .withMessage("parameter 'trees': expected integer [10, 100], got 101");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREES.step(20).withDefault(55))
        .withMessageContaining("integer [10, 100] step 20, got 55")
        .withMessageContaining("the one below is 50");
  }

  @Test
  void step_afterADefault_keepsIt_orRefusesItOffTheStep() {
    assertThat(TREES.withDefault(50).step(8).log().defaultValue()).hasValue(50);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREES.withDefault(55).step(20))
        .withMessageContaining("got 55, which is on no step");
  }

  @Test
  void step_onOneValue_isAnyPositiveNumber() {
    assertThat(Parameter.integer("n", 7, 7).step(3).levels()).hasValue(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.integer("n", 7, 7).step(0))
        .withMessageContaining("expected a step >= 1");
  }

  @Test
  void step_givesTheValuesUpToHigh() {
    IntegerParameter parameter = Parameter.integer("n", -1, 10).step(3);
    assertThat(LongStream.range(0, 4).map(parameter::coordinateAt))
        .containsExactly(-1L, 2L, 5L, 8L);
    assertThat(parameter.levels()).hasValue(4);
    assertThat(parameter.fromUnit(1)).isEqualTo(8);
    assertThat(parameter.holds(3)).isFalse();
    assertThat(parameter.holds(11)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parameter.coordinateAt(4))
        .withMessageContaining("got 4 as level");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parameter.valueAt(3))
        .withMessageContaining("integer [-1, 10] step 3, got 3");
  }

  @Test
  void oneValue_takesStepOne_andLog() {
    IntegerParameter one = Parameter.integer("n", 7, 7).step(1).log();
    assertThat(one.levels()).hasValue(1);
    assertThat(one.fromUnit(0)).isEqualTo(7);
    assertThat(one.fromUnit(1)).isEqualTo(7);
    assertThat(one.toUnit(7)).isBetween(0.0, 1.0);
  }

  @Test
  void log_ofARangeBeyondWhatDoublesTellApart_reachesItsEnds() {
    for (int i = 0; i < 32; i++) {
      long low = (1L << 61) + i * (1L << 55);
      IntegerParameter parameter = Parameter.integer("n", low, low + (1L << 61)).log();
      assertThat(parameter.fromUnit(0)).isEqualTo(low);
      assertThat(parameter.fromUnit(1)).isEqualTo(low + (1L << 61));
    }
  }

  @Test
  void coordinateOf_takesWholeNumbers_exactly() {
    assertThat(List.of(20, 20L, (short) 20, (byte) 20, 20f, 20.0, new BigDecimal("20.0")))
        .allSatisfy(number -> assertThat(TREES.coordinateOf(number)).isEqualTo(20));
    assertThat(List.of(20.5, 1e300, Double.NaN, BigInteger.TWO.pow(80), new BigDecimal("20.1")))
        .allSatisfy(number ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> TREES.coordinateOf(number))
                .withMessageContaining("integer [10, 100], got " + number));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREES.coordinateOf("20"))
        .withMessageContaining("got '20' of type String");
  }

  @Test
  void coordinateOf_aDoubleBeyond2To53_isRefused_asItMayHaveBeenRounded() {
    IntegerParameter wide = Parameter.integer("n", 0, (1L << 62) - 1);
    assertThat(wide.coordinateOf(0x1p53)).isEqualTo(1L << 53);
    assertThatIllegalArgumentException().isThrownBy(() -> wide.coordinateOf(0x1p54));
    assertThat(wide.coordinateOf((1L << 54) + 1)).isEqualTo((1L << 54) + 1);
  }

  @Test
  void refinements_areReadBack() {
    IntegerParameter refined = Parameter.integer("n", 4, 64).step(4).log().withDefault(8);
    assertThat(refined.low()).isEqualTo(4);
    assertThat(refined.high()).isEqualTo(64);
    assertThat(refined.step()).isEqualTo(4);
    assertThat(refined.scale()).isEqualTo(Scale.LOG);
    assertThat(refined.defaultValue()).hasValue(8);
    assertThat(refined).hasToString("n: integer [4, 64] log step 4 default 8");
    assertThat(TREES.scale()).isEqualTo(Scale.LINEAR);
    assertThat(TREES.defaultValue()).isEmpty();
  }
}
