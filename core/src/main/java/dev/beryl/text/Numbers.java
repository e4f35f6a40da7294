package dev.beryl.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with as many digits as mean something. */
public final class Numbers {
  private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_EVEN);
  private static final int MOST_PLAIN = 6; // digits before the point, and zeros after it

  private Numbers() {}

  /** A number of unknown precision, with at most six digits. */
  public static String shown(double number) {
    return Double.isFinite(number)
        ? text(BigDecimal.valueOf(number).round(SIX).stripTrailingZeros())
        : Double.toString(number);
  }

  /**
   * A number and its standard error, such as {@code 0.1235 ± 0.0021}: the error has two digits, and
   * the number ends where the error does. If the error is not known, the number alone.
   */
  public static String estimate(double number, double error) {
    if (!Double.isFinite(error)) {
      return shown(number);
    }
    return upTo(error, number) + " ± " + upTo(error, error);
  }

  /** A number whose last digit is the second one of a standard error; NaN or 0: not known, none. */
  public static String upTo(double error, double number) {
    return Double.isFinite(error) && Double.isFinite(number) && error != 0
        ? text(BigDecimal.valueOf(number).setScale(scale(error), RoundingMode.HALF_EVEN))
        : shown(number);
  }

  /** Where the second digit is: the number of digits after the point, negative before it. */
  private static int scale(double error) {
    BigDecimal rounded = BigDecimal.valueOf(Math.abs(error)).round(TWO);
    return rounded.scale() - rounded.precision() + 2;
  }

  private static String text(BigDecimal number) {
    if (number.signum() == 0) {
      return number.scale() > 0 && number.scale() <= MOST_PLAIN ? number.toPlainString() : "0";
    }
    int exponent = number.precision() - number.scale() - 1;
    if (exponent < -MOST_PLAIN || exponent > MOST_PLAIN) {
      return number.toString();
    }
    return number.toPlainString();
  }
}
