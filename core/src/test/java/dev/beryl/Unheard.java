package dev.beryl;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A wait that ignores interrupts, as native code does, until a test ends it. */
public final class Unheard {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

  public Unheard() {}

  /** Returns once the test releases it; the interrupt flag stays as it was. */
  public void await() {
    waiting.add(Thread.currentThread());
    begun.countDown();
    boolean interrupted = false;
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until somebody waits here. */
  public void awaitBegin() throws InterruptedException {
    begun.await();
  }

  /** Lets all go on, and waits for the ends of their threads. */
  public void release() throws InterruptedException {
    released.countDown();
    for (Thread thread : waiting) {
      thread.join();
    }
  }
}
