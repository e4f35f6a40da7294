package dev.beryl.tck;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * How cost and memory grow as trials are told: processor time and allocated bytes of the calling
 * thread for a trial early on and late, the least of several runs, and what is held in the end.
 * None of these knows what else the machine does.
 */
final class CostGrowth {
  static final int TRIALS = 900;
  static final int BLOCK = 100;
  static final int EARLY = 100;
  static final int LATE = TRIALS - BLOCK;
  private static final int RUNS = 4;
  private static final int MEMORY_RUNS = 3;
  private static final double HISTORY_RATIO = (LATE + BLOCK / 2.0) / (EARLY + BLOCK / 2.0);
  private static final double TOLERANCE = 2.5;
  private static final double CHEAP_NANOS = 20_000;
  private static final double CHEAP_BYTES = 16_384;
  private static final long BYTES_PER_TRIAL = 10_240;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private CostGrowth() {}

  /** A study that can be played up to any number of trials. */
  @FunctionalInterface
  interface Study {
    /** Continues until this number of trials were told, or none are left. */
    void until(int trials);
  }

  private record Cost(double nanos, double bytes) {
    static final Cost UNKNOWN = new Cost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    Cost least(Cost other) {
      return new Cost(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
    }

    static Cost of(Study study, int until) {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long nanos = THREADS.getCurrentThreadCpuTime();
      study.until(until);
      nanos = THREADS.getCurrentThreadCpuTime() - nanos;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      return new Cost((double) nanos / BLOCK, (double) bytes / BLOCK);
    }
  }

  /**
   * Requires that a trial's cost grows as the author states.
   *
   * @param studies makes a new study for each run
   */
  static void require(Case test, Supplier<? extends Study> studies) {
    Cost early = Cost.UNKNOWN;
    Cost late = Cost.UNKNOWN;
    for (int run = 0; run < RUNS; run++) {
      Study study = studies.get();
      study.until(EARLY);
      early = early.least(Cost.of(study, EARLY + BLOCK));
      study.until(LATE);
      late = late.least(Cost.of(study, TRIALS));
    }
    require(test, early.nanos, late.nanos, CHEAP_NANOS, "ns of processor time");
    require(test, early.bytes, late.bytes, CHEAP_BYTES, "bytes allocated");
  }

  private static void require(Case test, double early, double late, double cheap, String unit) {
    double exponent = test.contract().costExponent();
    double most = TOLERANCE * StrictMath.pow(HISTORY_RATIO, exponent);
    test.require(
        late <= cheap || late / early <= most,
        LATE,
        "a trial costs %s %s after %s trials and %s after %s: %s times as much. Growth with the"
            + " power %s of the number of trials gives %s, and %s times that is allowed; if"
            + " a cost must grow faster, override costExponent()",
        Math.round(early),
        unit,
        EARLY,
        Math.round(late),
        LATE,
        Math.round(late / early),
        exponent,
        Math.round(most / TOLERANCE),
        TOLERANCE);
  }

  /**
   * Requires that what is held is in proportion to the trials.
   *
   * @param told makes an optimizer or a pruner that was told {@link #TRIALS} trials, and that
   *     nothing else refers to
   */
  static void requireBoundedMemory(Case test, Supplier<?> told) {
    long most = TRIALS * BYTES_PER_TRIAL;
    long least = Long.MAX_VALUE;
    for (int run = 0; run < MEMORY_RUNS && least > most; run++) {
      Object[] only = {told.get()};
      long with = used();
      only[0] = null; // a reference in a frame would keep it alive
      least = Math.min(least, with - used());
    }
    test.require(
        least <= most,
        TRIALS,
        "it holds %s bytes after %s trials; %s for each trial, %s in all, are allowed",
        least,
        TRIALS,
        BYTES_PER_TRIAL,
        most);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
