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
   * Takes in what the optimizer says, as far as its proposals are numbered.
   *
   * @param next the number of the next trial; what begins later waits
   * @throws IllegalStateException if it takes entries back
   */
  void enter(List<Delegation> now, int next, Progress progress) {
    int before = all.size();
    if (now.size() < before) {
      throw new IllegalStateException(
          "delegations: expected those before and new ones, %s, got %s".formatted(all, now));
    }
    for (int i = before; i < now.size() && now.get(i).trial() <= next; i++) {
      Delegation begun = now.get(i);
      all = List.copyOf(now.subList(0, i + 1));
      history.delegated(i, begun);
      listeners.delegation(begun, progress);
    }
  }

  /** {@return all so far; any thread may ask} */
  List<Delegation> all() {
    return all;
  }
}
