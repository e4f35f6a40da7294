package dev.beryl.execution;

/**
 * What a failing replicate means for its trial.
 *
 * @param retries how often it is run again with the same seed before it counts as failed
 * @param tolerated how many failed replicates leave a trial completed
 */
public record ReplicatePolicy(int retries, int tolerated) {}
