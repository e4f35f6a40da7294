package dev.beryl.optimizers;

import dev.beryl.spi.Option;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Options that count steps, and those by which several pruners choose the reports to judge. */
final class StepOptions {

  /** The first step that is judged. */
  static final Option<Long> WARMUP_STEPS =
      atLeast(0, "warmup-steps", "judge no report at a step below this").withDefault(0L);

  /** How many steps there are from one judgment to the next. */
  static final Option<Long> INTERVAL_STEPS =
      atLeast(
              1,
              "interval-steps",
              "judge the first report in each interval of this length, counted from the warm-up")
          .withDefault(1L);

  private StepOptions() {}

  static Option<Long> atLeast(long low, String name, String description) {
    return Option.of(name, "an integer >= " + low, description, given -> read(given, low));
  }

  private static @Nullable Long read(Object given, long low) {
    try {
      long number = new BigDecimal(given.toString().strip()).longValueExact();
      return number >= low ? (Long) number : null;
    } catch (NumberFormatException notOne) {
      return null;
    } catch (ArithmeticException notIntegral) {
      return null;
    }
  }
}
