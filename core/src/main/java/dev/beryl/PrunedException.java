package dev.beryl;

/**
 * A pruner ends the replicate that just reported. Let it pass: the trial is told as pruned, not as
 * failed. It has no stack trace.
 */
public final class PrunedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PrunedException(int replicate, long step) {
    super("replicate " + replicate + " is pruned at step " + step, null, false, false);
  }
}
