package dev.beryl;

/**
 * Thrown by {@link Context#report} if a pruner stops the replicate. Do not catch it: the trial then
 * counts as pruned, not as failed. It has no stack trace.
 */
public final class PrunedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PrunedException(int replicate, long step) {
    super("replicate " + replicate + " is pruned at step " + step, null, false, false);
  }
}
