package dev.beryl.loop;

import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.List;

/** A treatment whose replicates are run one by one. Used by one thread. */
final class Contender {
  static final int NEW = -1;

  private final int number;
  private final Treatment treatment;
  private final int row;
  private final int owner;
  private final int first;
  private List<ReplicateSlot> slots = List.of(); // an immutable one while there is one slot
  private int target;
  private int issued;
  private boolean settled;

  /**
   * A treatment that was proposed.
   *
   * @param number of the proposal
   * @param row the place of the told trial that has this treatment; {@link #NEW}: none
   * @param owner the number of the trial whose replicates are run
   * @param first the number of the first replicate that is run
   * @param target how many are run
   */
  Contender(int number, Treatment treatment, int row, int owner, int first, int target) {
    this.number = number;
    this.treatment = treatment;
    this.row = row;
    this.owner = owner;
    this.first = first;
    this.target = target;
  }

  int number() {
    return number;
  }

  Treatment treatment() {
    return treatment;
  }

  int row() {
    return row;
  }

  int owner() {
    return owner;
  }

  /** Whether its replicates are further ones of a told trial. */
  boolean isFurther() {
    return row != NEW;
  }

  /** Whether its replicates are further ones that nobody proposed. */
  boolean isRefresh() {
    return isFurther() && number == owner;
  }

  int first() {
    return first;
  }

  boolean mayIssue() {
    return !settled && issued < target;
  }

  /** The number of the next replicate that is run. */
  int issue() {
    return first + issued++;
  }

  /** Takes on the slot of the next replicate that has ended. */
  void add(ReplicateSlot slot) {
    if (slots.isEmpty()) {
      slots = List.of(slot);
      return;
    }
    if (slots.size() == 1) {
      slots = new ArrayList<>(slots);
    }
    slots.add(slot);
  }

  List<ReplicateSlot> slots() {
    return slots;
  }

  boolean isGathered() {
    return slots.size() == target;
  }

  /** Has it run more replicates. */
  void raise(int to) {
    target = to;
  }

  /** How many replicates are still to be chosen. */
  int left() {
    return settled ? 0 : target - issued;
  }

  boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
  }
}
