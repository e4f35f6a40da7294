package dev.beryl.spark;

import dev.beryl.execution.WorkUnit;

/** A submitted unit, until it is answered. Only the thread of its jobs uses it. */
final class Unit {
  final int trial;
  final int replicate;
  final byte[] bytes;
  final long since = System.nanoTime();

  /** Executors that were lost while they ran it. */
  int losses;

  /** Attempts that gave no answer, whatever the reason. */
  int attempts;

  /** Answered or canceled: what still comes is ignored. */
  boolean done;

  Unit(WorkUnit unit) {
    this.trial = unit.trial();
    this.replicate = unit.replicate();
    this.bytes = unit.toBytes();
  }

  /** It may be what ends executors, and must not share a task with others. */
  boolean isSuspect() {
    return losses > 0 || attempts > 0;
  }
}
