package dev.beryl.execution.local;

import org.jspecify.annotations.Nullable;

/**
 * What a failing replicate means for its trial.
 *
 * @param retries how often it is run again with the same seed before it counts as failed
 * @param tolerated how many failed replicates leave a trial completed
 * @param penalty the values of one that failed; null: it has none
 */
public record ReplicatePolicy(int retries, int tolerated, @Nullable Penalty penalty) {

  /** Whether a replicate that failed may have values all the same. */
  boolean hasPenalty() {
    return penalty != null;
  }

  /** Whether the first failing replicate decides that its trial fails. */
  boolean failsAtOnce() {
    return tolerated == 0 && penalty == null;
  }
}
