package dev.beryl.optimizers.cma;

import org.jspecify.annotations.Nullable;

/**
 * Candidates by the number of their trial, from the proposal to the result, in a ring that is as
 * long as the range of the pending numbers.
 */
final class PendingCandidates {
  private @Nullable Candidate[] ring = new Candidate[64]; // a power of two
  private int[] numbers = new int[64];

  void put(int number, Candidate candidate) {
    int at = number & ring.length - 1;
    while (ring[at] != null) {
      grow();
      at = number & ring.length - 1;
    }
    ring[at] = candidate;
    numbers[at] = number;
  }

  /** {@return the candidate of a trial, and drops it; null if the trial is not pending} */
  @Nullable Candidate remove(int number) {
    int at = number & ring.length - 1;
    Candidate candidate = ring[at];
    if (candidate == null || numbers[at] != number) {
      return null;
    }
    ring[at] = null;
    return candidate;
  }

  private void grow() {
    @Nullable Candidate[] before = ring;
    int[] numbersBefore = numbers;
    ring = new Candidate[Math.multiplyExact(2, before.length)];
    numbers = new int[ring.length];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != null) {
        int at = numbersBefore[i] & ring.length - 1;
        ring[at] = before[i];
        numbers[at] = numbersBefore[i];
      }
    }
  }
}
