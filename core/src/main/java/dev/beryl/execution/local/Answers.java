package dev.beryl.execution.local;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.RunnerResults;
import dev.beryl.fault.Nulls;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a runner's threads have to say, in the order of coming. One thread takes it. */
final class Answers implements RunnerResults {

  /** Something that the loop is to hear of. */
  sealed interface Answer {}

  /**
   * A unit was answered.
   *
   * @param came when, by System.nanoTime()
   */
  record Ended(ReplicateResult result, long came) implements Answer {}

  /** A unit will never be answered. */
  record Lost(int trial, int replicate, String why) implements Answer {}

  /** The runner cannot go on. */
  record Broken(Throwable cause) implements Answer {}

  /** There is something else to look at. */
  record Woken() implements Answer {}

  private static final Woken WOKEN = new Woken();

  private final LinkedBlockingQueue<Answer> queue = new LinkedBlockingQueue<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private volatile boolean closed;

  @Override
  public void ended(ReplicateResult result) {
    Nulls.refuse("runner: result", result);
    put(new Ended(result, System.nanoTime()));
  }

  @Override
  public void lost(int trial, int replicate, String why) {
    Nulls.refuse("runner: why", why);
    put(new Lost(trial, replicate, why));
  }

  @Override
  public void failed(Throwable cause) {
    Nulls.refuse("runner: cause", cause);
    put(new Broken(cause));
  }

  @Override
  public void warn(String warning) {
    Nulls.refuse("runner: warning", warning);
    synchronized (warnings) {
      var _ = warnings.add(warning);
    }
  }

  List<String> warnings() {
    synchronized (warnings) {
      return new ArrayList<>(warnings);
    }
  }

  private void put(Answer answer) {
    if (!closed) {
      queue.add(answer);
    }
  }

  /** Ends the waiting of the thread that takes. */
  void wake() {
    queue.add(WOKEN);
  }

  /** Takes nothing in any more. */
  void close() {
    closed = true;
  }

  /** The next one that is there; null if there is none. */
  @Nullable Answer poll() {
    return queue.poll();
  }

  /**
   * Waits for the next one, whatever interrupts the thread.
   *
   * @param end by System.nanoTime(); MAX_VALUE: none
   * @return null if the end has come before
   */
  @Nullable Answer take(long end) {
    while (true) {
      var _ = Thread.interrupted(); // a listener's or an optimizer's own: it would not wait
      try {
        return end == Long.MAX_VALUE
            ? queue.take()
            : queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        // what is to stop it wakes it, too; it waits on
      }
    }
  }
}
