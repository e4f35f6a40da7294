package dev.beryl.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in reports: three significant digits, none where there is no number. */
final class Figures {
  private static final MathContext VALUE = new MathContext(3);
  private static final MathContext ERROR = new MathContext(2);
  private static final double THOUSAND = 1e3;
  private static final double LEAST_BYTES = 0.05; // below is the profiler's noise

  private Figures() {}

  static String of(double value) {
    return rounded(value, VALUE);
  }

  private static String rounded(double value, MathContext digits) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return "∞";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(digits);
    return rounded.signum() == 0 ? "0" : grouped(rounded.stripTrailingZeros().toPlainString());
  }

  /** Digits of a whole number in groups of three. */
  static String grouped(String number) {
    return number.matches("-?\\d+") ? number.replaceAll("(?<=\\d)(?=(\\d{3})+$)", " ") : number;
  }

  /** With half an interval, if there is one. */
  static String of(double value, double error) {
    return Double.isNaN(error) ? of(value) : of(value) + " ± " + rounded(error, ERROR);
  }

  /** Nanoseconds, in a unit that makes the value readable. */
  static String time(double nanos, double error) {
    return scaled(nanos, error, "ns", "µs", "ms", "s");
  }

  static String time(double nanos) {
    return time(nanos, Double.NaN);
  }

  static String bytes(double bytes) {
    return scaled(bytes < LEAST_BYTES ? 0 : bytes, Double.NaN, "B", "kB", "MB", "GB");
  }

  private static String scaled(double value, double error, String... units) {
    if (Double.isNaN(value)) {
      return "";
    }
    double scale = 1;
    int unit = 0;
    while (unit < units.length - 1 && Math.abs(value) / scale >= THOUSAND) {
      scale *= THOUSAND;
      unit++;
    }
    return of(value / scale, error / scale) + " " + units[unit];
  }
}
