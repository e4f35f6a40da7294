package dev.beryl.execution.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the replicates of trials. The thread that created it drives it; only {@link #cancel()} may
 * come from other threads. That thread is the library's: an interrupt of it comes from the runner
 * or from a replicate, and is cleared after the replicate.
 */
public interface TrialRunner extends AutoCloseable {

  /**
   * Lets a trial's replicates be run from now on.
   *
   * @param work a trial that was taken on
   */
  void start(TrialWork work);

  /**
   * Waits until a started trial is done, or the runner is cancelled.
   *
   * @param work the trial that was started first of those not awaited yet
   */
  void await(TrialWork work);

  /**
   * Waits until any of some started trials is done, or the runner is cancelled.
   *
   * @param works trials that were started and not awaited yet, at least one
   * @return one that is done; any of them if the runner is cancelled
   */
  TrialWork awaitAny(List<TrialWork> works);

  /** Starts no more replicates and interrupts those that are running. From any thread. */
  void cancel();

  /** {@return whether it was cancelled} */
  boolean isCancelled();

  /**
   * Abandons the replicate that the driving thread runs itself, if it runs one and was interrupted.
   * That thread then ends with {@link LeftBehind} as soon as it comes back. Who calls this sees all
   * that the driving thread did before, and drives in its place: the runner is cancelled, and only
   * to be closed. From any thread.
   *
   * @return whether the driving thread was left behind
   */
  boolean leaveDriver();

  /** {@return how many threads were abandoned so far, as they ignored an interrupt} */
  int abandoned();

  /** {@return why the runner cannot go on; null if it can} */
  default @Nullable String givenUp() {
    return null;
  }

  /** {@return the exception behind {@link #givenUp}; null if there is none} */
  default @Nullable Throwable cause() {
    return null;
  }

  /** {@return what is to be said of how it ran, a sentence each} */
  default List<String> warnings() {
    return List.of();
  }

  /** Cancels, and waits for the threads that are running to end. Idempotent. */
  @Override
  void close();
}
