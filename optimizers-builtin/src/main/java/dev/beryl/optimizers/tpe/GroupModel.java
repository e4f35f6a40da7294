package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.Feature;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.random.PhiloxRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The densities of a group of parameters, and the points drawn from them for a proposal. */
final class GroupModel {
  private final Group group;
  private final List<Feature> features;
  private final TrialHistory history;
  private final DensityRatio objective;
  private final List<DensityRatio> constraints; // one for each outcome constraint
  private final List<DensityRatio> modeled = new ArrayList<>(); // those of them that matter
  private final int dimension;
  private final boolean hasItems; // of subsets or permutations
  private final double[] points; // candidates, one after the other
  private final double[] scores;
  private final int[] best; // candidates by score
  private boolean fitted;
  private int drawn;

  GroupModel(Group group, List<Feature> all, TrialHistory history, TpeSettings settings) {
    this.group = group;
    this.features = all;
    this.history = history;
    this.objective = new DensityRatio(history, all, group.features(), settings);
    this.constraints =
        IntStream.range(0, history.constraints())
            .mapToObj(_ -> new DensityRatio(history, all, group.features(), settings))
            .toList();
    this.dimension = group.features().length;
    this.hasItems = Arrays.stream(group.features()).anyMatch(f -> all.get(f).item() >= 0);
    this.points = new double[settings.candidates() * dimension];
    this.scores = new double[settings.candidates()];
    this.best = new int[settings.candidates()];
  }

  /** Fits the densities to the trials in which the group is active. */
  void fit(Splitter splitter, Feasibility feasibility) {
    boolean some = group.isConditional() || history.hasForeign();
    fitted = !some || splitter.splitGroup(group.features());
    if (fitted) {
      objective.fit(
          some ? splitter.belowOfGroup() : splitter.below(),
          some ? splitter.aboveOfGroup() : splitter.above());
    }
    modeled.clear();
    for (int i = 0; fitted && feasibility.isRare() && i < constraints.size(); i++) {
      if (feasibility.split(i, group.features(), splitter.firstKept())) {
        constraints.get(i).fit(feasibility.satisfying(), feasibility.others());
        modeled.add(constraints.get(i));
      }
    }
  }

  /** {@return how many candidates there are} */
  int candidates() {
    return drawn;
  }

  /**
   * Draws candidates from the good trials' density and ranks them.
   *
   * @param anywhere whether to draw one uniform candidate instead, as without any finished trial
   */
  void draw(PhiloxRandom random, boolean anywhere) {
    drawn = fitted && !anywhere ? scores.length : 1;
    if (!fitted || anywhere) {
      drawUniform(random);
      return;
    }
    for (int i = 0; i < scores.length; i++) {
      int from = i * dimension;
      source(i).sample(random, points, from);
      if (hasItems) {
        Feature.settle(features, group.features(), points, from);
      }
      scores[i] = score(from);
      int rank = i;
      while (rank > 0 && scores[best[rank - 1]] < scores[i]) {
        best[rank] = best[rank - 1];
        rank--;
      }
      best[rank] = i;
    }
  }

  /** Whose good trials a candidate is drawn from: each criterion in turn. */
  private DensityRatio source(int candidate) {
    int criterion = candidate % (modeled.size() + 1);
    return criterion == 0 ? objective : modeled.get(criterion - 1);
  }

  private double score(int from) {
    if (modeled.isEmpty()) {
      return objective.log(points, from);
    }
    double score = objective.logRelative(points, from);
    for (DensityRatio constraint : modeled) {
      score += constraint.logRelative(points, from);
    }
    return score;
  }

  private void drawUniform(PhiloxRandom random) {
    long items = 0; // the value of the subset or permutation that is drawn
    for (int k = 0; k < dimension; k++) {
      Feature each = features.get(group.features()[k]);
      if (each.item() == 0) {
        items = each.parameter().fromUnit(random.nextDouble());
      }
      points[k] =
          each.item() >= 0
              ? each.value(items)
              : switch (each) {
                case Feature.Numeric feature ->
                    feature.value(feature.coordinate(random.nextDouble()));
                case Feature.Categorical feature -> random.nextInt(feature.choices());
              };
    }
    best[0] = 0;
  }

  /** Writes the coordinates of the candidate at a rank, if the group is active under the others. */
  void place(int rank, long[] coordinates) {
    if (!group.isActive(coordinates)) {
      return;
    }
    Feature.write(features, group.features(), points, best[rank] * dimension, coordinates);
  }
}
