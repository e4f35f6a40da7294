package dev.beryl.journal;

import dev.beryl.fault.Nulls;
import java.time.Duration;

/**
 * How much of a journal a crash may lose. When the study continues, lost replicates are run again
 * with the same seeds and give the same results.
 */
public sealed interface Durability {

  /**
   * Each finished replicate is on the disk before its thread continues, and each trial before it is
   * told to the optimizer. Nothing finished is lost, neither if the process is killed nor if the
   * machine loses power. Each record takes the time of a disk write, some milliseconds; threads
   * that wait at the same time share one write.
   */
  record EveryRecord() implements Durability {}

  /**
   * Records are written in groups, at a fixed time after the first of a group. A crash loses at
   * most the records of that time and the write in progress.
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
      Nulls.refuse("durability: period", period);
      if (!period.isPositive()) {
        throw new IllegalArgumentException(
            "durability: expected a period above zero, got %s; for no delay use".formatted(period)
                + " everyRecord()");
      }
    }
  }

  /**
   * Records are written after some thousands of them and when the study ends, and the operating
   * system may delay them further. A killed process may lose any number of its last records.
   */
  record None() implements Durability {}

  /** {@return the durability with which each record is on the disk before the study continues} */
  static Durability everyRecord() {
    return new EveryRecord();
  }

  /**
   * Returns the durability with which records are written in groups.
   *
   * @param period the longest time until a write starts; positive
   * @return the durability
   * @throws IllegalArgumentException if the period is not positive
   */
  static Durability grouped(Duration period) {
    return new Grouped(period);
  }

  /** {@return groups of at most 100 ms, the durability of a study unless set otherwise} */
  static Durability grouped() {
    return new Grouped(Duration.ofMillis(100));
  }

  /** {@return the durability that promises nothing} */
  static Durability none() {
    return new None();
  }
}
