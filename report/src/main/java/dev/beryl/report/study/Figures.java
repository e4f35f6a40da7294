package dev.beryl.report.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers, shares and durations as people write them. */
public final class Figures {
  private static final int MOST_PLAIN = 6; // digits before the point, and zeros after it

  private Figures() {}

  /** {@return a number of unknown precision, with at most six digits} */
  public static String number(double number) {
    return rounded(number, 6);
  }

  /** {@return a number with at most so many significant digits} */
  public static String rounded(double number, int digits) {
    return Double.isFinite(number)
        ? text(
            BigDecimal.valueOf(number)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros())
        : Double.toString(number);
  }

  /** {@return a number with as many digits as a spread of values tells apart} */
  public static String within(double number, double spread) {
    if (!Double.isFinite(number) || !(spread > 0) || !Double.isFinite(spread)) {
      return number(number);
    }
    BigDecimal unit = BigDecimal.valueOf(spread / 1000);
    int scale = unit.scale() - unit.precision() + 1;
    return text(BigDecimal.valueOf(number).setScale(scale, RoundingMode.HALF_EVEN));
  }

  /** {@return {@code 0.1235 ± 0.0021}; the number alone if the error is not known} */
  public static String estimate(double number, double error) {
    if (!Double.isFinite(error) || error == 0) {
      return number(number);
    }
    return upTo(error, number) + " ± " + upTo(error, error);
  }

  /** {@return a number whose last digit is the second one of an error} */
  public static String upTo(double error, double number) {
    if (!Double.isFinite(error) || error == 0 || !Double.isFinite(number)) {
      return number(number);
    }
    BigDecimal two =
        BigDecimal.valueOf(Math.abs(error)).round(new MathContext(2, RoundingMode.HALF_EVEN));
    int scale = two.scale() - two.precision() + 2;
    return text(BigDecimal.valueOf(number).setScale(scale, RoundingMode.HALF_EVEN));
  }

  /** {@return a share in percent, such as {@code 74 %}} */
  public static String percent(double share) {
    double percent = 100 * share;
    if (percent > 0 && percent < 0.5) {
      return "< 1 %";
    }
    return Math.round(percent) + " %";
  }

  /** {@return {@code 1 trial} or {@code 5 trials}} */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@return a duration in at most two units} */
  public static String duration(Duration time) {
    double seconds = time.toNanos() / 1e9;
    if (seconds < 1e-3) {
      return rounded(seconds * 1e6, 2) + " µs";
    }
    if (seconds < 1) {
      return rounded(seconds * 1e3, 3) + " ms";
    }
    if (seconds < 60) {
      return rounded(seconds, 3) + " s";
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    long minutes = whole / 60;
    return minutes < 48 * 60
        ? minutes / 60 + " h " + minutes % 60 + " min"
        : minutes / 1440 + " d " + minutes % 1440 / 60 + " h";
  }

  private static String text(BigDecimal number) {
    if (number.signum() == 0) {
      return number.scale() > 0 && number.scale() <= MOST_PLAIN ? number.toPlainString() : "0";
    }
    int exponent = number.precision() - number.scale() - 1;
    return exponent < -MOST_PLAIN || exponent > MOST_PLAIN
        ? number.toString()
        : number.toPlainString();
  }
}
