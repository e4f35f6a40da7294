package dev.beryl.loop;

import dev.beryl.metric.Revisions;
import dev.beryl.race.Estimates;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * Chooses who enters the final race: what the optimizer recommends, the best trial, then those of
 * least estimate, drawn towards the mean; a baseline besides.
 */
final class Finalists {
  private final Search search;
  private final StudyState state;
  private final Revisions revisions;
  private final Set<Integer> rows = new LinkedHashSet<>();
  private final List<Unrun> others = new ArrayList<>();

  /** A treatment that no trial has run. */
  private record Unrun(Treatment treatment, Origin origin) {}

  Finalists(Search search, StudyState state, Revisions revisions) {
    this.search = search;
    this.state = state;
    this.revisions = revisions;
  }

  /**
   * Adds a treatment, of a trial if one has run it.
   *
   * @param origin who chose it
   */
  void add(Treatment treatment, Origin origin) {
    int row = search.row(treatment);
    if (row == Contender.NEW) {
      if (others.stream()
          .noneMatch(other -> other.treatment().values().equals(treatment.values()))) {
        others.add(new Unrun(treatment, origin));
      }
    } else {
      rows.add(row);
    }
  }

  /** Adds the best trial and those of least estimate until there are enough. */
  void fill(int count) {
    if (state.bestRow() >= 0 && size() < count) {
      rows.add(state.bestRow());
    }
    int[] candidates = candidates();
    if (candidates.length == 0) {
      return;
    }
    var losses = new ArrayList<double[]>(candidates.length);
    int incumbent = 0;
    for (int i = 0; i < candidates.length; i++) {
      losses.add(losses(candidates[i]));
      incumbent = candidates[i] == state.bestRow() ? i : incumbent;
    }
    for (int i : Estimates.of(losses, incumbent).finalists(count + rows.size())) {
      if (size() >= count) {
        return;
      }
      rows.add(candidates[i]);
    }
  }

  int size() {
    return rows.size() + others.size();
  }

  /** The rows of the trials that may be finalists, ascending. */
  private int[] candidates() {
    var candidates = new IntArrayList(state.table().size());
    for (int row = 0; row < state.table().size(); row++) {
      boolean feasible =
          revisions.isRevised(row)
              ? revisions.trial(row).isFeasible()
              : state.table().isFeasible(row);
      if (feasible && search.has(row)) {
        candidates.add(row);
      }
    }
    return candidates.toArray();
  }

  private double[] losses(int row) {
    Objective objective = state.table().objectives().getFirst();
    double only =
        revisions.isRevised(row) ? Double.NaN : state.table().onlySample(row, objective.metric());
    return Double.isNaN(only) ? losses(revisions.trial(row)) : new double[] {objective.loss(only)};
  }

  /** The losses of a trial, replicate by replicate. */
  private static double[] losses(Trial trial) {
    Objective objective = trial.objectives().getFirst();
    Samples samples = trial.samples(objective.metric());
    double[] losses = new double[samples.replicates()];
    for (int r = 0; r < losses.length; r++) {
      losses[r] = objective.loss(value(objective.aggregation(), samples, r));
    }
    return losses;
  }

  private static double value(Aggregation aggregation, Samples samples, int replicate) {
    if (samples.size(replicate) == 1) {
      return samples.get(replicate, 0);
    }
    double[] values = new double[samples.size(replicate)];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.get(replicate, i);
    }
    return aggregation.aggregate(Samples.wrap(values, 0, values.length));
  }

  /**
   * The finalists.
   *
   * @param proposals numbers those that no trial has run
   * @param first the number of the first replicate that they run
   * @param most how many each runs at most
   */
  List<Contender> contenders(Asking proposals, int first, int most) {
    var contenders = new ArrayList<Contender>();
    for (int row : rows) {
      Trial trial = revisions.trial(row);
      contenders.add(
          new Contender(trial.number(), trial.treatment(), row, trial.number(), first, most));
    }
    for (Unrun other : others) {
      int number = proposals.add(other.treatment(), other.origin());
      contenders.add(new Contender(number, other.treatment(), Contender.NEW, number, first, most));
    }
    return contenders;
  }
}
