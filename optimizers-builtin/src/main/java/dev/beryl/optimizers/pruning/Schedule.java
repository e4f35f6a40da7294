package dev.beryl.optimizers.pruning;

/**
 * Which reports of one replicate are judged: the first in each interval of steps, after the
 * warm-up. Not thread safe.
 */
final class Schedule {
  private final long warmupSteps;
  private final long intervalSteps;
  private long judged = -1;

  /**
   * A schedule before its first report.
   *
   * @param warmupSteps the first step that is judged, at least 0
   * @param intervalSteps how many steps an interval has, at least 1
   */
  Schedule(long warmupSteps, long intervalSteps) {
    this.warmupSteps = warmupSteps;
    this.intervalSteps = intervalSteps;
  }

  /** Whether to judge at a step; the next judgment is in a later interval. */
  boolean isDue(long step) {
    long interval = step < warmupSteps ? -1 : (step - warmupSteps) / intervalSteps;
    boolean due = interval > judged;
    judged = Math.max(judged, interval);
    return due;
  }
}
