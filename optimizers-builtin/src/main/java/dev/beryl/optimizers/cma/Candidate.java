package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.model.Checkpoint;
import org.jspecify.annotations.Nullable;

/** A point of the search and its result. Instances are reused. */
final class Candidate {
  /** Where it is evaluated, before it is clipped to the unit cube and rounded to cells. */
  final double[] x;

  /**
   * The step of the distribution that is to learn from it: (x - m) / σ, without the factor of an
   * integer coordinate's margin.
   */
  final double[] step;

  /** The step as drawn, where it was infeasible and {@link #step} is what is left of it. */
  final double[] drawn;

  /** Whether it was infeasible as drawn. */
  boolean repaired;

  /** The category of each categorical parameter. */
  final int[] categories;

  /** |C^-1/2 step|². */
  double squaredLength;

  /** The number of the generation that sampled it; below 0 if it was observed elsewhere. */
  long generation;

  /** The sample's number in its generation. */
  int index;

  /** Whether the distribution that is to learn from it is not the one that sampled it. */
  boolean injected;

  Status status = Status.PENDING;

  /** The loss if it completed; how far it breaks the constraints if it is infeasible. */
  double loss;

  /** The standard error of the loss; NaN if unknown. */
  double standardError;

  /**
   * By which to rank completed candidates of one generation: the loss and the penalty of the box.
   */
  double rankedLoss;

  /** How far it came if it was pruned. */
  @Nullable Checkpoint checkpoint;

  /** How the evaluation of a candidate ended, the best first. */
  enum Status {
    COMPLETED,
    PRUNED,
    /** Completed, and it breaks an outcome constraint. */
    INFEASIBLE,
    FAILED,
    PENDING
  }

  Candidate(int dimension, int categoricals) {
    this.x = new double[dimension];
    this.step = new double[dimension];
    this.drawn = new double[dimension];
    this.categories = new int[categoricals];
  }

  boolean completed() {
    return status == Status.COMPLETED;
  }

  boolean failed() {
    return status == Status.FAILED;
  }

  /** Copies the result of another candidate of the same treatment. */
  void copyResult(Candidate other) {
    status = other.status;
    loss = other.loss;
    standardError = other.standardError;
    checkpoint = other.checkpoint;
  }

  /** {@return whether the results of both have the same rank} */
  boolean ties(Candidate other) {
    return compareResult(other) == 0;
  }

  /** {@return whether this one is better, or came earlier if they tie} */
  boolean precedes(Candidate other) {
    int byResult = compareResult(other);
    if (byResult != 0) {
      return byResult < 0;
    }
    return generation != other.generation ? generation < other.generation : index < other.index;
  }

  private int compareResult(Candidate other) {
    if (status != other.status) {
      return status.compareTo(other.status);
    }
    return switch (status) {
      case COMPLETED, INFEASIBLE ->
          rankedLoss == other.rankedLoss ? 0 : rankedLoss < other.rankedLoss ? -1 : 1;
      case PRUNED ->
          checkpoint == null || other.checkpoint == null
              ? 0
              : Checkpoint.BEST_FIRST.compare(checkpoint, other.checkpoint);
      case FAILED, PENDING -> 0;
    };
  }
}
