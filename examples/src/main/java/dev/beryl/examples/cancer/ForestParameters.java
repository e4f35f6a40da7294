package dev.beryl.examples.cancer;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;

/**
 * The hyperparameters of a forest.
 *
 * <p>The defaults for a tree are Tribuo's. Tribuo has no defaults for a forest; these are the usual
 * ones: 100 trees, with each split chosen among the square root of the number of features.
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
   * Pseudo-votes, so that a class does not get probability 0 just because no tree votes for it:
   * none, the same number for each class, or in proportion to the classes in training.
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
   * The number of votes added to those of the trees, the m of an m-estimate. Two uniform votes give
   * Laplace's rule of succession.
   */
  static final RealParameter PSEUDO_VOTES =
      Parameter.real("pseudo_votes", 0.1, 10)
          .log()
          .when(SMOOTHING, Smoothing.UNIFORM, Smoothing.PRIOR);

  static final SearchSpace SPACE =
      SearchSpace.of(TREES, FEATURES, MIN_WEIGHT, IMPURITY, SPLIT_POINT, SMOOTHING, PSEUDO_VOTES);

  private ForestParameters() {}
}
