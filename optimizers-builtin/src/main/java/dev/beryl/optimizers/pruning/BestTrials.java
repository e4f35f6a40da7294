package dev.beryl.optimizers.pruning;

import dev.beryl.optimizers.pareto.Fronts;
import dev.beryl.optimizers.pareto.HypervolumeSelection;
import dev.beryl.optimizers.pareto.Losses;
import dev.beryl.optimizers.pareto.PointList;
import java.util.ArrayList;
import java.util.List;

/** The best completed trials by their final losses; among equals the one told first. */
final class BestTrials {
  private final int objectives;
  private final int most;
  private final List<ToldTrial> candidates = new ArrayList<>();
  private final List<double[]> losses = new ArrayList<>();
  private final Fronts fronts;
  private final HypervolumeSelection selection;

  /** None yet, and at most so many. */
  BestTrials(int objectives, int most) {
    this.objectives = objectives;
    this.most = most;
    var points = new Points();
    this.fronts = new Fronts(points);
    this.selection = new HypervolumeSelection(points, fronts);
  }

  void add(ToldTrial trial, double[] itsLosses) {
    int at = losses.size();
    if (objectives == 1) {
      while (at > 0 && itsLosses[0] < losses.get(at - 1)[0]) {
        at--;
      }
    }
    candidates.add(at, trial);
    losses.add(at, itsLosses);
    if (objectives > 1) {
      fronts.add(at);
    } else if (losses.size() > most) {
      candidates.removeLast();
      losses.removeLast();
    }
  }

  /** {@return the best, from the best on} */
  List<ToldTrial> best() {
    if (objectives == 1) {
      return List.copyOf(candidates);
    }
    PointList selected = selection.best(most, most);
    var best = new ArrayList<ToldTrial>();
    for (int i = 0; i < selected.size(); i++) {
      best.add(candidates.get(selected.get(i)));
    }
    return List.copyOf(best);
  }

  private final class Points implements Losses {
    @Override
    public int objectives() {
      return objectives;
    }

    @Override
    public double loss(int point, int objective) {
      return losses.get(point)[objective];
    }

    @Override
    public boolean precedes(int point, int other) {
      return point < other;
    }
  }
}
