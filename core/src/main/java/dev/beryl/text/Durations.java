package dev.beryl.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations such as {@code 3 min 20 s}. */
public final class Durations {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private Durations() {}

  /** A duration that was measured, in at most two units. */
  public static String about(Duration time) {
    if (time.isZero() || time.isNegative()) {
      return time.isZero() ? "0 s" : "-" + about(time.negated());
    }
    if (time.compareTo(Duration.ofNanos(999_500_000)) < 0) {
      return belowASecond(time.toNanos());
    }
    return exactly(rounded(time, unit(time)));
  }

  private static String belowASecond(long nanos) {
    boolean millis = nanos >= 999_500;
    double number = nanos / (millis ? 1e6 : 1e3);
    BigDecimal tenths = BigDecimal.valueOf(Math.rint(number < 9.95 ? number * 10 : number));
    BigDecimal rounded = number < 9.95 ? tenths.movePointLeft(1) : tenths;
    return rounded.stripTrailingZeros().toPlainString() + (millis ? " ms" : " µs");
  }

  private static Duration unit(Duration time) {
    if (time.compareTo(Duration.ofSeconds(10)) < 0) {
      return Duration.ofMillis(100);
    }
    if (time.compareTo(HOUR) < 0) {
      return SECOND;
    }
    return time.compareTo(DAY) < 0 ? Duration.ofMinutes(1) : HOUR;
  }

  private static Duration rounded(Duration time, Duration unit) {
    return unit.multipliedBy(time.plus(unit.dividedBy(2)).dividedBy(unit));
  }

  /** A duration that was set, to the last nanosecond. */
  public static String exactly(Duration time) {
    if (time.isNegative()) {
      return "-" + exactly(time.negated());
    }
    var parts = new ArrayList<String>();
    add(parts, time.toDaysPart(), "d");
    add(parts, time.toHoursPart(), "h");
    add(parts, time.toMinutesPart(), "min");
    BigDecimal seconds =
        BigDecimal.valueOf(time.toSecondsPart()).add(BigDecimal.valueOf(time.toNanosPart(), 9));
    if (seconds.signum() > 0 || parts.isEmpty()) {
      parts.add(seconds.stripTrailingZeros().toPlainString() + " s");
    }
    return String.join(" ", parts);
  }

  private static void add(List<String> parts, long number, String unit) {
    if (number > 0) {
      parts.add(number + " " + unit);
    }
  }
}
