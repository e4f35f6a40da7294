package dev.beryl.journal;

import java.time.Duration;

/**
 * How much of a journal a crash may cost. Whatever is lost is run again with the same seeds when
 * the study goes on: what comes of it is the same.
 */
public sealed interface Durability {

  /**
   * Each finished replicate is on the disk before its thread goes on, and each trial before the
   * optimizer hears of it: nothing finished is lost, neither if the process is killed nor if the
   * machine loses power. Each costs the time of a disk write, some milliseconds; threads that wait
   * at the same time share one.
   */
  record EveryRecord() implements Durability {}

  /**
   * Records are written together, some time after the first of them: at most what was finished
   * within that time, and the write that is going on, is lost.
   *
   * @param period the longest time until a write starts; positive
   */
  record Grouped(Duration period) implements Durability {
    /**
     * Checks the period.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Grouped {
      if (!period.isPositive()) {
        throw new IllegalArgumentException(
            "durability: expected a period above zero, got %s; for no delay at all there is"
                    .formatted(period)
                + " everyRecord()");
      }
    }
  }

  /**
   * Records are written when some thousands have gathered and when the study ends, and the
   * operating system may keep them from the disk: a killed process can lose any of its last ones.
   */
  record None() implements Durability {}

  /** {@return each record is durable before anything goes on from it} */
  static Durability everyRecord() {
    return new EveryRecord();
  }

  /**
   * Records are durable after a while.
   *
   * @param period the longest time until a write starts; positive
   * @return the durability
   * @throws IllegalArgumentException if the period is not positive
   */
  static Durability grouped(Duration period) {
    return new Grouped(period);
  }

  /** {@return grouped within 100 ms, which is what a study does unless told otherwise} */
  static Durability grouped() {
    return new Grouped(Duration.ofMillis(100));
  }

  /** {@return written now and then} */
  static Durability none() {
    return new None();
  }
}
