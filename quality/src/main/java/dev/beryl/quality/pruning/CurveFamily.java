package dev.beryl.quality.pruning;

/**
 * Families of learning curves over four parameters u in (0, 1), or two, with the time t from 0 to
 * 1. The final quality q is a sum of weighted squares around a random optimum, divided by its
 * median. Noise is in units of the distance from the best final loss to the median: of the
 * replicate, common to all trials; of the trial's replicate; and of the step, correlated by .7.
 */
public enum CurveFamily {
  /** Curves that never cross. */
  PARALLEL(.3, .1, .05),
  /** Slow learners end better. */
  CROSSING(.3, .1, .05),
  /** The same, and they look twice as bad before. */
  HARD_CROSSING(.3, .1, .05),
  /** Parallel curves, with noise as large as the differences of good trials. */
  NOISY(.3, .3, .5),
  /** Parallel curves under more noise. */
  VERY_NOISY(.5, .7, 1),
  /** Parallel curves whose replicates differ widely, as folds do. */
  FOLDS(2, .15, .05),
  /** A plateau, and a drop at a time that depends on a parameter. */
  DROPS(.3, .1, .05),
  /** Power laws of different rates, with divergence and overfitting. */
  REALISTIC(.5, .2, .1),
  /** Curves with a hump in the middle of some. */
  HUMP(.5, .2, .15),
  /** Slow learners look worse than they are until late. */
  STUCK(.03, .007, 0); // in units of the loss

  private final double ofReplicate;
  private final double ofTrial;
  private final double ofStep;

  CurveFamily(double ofReplicate, double ofTrial, double ofStep) {
    this.ofReplicate = ofReplicate;
    this.ofTrial = ofTrial;
    this.ofStep = ofStep;
  }

  int dimension() {
    return this == STUCK ? 2 : 4;
  }

  /** {@return the standard deviation of what a replicate has in all trials} */
  double ofReplicate() {
    return ofReplicate;
  }

  /** {@return the standard deviation of what a trial has in one of its replicates} */
  double ofTrial() {
    return ofTrial;
  }

  /** {@return the standard deviation of what a report has} */
  double ofStep() {
    return ofStep;
  }

  /** Whether the first parameter has the largest weight and its optimum at 0.1. */
  boolean isSlowBest() {
    return this == CROSSING || this == HARD_CROSSING;
  }

  /**
   * The loss without noise.
   *
   * @param q the final quality
   * @param t the share of the steps that has passed
   * @param step the step
   */
  double loss(double[] u, double q, double t, int step) {
    return switch (this) {
      case PARALLEL, NOISY, VERY_NOISY, FOLDS -> q + 3 * StrictMath.exp(-5 * t);
      case CROSSING -> q + 4 * StrictMath.exp(-4.5 * StrictMath.pow(20, u[0]) * t);
      case HARD_CROSSING -> q + 8 * StrictMath.exp(-4.5 * StrictMath.pow(20, u[0]) * t);
      case DROPS -> q + 2 / (1 + StrictMath.exp((t - .1 - .7 * u[3]) / .03));
      case REALISTIC -> {
        double time = .02 * StrictMath.pow(10, 1.2 * (1 - u[0]));
        double fall = StrictMath.pow(1 + t / time, -.7 - 1.5 * u[1]);
        yield q
            + (3 - Math.min(q, 2.5)) * fall
            + 30 * Math.max(0, u[0] - .9) * t
            + 1.5 * Math.max(0, u[1] - .6) * (1 - u[2]) * t * t;
      }
      case HUMP -> {
        double hump = (t - .5) / .15;
        yield q
            + 3 * StrictMath.exp(-3 * StrictMath.pow(5, u[0]) * t)
            + 2 * u[3] * StrictMath.exp(-hump * hump);
      }
      case STUCK -> {
        double rate = StrictMath.pow(10, 3 * u[0] - 3);
        double shift = u[1] - .3;
        double end = .1 + .05 * u[0] + .3 * shift * shift;
        yield t < 1 ? end + .6 * StrictMath.exp(-(.15 + 3 * rate) * step) : end;
      }
    };
  }
}
