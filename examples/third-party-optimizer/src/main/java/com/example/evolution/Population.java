package com.example.evolution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The members, by slot; slots fill up as the first trials are completed. */
final class Population {
  private final int size;
  private final List<Member> members = new ArrayList<>();
  private int best;

  Population(int size) {
    this.size = size;
  }

  boolean isFull() {
    return members.size() == size;
  }

  int size() {
    return members.size();
  }

  Member get(int slot) {
    return members.get(slot);
  }

  Member best() {
    return members.get(best);
  }

  /** The feasible member with the smallest cautious loss; empty while there is none. */
  Optional<Member> safest() {
    return members.stream()
        .filter(Member::isFeasible)
        .min(Comparator.comparingDouble(Member::cautiousLoss));
  }

  /** Takes a member on while there is room, and then in place of the worst if it is no worse. */
  void offer(Member member) {
    if (isFull()) {
      offer(worst(), member);
    } else {
      members.add(member);
      rank(members.size() - 1);
    }
  }

  /** Puts a member into a slot, unless it is worse than the one that is there. */
  void offer(int slot, Member member) {
    if (member.isNoWorseThan(members.get(slot))) {
      members.set(slot, member);
      rank(slot);
    }
  }

  private void rank(int slot) {
    if (members.get(slot).isNoWorseThan(best())) {
      best = slot;
    }
  }

  private int worst() {
    int worst = 0;
    for (int slot = 1; slot < members.size(); slot++) {
      if (members.get(worst).isNoWorseThan(members.get(slot))) {
        worst = slot;
      }
    }
    return worst;
  }
}
