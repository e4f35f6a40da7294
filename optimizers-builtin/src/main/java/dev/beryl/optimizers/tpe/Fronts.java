package dev.beryl.optimizers.tpe;

import java.util.ArrayList;
import java.util.List;

/**
 * Trials by non-domination: nobody in the first front is dominated, nobody in another one by any
 * but members of earlier fronts. Fronts are kept up to date with each trial; within one, trials
 * stand in the order of their numbers.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2016.2567648">Li, Deb, Zhang and Zhang, Efficient
 *     nondomination level update method for steady-state evolutionary multiobjective optimization,
 *     IEEE Trans. Cybernetics 47(9), 2017</a>
 */
final class Fronts {
  private final History history;
  private final List<Rows> fronts = new ArrayList<>();

  Fronts(History history) {
    this.history = history;
  }

  /** Enters a completed trial. */
  void add(int row) {
    var moving = new Rows();
    moving.add(row);
    for (int front = firstThatHolds(row); moving.size() > 0; front++) {
      if (front == fronts.size()) {
        fronts.add(moving);
        return;
      }
      Rows pushed = removeDominated(fronts.get(front), moving);
      for (int i = 0; i < moving.size(); i++) {
        fronts.get(front).insert(moving.get(i), history);
      }
      moving = pushed;
    }
  }

  /** Who is not dominated in a front is not in later ones either. */
  private int firstThatHolds(int row) {
    int low = 0;
    int high = fronts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (dominatesAny(fronts.get(middle), row)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean dominatesAny(Rows by, int row) {
    for (int i = 0; i < by.size(); i++) {
      if (dominates(by.get(i), row)) {
        return true;
      }
    }
    return false;
  }

  private Rows removeDominated(Rows front, Rows by) {
    var removed = new Rows();
    int kept = 0;
    for (int i = 0; i < front.size(); i++) {
      int row = front.get(i);
      if (dominatesAny(by, row)) {
        removed.add(row);
      } else {
        front.set(kept++, row);
      }
    }
    front.truncate(kept);
    return removed;
  }

  /** Whether a trial is nowhere worse than another and somewhere better. */
  private boolean dominates(int row, int other) {
    boolean better = false;
    for (int i = 0; i < history.objectives(); i++) {
      double loss = history.loss(row, i);
      double otherLoss = history.loss(other, i);
      if (loss > otherLoss) {
        return false;
      }
      better |= loss < otherLoss;
    }
    return better;
  }

  /** {@return how many fronts there are} */
  int count() {
    return fronts.size();
  }

  /** A front, from 0; not to be changed. */
  Rows front(int rank) {
    return fronts.get(rank);
  }
}
