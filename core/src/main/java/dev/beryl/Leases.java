package dev.beryl;

import dev.beryl.execution.local.ReplicateSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The items of a leased resource, each held by at most one replicate. Any thread may ask for one;
 * those that wait are served in their order, with the first item that is free.
 */
final class Leases<R> {
  /** Starts the key of the note that names the item that a replicate had. */
  static final String KEY = "lease:";

  private static final long LOOK_AFTER_MILLIS = 100; // whether anybody will give an item back

  private final String name;
  private final List<R> items;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private final List<@Nullable ReplicateSlot> holders = new ArrayList<>(); // null: it is free

  Leases(String name, List<R> items) {
    this.name = name;
    this.items = items;
    items.forEach(_ -> holders.add(null));
  }

  List<R> items() {
    return items;
  }

  /** What runs while an item is held. */
  interface Held<T> {
    T run() throws Exception;
  }

  /**
   * Runs something with an item, which is given back whatever happens.
   *
   * @param context gets the item and a note of it
   */
  <T> T holding(Context context, Held<T> held) throws Exception {
    int place = take(context.slot());
    try {
      context.leased(name, items.get(place));
      return held.run();
    } finally {
      giveBack(place);
    }
  }

  private int take(ReplicateSlot taker) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      int place = holders.indexOf(null);
      while (place < 0) {
        requireHope();
        var _ = freed.await(LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        place = holders.indexOf(null);
      }
      holders.set(place, taker);
      return place;
    } finally {
      lock.unlock();
    }
  }

  private void requireHope() {
    if (holders.stream().allMatch(holder -> holder != null && holder.isAbandoned())) {
      throw new IllegalStateException(
          "resource '%s': all of its items %s are held by replicates that were abandoned, as they ignore their interrupts"
              .formatted(name, items));
    }
  }

  private void giveBack(int place) {
    lock.lock();
    try {
      holders.set(place, null);
      freed.signal();
    } finally {
      lock.unlock();
    }
  }
}
