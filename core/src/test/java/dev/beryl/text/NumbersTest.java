package dev.beryl.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0.1234567, 0.00209, 0.1235 ± 0.0021",
    "0.1234567, 0.0996, 0.12 ± 0.10",
    "12345.678, 123, 12350 ± 120",
    "12345.678, 9.96, 12346 ± 10",
    "-3.14159, 0.5, -3.14 ± 0.50",
    "1.23456e-8, 2.04e-10, 1.235E-8 ± 2.0E-10",
    "1.23456e12, 2e9, 1.2346E+12 ± 2.0E+9",
    "0.001, 5, 0.0 ± 5.0",
    "3, 0, 3 ± 0",
    "3, NaN, 3",
    "3.123456789, Infinity, 3.12346",
    "NaN, 0.1, NaN ± 0.10"
  })
  void estimate_endsWhereItsErrorDoes(double number, double error, String text) {
    assertThat(Numbers.estimate(number, error)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "0.1, 0.1",
    "0.123456789, 0.123457",
    "1234567, 1234570",
    "12345678, 1.23457E+7",
    "0.00000123456789, 0.00000123457",
    "0.000000123456789, 1.23457E-7",
    "-0.0, 0",
    "Infinity, Infinity",
    "NaN, NaN"
  })
  void shown_hasAtMostSixDigits(double number, String text) {
    assertThat(Numbers.shown(number)).isEqualTo(text);
  }
}
