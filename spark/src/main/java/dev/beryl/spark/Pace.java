package dev.beryl.spark;

/** How long units take, so that tasks get as many as fill them. It never changes a result. */
final class Pace {
  private static final double LONG_NANOS = 1e9;

  private final double taskNanos;
  private double meanNanos = Double.NaN;
  private int seen;

  Pace(long taskNanos) {
    this.taskNanos = taskNanos;
  }

  /** Takes account of a unit; later ones weigh more. */
  void ran(long nanos) {
    seen = Math.min(seen + 1, 100);
    meanNanos = seen == 1 ? nanos : meanNanos + (nanos - meanNanos) / Math.min(seen, 50);
  }

  /** {@return whether units are so short that they share tasks, and trials share jobs} */
  boolean isShort() {
    return meanNanos < taskNanos;
  }

  /** {@return how many tasks may be submitted at once} */
  int tasks(int slots) {
    return meanNanos < LONG_NANOS ? Math.multiplyExact(2, slots) : slots;
  }

  /** {@return how many units fill a task, at least 1} */
  int unitsOfTask() {
    return isShort() ? (int) Math.clamp(taskNanos / Math.max(1, meanNanos), 1, 10_000) : 1;
  }
}
