package dev.beryl.optimizers.gp;

import dev.beryl.random.Normal;
import dev.beryl.spi.Prediction;

/**
 * The model of the loss through a study. Where the worse half may count by rank, it is chosen now
 * and then whether it does: by which model foresees each better loss more exactly from all others.
 *
 * @see <a href="https://gaussianprocess.org/gpml/">Rasmussen and Williams, Gaussian processes for
 *     machine learning, 2006</a>, section 5.4.2: the probability of each target given the others
 */
final class LossSurrogate {
  private static final int FEW = 30;
  private static final int EVERY = 5;
  private static final int LATER_EVERY = 9;
  private static final int SHARE = 6; // of the trials, if that is more
  private static final double MARGIN = 0.1; // natural units for each loss
  private static final int NODES = 64;
  private static final double[] DEVIATIONS = deviations();

  private final boolean halfRank;
  private final Surrogate ranked;
  private final Surrogate plain;
  private boolean choosesPlain;
  private int chosenAt = -1;

  LossSurrogate(Hyperparameters parameters, boolean halfRank) {
    this(halfRank, new Surrogate(parameters), new Surrogate(parameters));
    this.choosesPlain = !halfRank;
  }

  private LossSurrogate(boolean halfRank, Surrogate ranked, Surrogate plain) {
    this.halfRank = halfRank;
    this.ranked = ranked;
    this.plain = plain;
  }

  /** Points that divide a normal distribution into equal parts, of variance 1. */
  private static double[] deviations() {
    double[] deviations = new double[NODES];
    double squares = 0;
    for (int i = 0; i < NODES; i++) {
      deviations[i] = Normal.quantile((i + 0.5) / NODES);
      squares += deviations[i] * deviations[i];
    }
    for (int i = 0; i < NODES; i++) {
      deviations[i] /= Math.sqrt(squares / NODES);
    }
    return deviations;
  }

  /** {@return one that goes on from here by itself} */
  LossSurrogate copy() {
    var copy = new LossSurrogate(halfRank, ranked.copy(), plain.copy());
    copy.choosesPlain = choosesPlain;
    copy.chosenAt = chosenAt;
    return copy;
  }

  /** A model with the targets that it was made of. */
  record Fitted(Targets targets, Posterior posterior) {
    /**
     * The loss that the model expects at a point; its warp is not linear, so nodes are averaged.
     */
    Prediction predicted(double[] point) {
      Moments moments = posterior.at(point);
      double[] losses = new double[NODES];
      double largest = 0;
      for (int i = 0; i < NODES; i++) {
        losses[i] = targets.loss(moments.mean() + moments.deviation() * DEVIATIONS[i]);
        largest = Math.max(largest, Math.abs(losses[i]));
      }
      if (largest < Double.MIN_NORMAL) {
        return new Prediction(0, 0);
      }
      double mean = 0;
      for (double loss : losses) {
        mean += loss / largest / NODES;
      }
      double squares = 0;
      for (double loss : losses) {
        double apart = loss / largest - mean;
        squares += apart * apart / NODES;
      }
      return new Prediction(mean * largest, Math.min(1, Math.sqrt(squares)) * largest);
    }
  }

  /** What a model needs besides targets. */
  @FunctionalInterface
  interface Data {
    /** The points with some targets. */
    TrainingSet with(Targets targets);
  }

  /**
   * The model of some trials.
   *
   * @param trials how many trials of the study are told
   * @param always fit whatever the number is
   */
  Fitted given(Observations observations, Data data, int trials, boolean always) {
    int every = trials <= FEW ? EVERY : Math.max(LATER_EVERY, trials / SHARE);
    if (!halfRank || (chosenAt >= 0 && trials - chosenAt < every)) {
      return fitted(observations, data, choosesPlain, trials, always);
    }
    Fitted one = fitted(observations, data, false, trials, always);
    Fitted other = fitted(observations, data, true, trials, always);
    double gain = foresight(other, observations.losses()) - foresight(one, observations.losses());
    choosesPlain = gain > MARGIN;
    chosenAt = trials;
    return choosesPlain ? other : one;
  }

  /**
   * The model to be asked what it expects, fitted anew. It takes losses as they are unless the one
   * by rank foresees the better ones more exactly: noise is the same everywhere in a metric's unit,
   * not in ranks, where its deviation would come out too small.
   */
  Fitted expecting(Observations observations, Data data, int trials) {
    Fitted asTheyAre = fitted(observations, data, true, trials, true);
    if (!halfRank) {
      return asTheyAre;
    }
    Fitted byRank = fitted(observations, data, false, trials, true);
    double[] losses = observations.losses();
    return foresight(byRank, losses) - foresight(asTheyAre, losses) > MARGIN ? byRank : asTheyAre;
  }

  private Fitted fitted(
      Observations observations, Data data, boolean isPlain, int trials, boolean always) {
    Targets targets = Targets.of(observations.losses(), observations.tiers(), !isPlain);
    TrainingSet set = data.with(targets);
    return new Fitted(targets, (isPlain ? plain : ranked).given(set, trials, always));
  }

  /** The mean logarithm of the density of better losses given all others; -infinity if unknown. */
  private static double foresight(Fitted model, double[] losses) {
    double[] values = model.targets.values();
    double[] variances = new double[values.length];
    double[] residuals = model.posterior.leaveOneOut(variances);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (losses[i] <= model.targets.median()) {
        sum -=
            0.5 * StrictMath.log(variances[i]) + 0.5 * residuals[i] * residuals[i] / variances[i];
        count++;
      }
    }
    double mean = sum / count + StrictMath.log(model.targets.slope());
    return Double.isNaN(mean) || mean == Double.POSITIVE_INFINITY ? Double.NEGATIVE_INFINITY : mean;
  }
}
