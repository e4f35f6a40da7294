package dev.beryl.execution.local;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of a study. A replicate that runs into a limit is interrupted; if it is still
 * running after the grace time, it is abandoned.
 *
 * @param replicate of one replicate; null: open
 * @param trial of one trial, from the start of its first replicate; null: open
 * @param study of the whole study; null: open
 * @param grace between an interrupt and abandoning
 * @param mostAbandoned how many abandoned threads there may be; one more ends the study
 */
public record Limits(
    @Nullable Duration replicate,
    @Nullable Duration trial,
    @Nullable Duration study,
    Duration grace,
    int mostAbandoned) {

  private static final Duration CENTURY = Duration.ofDays(36_500);

  /**
   * When a limit ends, by {@code System.nanoTime()}; MAX_VALUE: never, or in more than a century.
   */
  static long end(long since, @Nullable Duration limit) {
    return limit == null || limit.compareTo(CENTURY) > 0 ? Long.MAX_VALUE : since + limit.toNanos();
  }

  /** {@return whether there is any limit of time} */
  public boolean any() {
    return replicate != null || trial != null || study != null;
  }
}
