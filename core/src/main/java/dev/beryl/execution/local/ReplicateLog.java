package dev.beryl.execution.local;

import dev.beryl.execution.ReplicateResult;

/** Hears of replicates that have ended, on the threads that ran them. */
public interface ReplicateLog {

  /**
   * A replicate has ended, and was not cancelled.
   *
   * @param started when, by {@code System.nanoTime()}; {@link ReplicateSlot#NOT_KNOWN} if that is
   *     not known
   * @throws IllegalArgumentException if it is too large to be kept; the message says so. The
   *     replicate counts as failed then, and is noted anew
   */
  void ended(ReplicateResult result, long started);

  /**
   * A replicate has ended and its result is lost. Must not throw.
   *
   * @param why what {@link #ended} or the making of the result threw
   */
  void lost(Throwable why);
}
