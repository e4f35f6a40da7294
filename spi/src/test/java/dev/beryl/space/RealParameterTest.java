package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealParameterTest {
  private static final RealParameter RATE = Parameter.real("rate", 0, 1);

  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "NaN, 1",
    "0, NaN",
    "NaN, NaN",
    "-Infinity, 0",
    "0, Infinity",
    "-Infinity, Infinity"
  })
  void real_withABadRange_isRefused(double low, double high) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.real("rate", low, high))
        .withMessage(
            "parameter 'rate': range: expected finite low <= high, got low=%s, high=%s", low, high);
  }

  @Test
  void real_withABlankNameAndABadRange_saysBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.real(" ", 2, 1))
        .withMessageContaining("2 faults")
        .withMessageContaining("blank name")
        .withMessageContaining("low=2.0, high=1.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -1e-300, -5})
  void log_ofALowThatIsNotPositive_isRefused(double low) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.real("rate", low, 1).log())
        .withMessageContaining("parameter 'rate', real [")
        .withMessageContaining("low > 0 for a log scale, got " + (low + 0.0));
  }

  @Test
  void log_ofALowUpToHalfAStep_isRefused_inEitherOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.real("rate", 1, 9).step(2).log())
        .withMessageContaining("low > step / 2 for a log scale, got 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.real("rate", 1, 9).log().step(2))
        .withMessageContaining("a step < 2 low for a log scale, got 2.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -0.1, 1.5, Double.NaN, Double.POSITIVE_INFINITY, 1e308})
  void step_thatIsNotPositiveOrLargerThanTheRange_isRefused(double step) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.step(step))
        .withMessage(
            "parameter 'rate', real [0.0, 1.0]: expected a step > 0 and at most high - low = 1.0,"
                + " got %s",
            step);
  }

  @ParameterizedTest
  @CsvSource({"1e16, 2e16, 1", "0, 1, 1e-300", "-1, 1e308, 1e-320", "0, 1, 1e-15"})
  void step_thatDoublesCannotTellApart_isRefused(double low, double high, double step) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.real("x", low, high).step(step))
        .withMessageContaining("a step of at least 16 times " + Math.ulp(high))
        .withMessageContaining("got " + step);
  }

  @Test
  void step_onOneValue_isAnyPositiveNumber() {
    RealParameter one = Parameter.real("x", 3, 3).step(0.25);

    assertThat(valuesOf(one)).containsExactly(3.0);
    assertThat(one.withDefault(3).fromUnit(0.7)).isZero();
    assertThat(one.log().toUnit(0)).isBetween(0.0, 1.0);
    assertThat(valuesOf(Parameter.real("x", 0, 0).step(1e-300))).containsExactly(0.0);
    for (double none : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Parameter.real("x", 3, 3).step(none));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.NEGATIVE_INFINITY})
  void orElse_outsideOfTheRange_isRefused(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.withDefault(value))
        .withMessage("parameter 'rate': expected real [0.0, 1.0], got %s", value);
  }

  @Test
  void orElse_betweenTwoSteps_isRefused_withTheNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.step(0.25).withDefault(0.3))
        .withMessageContaining("real [0.0, 1.0] step 0.25, got 0.3")
        .withMessageContaining("the nearest is 0.25");
  }

  @Test
  void step_afterADefault_keepsIt_orRefusesItOffTheStep() {
    assertThat(RATE.withDefault(0.75).step(0.25).defaultValue()).hasValue(0.75);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.withDefault(0.7).step(0.25))
        .withMessageContaining("got 0.7, which is on no step; the nearest is 0.75");
  }

  @Test
  void step_ofDecimals_givesTheDecimalsNearest() {
    assertThat(valuesOf(RATE.step(0.1)))
        .containsExactly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
    assertThat(valuesOf(Parameter.real("x", -0.3, 0.3).step(0.1)))
        .containsExactly(-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3);
    assertThat(valuesOf(RATE.step(0.3))).containsExactly(0.0, 0.3, 0.6, 0.9);
    assertThat(Parameter.real("x", 0, 10).step(0.001).value(7003)).isEqualTo(7.003);
  }

  @Test
  void step_forgivesTheRoundingOfAComputedEnd() {
    assertThat(valuesOf(Parameter.real("x", 0.2, 0.3).step(0.1))).containsExactly(0.2, 0.3);
    assertThat(valuesOf(Parameter.real("x", 0, 0.1 * 3).step(0.1)))
        .containsExactly(0.0, 0.1, 0.2, 0.3);
    assertThat(valuesOf(Parameter.real("x", 0.5, 0.7 + 0.1).step(0.1)))
        .containsExactly(0.5, 0.6, 0.7, 0.7 + 0.1);
  }

  @Test
  void step_ofALongRange_endsOnTheLastWholeStep() {
    RealParameter parameter = Parameter.real("x", 0, 1e12 + 0.6).step(1);
    assertThat(parameter.levels()).hasValue(1_000_000_000_001L);
    assertThat(parameter.valueAt(parameter.fromUnit(1))).isEqualTo(1e12);
  }

  @Test
  void step_ofARangeThatOverflows_countsAllSteps() {
    RealParameter parameter = Parameter.real("x", -1e308, 1.7e308).step(1e307);
    assertThat(parameter.levels()).hasValue(28);
    assertThat(valuesOf(parameter)).startsWith(-1e308, -9e307).endsWith(1.6e308, 1.7e308);
    assertThat(parameter.coordinateOf(1.7e308)).isEqualTo(27);
  }

  private static List<Double> valuesOf(RealParameter parameter) {
    return LongStream.range(0, parameter.levels().orElseThrow())
        .mapToObj(parameter::valueAt)
        .toList();
  }

  @Test
  void log_ofNeighboringDoubles_mapsBothWays() {
    RealParameter parameter = Parameter.real("x", 1e300, Math.nextUp(1e300)).log();
    assertThat(parameter.toUnit(parameter.coordinateOf(1e300))).isZero();
    assertThat(parameter.toUnit(parameter.coordinateOf(Math.nextUp(1e300)))).isEqualTo(1);
    assertThat(parameter.scale()).isEqualTo(Scale.LOG);
  }

  @Test
  void oneValue_isItsOnlyLevel() {
    RealParameter one = Parameter.real("x", 2.5, 2.5);
    assertThat(one.levels()).hasValue(1);
    assertThat(one.value(one.fromUnit(0.3))).isEqualTo(2.5);
    assertThat(one.toUnit(0)).isEqualTo(0.5);
    assertThat(one.log().levels()).hasValue(1);
  }

  @Test
  void negativeZero_isZero() {
    RealParameter parameter = Parameter.real("x", -0.0, 1).withDefault(-0.0);
    assertThat(parameter).isEqualTo(Parameter.real("x", 0.0, 1).withDefault(0.0));
    assertThat(parameter.coordinateOf(-0.0)).isEqualTo(parameter.coordinateOf(0.0)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parameter.valueAt(Double.doubleToRawLongBits(-0.0)));
  }

  @Test
  void coordinateOf_takesAnyNumber_andNothingElse() {
    RealParameter parameter = Parameter.real("x", -10, 10);
    long two = Double.doubleToRawLongBits(2);
    assertThat(List.of(2, 2L, (short) 2, (byte) 2, 2f, 2.0, new BigDecimal("2.00")))
        .allSatisfy(number -> assertThat(parameter.coordinateOf(number)).isEqualTo(two));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parameter.coordinateOf("2"))
        .withMessage("parameter 'x': expected real [-10.0, 10.0], got '2' of type String");
  }

  @Test
  void coordinates_thatAreNone_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.valueAt(Double.doubleToRawLongBits(1.5)))
        .withMessageContaining("got 1.5 as coordinate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.step(0.5).valueAt(3))
        .withMessageContaining("got 3 as coordinate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.step(0.5).coordinateAt(3))
        .withMessageContaining("got 3 as level");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.coordinateAt(0))
        .withMessageContaining("as level");
  }

  @Test
  void refinements_areReadBack_andLeaveTheOriginalAlone() {
    RealParameter refined = Parameter.real("x", 0.5, 8).log().step(0.5).withDefault(2);
    assertThat(refined.low()).isEqualTo(0.5);
    assertThat(refined.high()).isEqualTo(8);
    assertThat(refined.scale()).isEqualTo(Scale.LOG);
    assertThat(refined.step()).hasValue(0.5);
    assertThat(refined.defaultValue()).hasValue(2);
    assertThat(refined).hasToString("x: real [0.5, 8.0] log step 0.5 default 2.0");
    assertThat(refined.withDefault(3)).isNotEqualTo(refined);
    assertThat(refined.defaultValue()).hasValue(2);
    assertThat(RATE.step()).isEmpty();
    assertThat(RATE.defaultValue()).isEmpty();
  }
}
