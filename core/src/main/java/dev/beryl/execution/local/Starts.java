package dev.beryl.execution.local;

/** When the replicates of a trial may start. */
public enum Starts {
  /** All at once: no judge is asked about them. */
  AT_ONCE,
  /** Where a thread is free, before their trial has come to them. */
  EARLY,
  /** Once their trial has come to them. */
  WHEN_NEEDED
}
