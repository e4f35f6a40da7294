package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads on which something ran, to see whether they end. */
public final class UsedThreads {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

  public UsedThreads() {}

  public void note() {
    seen.add(Thread.currentThread());
  }

  public Set<Thread> seen() {
    return seen;
  }

  /** All that were noted end by themselves, and so do the platform threads of the library. */
  public void assertNoneIsLeft() throws InterruptedException {
    for (Thread thread : seen) {
      assertThat(thread.join(LONG)).as("%s has ended", thread).isTrue();
    }
    assertNoPlatformThreadIsLeft();
  }

  public static void assertNoPlatformThreadIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("beryl-")) {
        assertThat(thread.join(LONG)).as("%s has ended", thread).isTrue();
      }
    }
  }
}
