package dev.beryl.optimizers.pareto;

import java.util.ArrayList;
import java.util.List;

/**
 * Points by non-domination: no point dominates one in the first front, and those that dominate a
 * point of another front are in earlier fronts. Fronts are kept up to date with each point.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2016.2567648">Li, Deb, Zhang and Zhang, Efficient
 *     nondomination level update method for steady-state evolutionary multiobjective optimization,
 *     IEEE Trans. Cybernetics 47(9), 2017</a>
 */
public final class Fronts {
  private final Losses losses;
  private final List<PointList> fronts = new ArrayList<>();

  /** No fronts yet, of points with the given losses. */
  public Fronts(Losses losses) {
    this.losses = losses;
  }

  /** Adds a point and moves those that it dominates to later fronts. */
  public void add(int point) {
    var moving = new PointList();
    moving.add(point);
    for (int rank = rankOf(point); moving.size() > 0; rank++) {
      if (rank == fronts.size()) {
        fronts.add(moving);
        return;
      }
      PointList front = fronts.get(rank);
      PointList pushed = removeDominated(front, moving);
      for (int i = 0; i < moving.size(); i++) {
        front.insert(moving.get(i), losses);
      }
      moving = pushed;
    }
  }

  /** Forgets all points, for example as the losses of some have changed. */
  public void clear() {
    fronts.clear();
  }

  /** A point that no member of a front dominates is dominated in no later front either. */
  private int rankOf(int point) {
    int low = 0;
    int high = fronts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (anyDominates(fronts.get(middle), point)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean anyDominates(PointList by, int point) {
    for (int i = 0; i < by.size(); i++) {
      if (dominates(by.get(i), point)) {
        return true;
      }
    }
    return false;
  }

  private PointList removeDominated(PointList front, PointList by) {
    var removed = new PointList();
    int kept = 0;
    for (int i = 0; i < front.size(); i++) {
      int point = front.get(i);
      if (anyDominates(by, point)) {
        removed.add(point);
      } else {
        front.set(kept++, point);
      }
    }
    front.truncate(kept);
    return removed;
  }

  /** Whether a point is nowhere worse than another and somewhere better. */
  private boolean dominates(int point, int other) {
    boolean better = false;
    for (int i = 0; i < losses.objectives(); i++) {
      double loss = losses.loss(point, i);
      double otherLoss = losses.loss(other, i);
      if (loss > otherLoss) {
        return false;
      }
      better |= loss < otherLoss;
    }
    return better;
  }

  /** {@return how many fronts there are} */
  public int count() {
    return fronts.size();
  }

  /** The front at a rank, from 0, in the order of {@link Losses#precedes}. */
  public PointList front(int rank) {
    return fronts.get(rank);
  }
}
