package dev.beryl;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how many are at something at once. */
final class Gauge {
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger all = new AtomicInteger();

  <T> T count(Callable<T> work) throws Exception {
    all.incrementAndGet();
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      return work.call();
    } finally {
      now.decrementAndGet();
    }
  }

  int now() {
    return now.get();
  }

  int most() {
    return most.get();
  }

  int all() {
    return all.get();
  }
}
