package dev.beryl.execution.local;

/**
 * Times one replicate after another. Where these follow each other within a microsecond, reading
 * the clock twice for each would cost as much as they do: the end of one then serves as the start
 * of the next.
 */
final class Stopwatch {
  private static final long SHORT_NANOS = 1_000;
  private static final int IN_A_ROW = 16;

  private long lastEnd = System.nanoTime();
  private int shortInARow;

  long start() {
    return shortInARow == IN_A_ROW ? lastEnd : System.nanoTime();
  }

  /** The time since the start, in nanoseconds. */
  long stop(long start) {
    long now = System.nanoTime();
    shortInARow = now - lastEnd < SHORT_NANOS ? Math.min(shortInARow + 1, IN_A_ROW) : 0;
    lastEnd = now;
    return now - start;
  }
}
