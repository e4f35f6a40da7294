package dev.beryl.cli.file;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 500ms}, {@code 1.5s}, {@code 1h30m}. */
final class Times {
  private static final Pattern PART =
      Pattern.compile("\\G\\s*([0-9]{1,6}(?:\\.[0-9]{1,9})?)\\s*(ms|s|m|h)(?![a-z])\\s*");

  private Times() {}

  /** The time of a text; empty if it is none. */
  static Optional<Duration> read(String text) {
    Matcher part = PART.matcher(text);
    Duration time = Duration.ZERO;
    int end = 0;
    while (part.find()) {
      var nanos = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanos(part.group(2))));
      long rounded = nanos.setScale(0, RoundingMode.HALF_EVEN).longValue();
      time = time.plusNanos(rounded);
      end = part.end();
    }
    return end > 0 && end == text.length() ? Optional.of(time) : Optional.empty();
  }

  private static long nanos(String unit) {
    return switch (unit) {
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      default -> 3_600_000_000_000L;
    };
  }
}
