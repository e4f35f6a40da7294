package dev.beryl.loop;

import dev.beryl.execution.local.LeftBehind;
import dev.beryl.study.StudyListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The call of a plug-in, a listener or other code of a user that a study's loop waits for. If it
 * does not return, another thread can interrupt it and, later, leave the loop's thread behind in
 * it.
 *
 * <p>The loop's thread begins and ends calls, one at a time.
 */
public final class OpenCall {
  // The id of the thread that is in a call; 0: none. Not the thread itself: each store of a
  // reference into an old object costs the garbage collector's barrier, as much as the call.
  private final AtomicLong caller = new AtomicLong();
  private @Nullable Thread driver; // that called last
  private final List<Left> left = new CopyOnWriteArrayList<>();
  private @Nullable Thread interrupted;
  private Object callee = "";
  private String method = "";

  private record Left(Object callee, String method) {
    @Override
    public String toString() {
      return "%s did not return from %s although it was interrupted; its thread was left behind"
          .formatted(title(callee), method);
    }
  }

  private static String title(Object callee) {
    return switch (callee) {
      case StudyPlugin<?> plugin -> plugin.title();
      case StudyListener listener -> "listener " + listener.getClass().getName();
      default -> callee.toString();
    };
  }

  /**
   * The loop's thread calls something.
   *
   * @param whom a {@link StudyPlugin}, a listener, or a text that names what is called
   */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is left out
  public void begin(Object whom, String method) {
    Thread current = Thread.currentThread();
    if (driver != current) {
      driver = current;
    }
    if (callee != whom) {
      callee = whom;
    }
    this.method = method;
    caller.setRelease(current.threadId());
  }

  /**
   * The call has returned, or thrown. No interrupt of ours comes after it.
   *
   * @throws LeftBehind if the study went on without this thread
   */
  public void end() {
    Thread current = Thread.currentThread();
    if (!caller.compareAndSet(current.threadId(), 0)) {
      endInterrupted(current);
    }
  }

  private synchronized void endInterrupted(Thread current) {
    if (interrupted != current) {
      throw new LeftBehind();
    }
    interrupted = null;
    var _ = Thread.interrupted();
  }

  /**
   * Interrupts the loop's thread if it is in a call.
   *
   * @return what it is in, in a sentence; null if it is in no call
   */
  public synchronized @Nullable String interrupt() {
    long waiting = caller.get();
    Thread thread = driver;
    if (waiting == 0 || thread == null || !caller.compareAndSet(waiting, 0)) {
      return null;
    }
    interrupted = thread;
    thread.interrupt();
    return "%s has not returned from %s".formatted(title(callee), method);
  }

  /**
   * Leaves the loop's thread behind in a call that was interrupted and has not returned. Who calls
   * this sees all that the loop did before, and may go on in its place.
   *
   * @return what it was left in, in a sentence; null if it is in no such call
   */
  public synchronized @Nullable String leave() {
    if (interrupted == null) {
      return null;
    }
    interrupted = null;
    var now = new Left(callee, method);
    left.add(now);
    return now.toString();
  }

  /** {@return how many threads were left behind} */
  public int threadsLeft() {
    return left.size();
  }

  /** Whether a call of something has not returned, so that it is not to be called again. */
  @SuppressWarnings("ReferenceEquality") // that very listener or plug-in
  public boolean isLeftIn(Object whom) {
    return !left.isEmpty() && left.stream().anyMatch(call -> call.callee() == whom);
  }

  /** Whether all calls have returned but those of listeners. */
  boolean isLeftInListenersOnly() {
    return left.stream().allMatch(call -> call.callee() instanceof StudyListener);
  }

  /** {@return the calls that did not return, a sentence each; empty if there are none} */
  public String text() {
    return left.isEmpty()
        ? ""
        : left.stream().map(Left::toString).collect(Collectors.joining("; "));
  }
}
