package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.model.Feature;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.List;

/**
 * The points of a model: for each feature a place in [0, 1] or, without an order, the index of a
 * category. Immutable.
 */
final class Inputs {
  private final SearchSpace space;
  private final List<Feature> features;
  private final boolean[] categorical;
  private final long[] levels; // 0 for a continuum
  private final long[] base;
  private final int numeric;
  private final int[] indices;
  private final boolean hasItems;

  Inputs(SearchSpace space) {
    this.space = space;
    this.features = Feature.of(space);
    this.categorical = new boolean[features.size()];
    this.levels = new long[features.size()];
    this.base = new long[space.dimension()];
    for (int i = 0; i < base.length; i++) {
      base[i] = space.parameters().get(i).fromUnit(0);
    }
    int ordered = 0;
    for (int f = 0; f < levels.length; f++) {
      switch (features.get(f)) {
        case Feature.Categorical choice -> {
          categorical[f] = true;
          levels[f] = choice.choices();
        }
        case Feature.Numeric number -> {
          levels[f] = number.cells().levels();
          ordered++;
        }
      }
    }
    this.numeric = ordered;
    this.indices = Feature.all(features);
    this.hasItems = features.stream().anyMatch(feature -> feature.item() >= 0);
  }

  SearchSpace space() {
    return space;
  }

  List<Feature> features() {
    return features;
  }

  /** {@return how many numbers a point has} */
  int size() {
    return levels.length;
  }

  /** {@return how many features have an order} */
  int numeric() {
    return numeric;
  }

  boolean isCategorical(int feature) {
    return categorical[feature];
  }

  boolean isContinuous(int feature) {
    return levels[feature] == 0;
  }

  /** How many values a feature has; 0 for a continuum. */
  long levels(int feature) {
    return levels[feature];
  }

  /** The value of a level. */
  double level(int feature, long level) {
    return categorical[feature]
        ? level
        : ((Feature.Numeric) features.get(feature)).cells().center(level);
  }

  /** The level at a value. */
  long levelAt(int feature, double value) {
    return categorical[feature]
        ? (long) value
        : ((Feature.Numeric) features.get(feature)).cells().levelAt(value);
  }

  /** The value of a feature at a place of the unit interval, a continuum's unchanged. */
  double atUnit(int feature, double unit) {
    if (levels[feature] == 0) {
      return unit;
    }
    if (categorical[feature]) {
      return Math.min(levels[feature] - 1, (long) (unit * levels[feature]));
    }
    return snapped(feature, unit);
  }

  /** The value that a treatment made at a value has. */
  double snapped(int feature, double value) {
    return features.get(feature).snapped(value);
  }

  /** The item of a subset or permutation that a feature is about; -1 if it is about none. */
  int item(int feature) {
    return features.get(feature).item();
  }

  /** Changes the features of subsets and permutations to those of the values they stand for. */
  void settle(double[] point) {
    if (hasItems) {
      Feature.settle(features, indices, point, 0);
    }
  }

  /** The treatment at a point; parameters of one value have it. */
  Treatment treatment(double[] point) {
    long[] coordinates = base.clone();
    Feature.write(features, indices, point, 0, coordinates);
    return space.fromCoordinates(coordinates);
  }

  /** The point of a treatment of the space; NaN for a value that the space does not have. */
  double[] point(Treatment treatment) {
    double[] point = new double[levels.length];
    for (int f = 0; f < point.length; f++) {
      Parameter parameter = features.get(f).parameter();
      Object value = treatment.value(parameter.name());
      try {
        point[f] =
            value == null ? Double.NaN : features.get(f).value(parameter.coordinateOf(value));
      } catch (IllegalArgumentException outside) {
        point[f] = Double.NaN;
      }
    }
    return point;
  }
}
