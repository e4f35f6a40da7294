package dev.beryl.loop;

import dev.beryl.execution.local.ReplicateSlot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Slots of replicates that are free, by the replicate. Used by one thread. */
final class Slots {
  private final List<ArrayDeque<ReplicateSlot>> free = new ArrayList<>();

  /** A slot of a replicate; it is to be made ready. */
  ReplicateSlot take(int replicate) {
    while (free.size() <= replicate) {
      free.add(new ArrayDeque<>(2));
    }
    ReplicateSlot slot = free.get(replicate).poll();
    return slot == null ? new ReplicateSlot(replicate) : slot;
  }

  /** Gives a slot back whose values were copied. */
  void giveBack(ReplicateSlot slot) {
    free.get(slot.replicate()).push(slot);
  }
}
