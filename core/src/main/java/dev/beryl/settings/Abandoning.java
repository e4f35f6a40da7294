package dev.beryl.settings;

import dev.beryl.fault.Nulls;
import dev.beryl.text.Durations;
import java.time.Duration;

/**
 * When a thread that ignores its interrupt is abandoned.
 *
 * @param grace how long it may run after the interrupt
 * @param atMost how many such threads there may be
 */
public record Abandoning(Duration grace, int atMost) {
  static final Abandoning DEFAULT = new Abandoning(Duration.ofSeconds(1), 16);

  /** Refuses null. */
  public Abandoning {
    Nulls.refuse("study: abandonAfter: grace", grace);
  }

  @Override
  public String toString() {
    return "%s, at most %s".formatted(Durations.exactly(grace), atMost);
  }
}
