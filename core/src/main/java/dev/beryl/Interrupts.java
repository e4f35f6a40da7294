package dev.beryl;

/** Keeps an interrupt that a step or resource answered with an exception. */
final class Interrupts {
  private Interrupts() {}

  /** Restores the interrupt flag: what threw ran on the caller's thread. */
  static void restore(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }
}
