package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.math.BoundedLbfgs;
import org.jspecify.annotations.Nullable;

/**
 * A model of one quantity through a study: its hyperparameters are those most likely a posteriori,
 * fitted anew after each trial at first and after every third one later, from where the last fit
 * ended and now and then from the start.
 */
final class Surrogate {
  private static final int MEMORY = 8;
  private static final int MOST_STEPS = 25;
  private static final int MOST_STEPS_ON = 6; // from where the last fit ended, later
  private static final double TOLERANCE = 1e-2;
  private static final double FIRST_STEP = 1;
  private static final int FEW = 30;
  private static final int LATER_EVERY = 3;
  private static final int AFRESH_EVERY = 5;
  private static final int LATER_AFRESH_EVERY = 9;
  private static final int AFRESH_SHARE = 3; // of the trials, if that is more

  private final Hyperparameters parameters;
  private final BoundedLbfgs lbfgs;
  private double @Nullable [] theta;
  private int fittedAt;
  private int afreshAt;

  Surrogate(Hyperparameters parameters) {
    this.parameters = parameters;
    this.lbfgs = new BoundedLbfgs(parameters.count(), MEMORY);
  }

  /** {@return one that goes on from here by itself} */
  Surrogate copy() {
    var copy = new Surrogate(parameters);
    copy.theta = theta == null ? null : theta.clone();
    copy.fittedAt = fittedAt;
    copy.afreshAt = afreshAt;
    return copy;
  }

  /**
   * The model of some data.
   *
   * @param trials how many trials of the study are told, by which fits are timed
   * @param always fit whatever the number is
   */
  Posterior given(TrainingSet data, int trials, boolean always) {
    double[] last = theta;
    boolean few = trials <= FEW;
    if (last == null) {
      last = parameters.start();
      fit(new MarginalPosterior(data, parameters), last, MOST_STEPS);
      fittedAt = trials;
      afreshAt = trials;
    } else if (always || trials - fittedAt >= (few ? 1 : LATER_EVERY)) {
      var posterior = new MarginalPosterior(data, parameters);
      double value = fit(posterior, last, few ? MOST_STEPS : MOST_STEPS_ON);
      int afreshEvery = few ? AFRESH_EVERY : Math.max(LATER_AFRESH_EVERY, trials / AFRESH_SHARE);
      if (trials - afreshAt >= afreshEvery || Double.isNaN(value)) {
        double[] other = parameters.start();
        double otherValue = fit(posterior, other, MOST_STEPS);
        if (otherValue < value || Double.isNaN(value)) {
          last = other;
        }
        afreshAt = trials;
      }
      fittedAt = trials;
    }
    theta = last;
    return new Posterior(data, parameters, last);
  }

  private double fit(MarginalPosterior posterior, double[] from, int steps) {
    return lbfgs.minimize(
        posterior, from, parameters.low(), parameters.high(), steps, TOLERANCE, FIRST_STEP);
  }
}
