package dev.beryl.optimizers.cma;

/** A point of the search and what came of it. Reused. */
final class Candidate {
  /** In latent coordinates: unbounded, the unit cube's place of a value is between 0 and 1. */
  final double[] x;

  /** (x - m) / σ, by the distribution that is to learn from it. */
  final double[] step;

  /** The category of each categorical parameter. */
  final int[] categories;

  /** |C^-1/2 step|². */
  double squaredLength;

  /** The number of the generation that sampled it; below 0: it comes from elsewhere. */
  long generation;

  /** The sample's number in its generation. */
  int index;

  /** Whether the distribution that is to learn from it is not the one that sampled it. */
  boolean injected;

  Fate fate = Fate.PENDING;

  /** Of a completed candidate. */
  double loss;

  /** The standard error of the loss; NaN if unknown. */
  double standardError;

  /** By which to rank completed candidates: the loss and the penalty of the box. */
  double rankedLoss;

  /** How the evaluation of a candidate ended, the better the earlier. */
  enum Fate {
    COMPLETED,
    PRUNED,
    FAILED,
    PENDING
  }

  Candidate(int dimension, int categoricals) {
    this.x = new double[dimension];
    this.step = new double[dimension];
    this.categories = new int[categoricals];
  }

  boolean completed() {
    return fate == Fate.COMPLETED;
  }

  boolean failed() {
    return fate == Fate.FAILED;
  }

  /** {@return whether both have the same rank by their results} */
  boolean ties(Candidate other) {
    return fate == other.fate && (fate != Fate.COMPLETED || rankedLoss == other.rankedLoss);
  }

  /** {@return whether this one is better, or came earlier if they tie} */
  boolean precedes(Candidate other) {
    if (fate != other.fate) {
      return fate.compareTo(other.fate) < 0;
    }
    if (!ties(other)) {
      return rankedLoss < other.rankedLoss;
    }
    return generation != other.generation ? generation < other.generation : index < other.index;
  }
}
