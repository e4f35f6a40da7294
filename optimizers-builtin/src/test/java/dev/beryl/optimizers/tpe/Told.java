package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.Feature;
import dev.beryl.optimizers.model.Ranking;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.stream.IntStream;

/** A history that a test tells trials to, and estimators over all of them. */
final class Told {
  final SearchSpace space;
  final Problem problem;
  final List<Feature> features;
  final TrialHistory history;
  final Ranking ranking;
  private int foreign = Integer.MIN_VALUE;

  Told(SearchSpace space) {
    this.space = space;
    this.problem = Problem.of(space, Objective.minimize("loss"));
    this.features =
        IntStream.range(0, space.dimension())
            .mapToObj(place -> Feature.of(space.parameters().get(place), place))
            .toList();
    this.history = new TrialHistory(problem, features);
    this.ranking = new Ranking(history);
  }

  /** The treatment of some values, in the order of the space. */
  Treatment treatment(Object... values) {
    long[] coordinates = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      Parameter parameter = space.parameters().get(i);
      coordinates[i] = parameter.coordinateOf(values[i]);
    }
    return space.fromCoordinates(coordinates);
  }

  /** Tells a completed trial from elsewhere and returns its row. */
  int completed(double loss, Object... values) {
    return tell(foreign++, treatment(values), loss);
  }

  /** Tells a completed trial and returns its row. */
  int tell(int number, Treatment treatment, double... losses) {
    return tell(
        Trial.of(number, treatment, problem).samples("loss", Samples.of(losses)).completed());
  }

  /** Tells a trial without values from elsewhere and returns its row. */
  int unfinished(Outcome outcome, Object... values) {
    return tell(Trial.of(foreign++, treatment(values), problem).unfinished(outcome));
  }

  int tell(Trial trial) {
    int row = history.tell(trial);
    if (history.isFinished(row)) {
      ranking.add(row);
    }
    return row;
  }

  /** An estimator of all trials so far, of equal weights. */
  ParzenEstimator estimator(Bandwidth bandwidth) {
    var members = new WeightedRows();
    for (int i = 0; i < history.size(); i++) {
      members.add(history.inOrder(i), 1);
    }
    members.priorWeight(1);
    int[] all = IntStream.range(0, features.size()).toArray();
    var estimator = new ParzenEstimator(history, features, all, bandwidth);
    estimator.fit(members);
    return estimator;
  }

  /** The model's values of a treatment. */
  double[] point(Treatment treatment) {
    long[] coordinates = new long[space.dimension()];
    space.coordinates(treatment, coordinates, 0);
    double[] point = new double[features.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = features.get(i).value(coordinates[features.get(i).place()]);
    }
    return point;
  }
}
