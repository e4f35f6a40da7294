package dev.beryl.execution.local;

/** Who hears of replicates that have ended. */
@FunctionalInterface
public interface ReplicateLog {
  /** Hears nothing. */
  ReplicateLog NONE = (trial, replicate, outcome) -> {};

  /**
   * A replicate has run to its end or into trouble, and not been cancelled. On the thread that ran
   * it. Must not throw.
   *
   * @param trial its trial's number
   * @param replicate the replicate, from 0
   * @param outcome what came of it; only read, and not kept
   */
  void ended(int trial, int replicate, ReplicateOutcome outcome);
}
