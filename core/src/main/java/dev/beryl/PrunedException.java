package dev.beryl;

/**
 * Thrown by {@link Context#report} in replicate 0 if a pruner stops its trial. Do not catch it: the
 * trial then counts as pruned, not as failed, and has no other replicates. It has no stack trace.
 */
public final class PrunedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PrunedException(int replicate, long step) {
    super(
        "the trial is pruned: replicate %s is behind at step %s".formatted(replicate, step),
        null,
        false,
        false);
  }
}
