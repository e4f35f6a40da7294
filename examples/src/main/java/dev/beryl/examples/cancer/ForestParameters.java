package dev.beryl.examples.cancer;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;

/**
 * The hyperparameters of a forest.
 *
 * <p>The defaults are Tribuo's own for a tree. What a forest adds to it, and Tribuo leaves open, is
 * as usual: 100 trees, each split chosen among the square root of the number of features.
 */
final class ForestParameters {

  enum Impurity {
    GINI,
    ENTROPY
  }

  /** Where a feature is split: at the best point, or as in extremely randomized trees at any. */
  enum SplitPoint {
    BEST,
    RANDOM
  }

  /**
   * Pseudo-votes, so that a class is not held for impossible just because no tree votes for it:
   * none, as many for each class, or in proportion to the classes in training.
   */
  enum Smoothing {
    NONE,
    UNIFORM,
    PRIOR
  }

  static final IntegerParameter TREES = Parameter.integer("trees", 10, 100).log().withDefault(100);

  /** The share of the features that a split is chosen among. */
  static final RealParameter FEATURES =
      Parameter.real("features", 0.05, 0.9)
          .log()
          .withDefault(Math.sqrt(BreastCancer.FEATURES) / BreastCancer.FEATURES);

  /** The number of training examples below which a node is not split. */
  static final RealParameter MIN_WEIGHT = Parameter.real("min_weight", 1, 50).log().withDefault(5);

  static final CategoricalParameter<Impurity> IMPURITY =
      Parameter.choice("impurity", Impurity.class).withDefault(Impurity.GINI);

  static final CategoricalParameter<SplitPoint> SPLIT_POINT =
      Parameter.choice("split_point", SplitPoint.class).withDefault(SplitPoint.BEST);

  static final CategoricalParameter<Smoothing> SMOOTHING =
      Parameter.choice("smoothing", Smoothing.class).withDefault(Smoothing.NONE);

  /**
   * How many votes are added to those of the trees, the m of an m-estimate. Two of them, uniform,
   * make Laplace's rule of succession.
   */
  static final RealParameter PSEUDO_VOTES =
      Parameter.real("pseudo_votes", 0.1, 10)
          .log()
          .when(SMOOTHING, Smoothing.UNIFORM, Smoothing.PRIOR);

  static final SearchSpace SPACE =
      SearchSpace.of(TREES, FEATURES, MIN_WEIGHT, IMPURITY, SPLIT_POINT, SMOOTHING, PSEUDO_VOTES);

  private ForestParameters() {}
}
