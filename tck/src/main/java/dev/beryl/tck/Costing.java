package dev.beryl.tck;

import com.sun.management.ThreadMXBean;
import dev.beryl.spi.Optimizer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.opentest4j.TestAbortedException;

/**
 * Rule 11: what an ask and a tell cost as trials are told. Processor time and allocated bytes of
 * the calling thread, the least of several runs each: neither knows what else the machine does.
 */
final class Costing {
  private static final int RUNS = 4;
  private static final int TRIALS = 900;
  private static final int BLOCK = 100;
  private static final int EARLY = 100;
  private static final int LATE = TRIALS - BLOCK;
  private static final double HISTORY_RATIO = (LATE + BLOCK / 2.0) / (EARLY + BLOCK / 2.0);
  private static final double TOLERANCE = 2.5;
  private static final double CHEAP_NANOS = 20_000;
  private static final double CHEAP_BYTES = 16_384;
  private static final long BYTES_PER_TRIAL = 10_240;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Costing() {}

  /** Cost of a trial in the early and in the late block. */
  private record Growth(double early, double late) {
    Growth least(Growth other) {
      return new Growth(Math.min(early, other.early), Math.min(late, other.late));
    }
  }

  /** Processor time and allocated bytes grow as stated. */
  static void growth(Case test) {
    var none = new Growth(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    Growth nanos = none;
    Growth bytes = none;
    for (int run = 0; run < RUNS; run++) {
      var rehearsal = new Rehearsal(test, test.setting(TRIALS, 1));
      rehearsal.oneByOne(EARLY);
      Cost early = cost(rehearsal, EARLY + BLOCK);
      rehearsal.oneByOne(LATE);
      Cost late = cost(rehearsal, TRIALS);
      int proposed = rehearsal.proposals().size();
      if (proposed < TRIALS) {
        throw new TestAbortedException(
            "it has no more to propose after %s trials; growth is measured over %s"
                .formatted(proposed, TRIALS));
      }
      nanos = nanos.least(new Growth(early.nanos, late.nanos));
      bytes = bytes.least(new Growth(early.bytes, late.bytes));
    }
    require(test, nanos, CHEAP_NANOS, "ns of processor time");
    require(test, bytes, CHEAP_BYTES, "bytes allocated");
  }

  private static void require(Case test, Growth growth, double cheap, String unit) {
    double exponent = test.subject().costExponent();
    double most = TOLERANCE * StrictMath.pow(HISTORY_RATIO, exponent);
    double ratio = growth.late / growth.early;
    test.require(
        growth.late <= cheap || ratio <= most,
        LATE,
        "a trial costs %s %s after %s trials and %s after %s: %s times as much. Growth with the"
            + " power %s of the number of trials gives %s, and %s times that is allowed; a cost that"
            + " grows faster by its nature is stated by overriding costExponent()",
        Math.round(growth.early),
        unit,
        EARLY,
        Math.round(growth.late),
        LATE,
        Math.round(ratio),
        exponent,
        Math.round(most / TOLERANCE),
        TOLERANCE);
  }

  private record Cost(double nanos, double bytes) {}

  private static Cost cost(Rehearsal rehearsal, int until) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    rehearsal.oneByOne(until);
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    return new Cost((double) nanos / BLOCK, (double) bytes / BLOCK);
  }

  /** What is kept is in proportion to the trials. */
  static void memory(Case test) {
    long[] kept = new long[3];
    for (int run = 0; run < kept.length; run++) {
      kept[run] = retained(test);
    }
    long least = Arrays.stream(kept).min().orElseThrow();
    long most = (long) TRIALS * BYTES_PER_TRIAL;
    test.require(
        least <= most,
        TRIALS,
        "the optimizer holds %s bytes after %s trials of %s parameters; %s for each trial, and so %s,"
            + " are allowed",
        least,
        TRIALS,
        test.space().dimension(),
        BYTES_PER_TRIAL,
        most);
  }

  private static long retained(Case test) {
    Optimizer[] only = {told(test)};
    long with = used();
    only[0] = null; // a reference in a frame would keep it alive
    return with - used();
  }

  private static Optimizer told(Case test) {
    return new Rehearsal(test, test.setting(TRIALS, 1)).oneByOne(TRIALS).optimizer();
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
