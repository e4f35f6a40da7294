package dev.beryl.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in reports: three significant digits, none where there is no number. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(3);

  private Figures() {}

  static String of(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return "∞";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
