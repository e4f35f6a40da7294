package dev.beryl.optimizers.cma;

/** A point of the search and what came of it. Reused. */
final class Candidate {
  /** Where it is evaluated, before it is clipped to the unit cube and rounded to cells. */
  final double[] x;

  /**
   * What the distribution that is to learn from it has sampled: (x - m) / σ, without the factor of
   * an integer coordinate's margin.
   */
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

  /** Of a completed candidate; of an infeasible one how far it breaks the constraints. */
  double loss;

  /** The standard error of the loss; NaN if unknown. */
  double standardError;

  /** By which to rank completed candidates: the loss and the penalty of the box. */
  double rankedLoss;

  /** How the evaluation of a candidate ended, the better the earlier. */
  enum Fate {
    COMPLETED,
    /** Completed, and an outcome constraint is broken. */
    INFEASIBLE,
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

  /** Takes over what came of the same treatment. */
  void sameAs(Candidate other) {
    fate = other.fate;
    loss = other.loss;
    standardError = other.standardError;
  }

  /** {@return whether both have the same rank by their results} */
  boolean ties(Candidate other) {
    return fate == other.fate
        && (fate.compareTo(Fate.INFEASIBLE) > 0 || rankedLoss == other.rankedLoss);
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
