package dev.beryl.loop;

import dev.beryl.spi.Delegation;
import dev.beryl.study.Progress;
import java.util.List;

/** Which optimizers have proposed for that of the study; what is new is noted and announced. */
final class Delegations {
  private final History history;
  private final Listeners listeners;
  private volatile List<Delegation> all = List.of();

  Delegations(History history, Listeners listeners) {
    this.history = history;
    this.listeners = listeners;
  }

  /**
   * Takes in what the optimizer says, before its latest proposals are noted.
   *
   * @throws IllegalStateException if it takes entries back
   */
  void enter(List<Delegation> now, Progress progress) {
    List<Delegation> before = all;
    if (now.size() == before.size()) {
      return;
    }
    if (now.size() < before.size()) {
      throw new IllegalStateException(
          "delegations: expected those before and new ones, %s, got %s".formatted(before, now));
    }
    all = List.copyOf(now);
    for (int i = before.size(); i < all.size(); i++) {
      Delegation next = all.get(i);
      history.delegated(i, next);
      listeners.delegation(next, progress);
    }
  }

  /** {@return all so far; any thread may ask} */
  List<Delegation> all() {
    return all;
  }
}
