package dev.beryl.optimizers.cma;

import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;

/**
 * Independent distributions over the categories of some parameters, which learn by natural gradient
 * steps whose length adapts to how well successive ones agree, and in which no category becomes
 * less probable than a margin.
 *
 * <p>Two choices differ from the publications. Directions of successive steps are compared after
 * they were transported to the uniform distribution rather than to the last category, so that
 * labels make no difference; and the rate at which they are accumulated is capped at 1.
 *
 * @see <a href="https://arxiv.org/abs/2405.09962">Hamano, Saito, Nomura, Uchida and Shirakawa,
 *     CatCMA: stochastic optimization for mixed-category problems, GECCO 2024</a>
 * @see <a href="https://arxiv.org/abs/2504.07884">Hamano, Nomura, Saito, Uchida and Shirakawa,
 *     CatCMA with margin, GECCO 2025</a>: the margin
 * @see <a href="https://proceedings.mlr.press/v97/akimoto19a.html">Akimoto, Shirakawa, Yoshinari,
 *     Uchida, Saito and Nishida, Adaptive stochastic natural gradient method for one-shot neural
 *     architecture search, ICML 2019</a>: the length of the steps, and appendix B
 */
final class CategoricalDistribution {
  private static final double SIGNAL_TO_NOISE = 1.5;
  private static final double STAY = 0.73; // of all discrete parameters together

  private final double[][] probabilities;
  private final double[][] gradient;
  private final double[][] path;
  private final double[] least;
  private final double freedom; // sum of (categories - 1)
  private double step = 1;
  private double certainty;

  /**
   * Uniform distributions.
   *
   * @param categories how many each parameter has, at least 2
   * @param discreteParameters how many parameters share the margin: these and the integer ones
   * @throws IllegalArgumentException if a parameter has less than 2 categories, or if fewer share
   *     the margin than there are
   */
  CategoricalDistribution(int[] categories, int discreteParameters) {
    if (discreteParameters < categories.length) {
      throw new IllegalArgumentException(
          "categorical distribution: expected at least %s discrete parameters, got %s"
              .formatted(categories.length, discreteParameters));
    }
    this.probabilities = new double[categories.length][];
    this.gradient = new double[categories.length][];
    this.path = new double[categories.length][];
    this.least = new double[categories.length];
    int sum = 0;
    for (int j = 0; j < categories.length; j++) {
      int count = categories[j];
      if (count < 2) {
        throw new IllegalArgumentException(
            "categorical distribution: expected at least 2 categories, got " + count);
      }
      probabilities[j] = new double[count];
      Arrays.fill(probabilities[j], 1.0 / count);
      gradient[j] = new double[count];
      path[j] = new double[count];
      least[j] = margin(discreteParameters) / (count - 1);
      sum += count - 1;
    }
    this.freedom = sum;
  }

  /**
   * The margin of CatCMA with margin: the probability with which a discrete parameter that has
   * settled takes another value. All of them together stay with probability 0.73.
   *
   * @param discreteParameters how many there are, at least 1
   */
  static double margin(int discreteParameters) {
    return 1 - StrictMath.pow(STAY, 1.0 / discreteParameters);
  }

  /** {@return the probabilities of a parameter's categories; not to be changed} */
  double[] probabilities(int j) {
    return probabilities[j];
  }

  /** {@return the least probability of each category of a parameter} */
  double least(int j) {
    return least[j];
  }

  /** {@return the most probable category of a parameter, the first one of several} */
  int mostProbable(int j) {
    int best = 0;
    for (int k = 1; k < probabilities[j].length; k++) {
      if (probabilities[j][k] > probabilities[j][best]) {
        best = k;
      }
    }
    return best;
  }

  /** Draws a category of each parameter, with one number each. */
  void sample(PhiloxRandom random, int[] into) {
    for (int j = 0; j < probabilities.length; j++) {
      double rest = random.nextDouble();
      int k = 0;
      int last = probabilities[j].length - 1;
      while (k < last && rest >= probabilities[j][k]) {
        rest -= probabilities[j][k++];
      }
      into[j] = k;
    }
  }

  /**
   * Learns from the parents of a generation.
   *
   * @param weights of each, not negative, with sum 1
   */
  void update(int[][] chosen, double[] weights, int count) {
    double length = takeGradient(chosen, weights, count);
    if (!(length > 0)) {
      return; // no parent, or all of the probability on what they chose
    }
    double rate = Math.min(1, step / Math.sqrt(freedom));
    for (int j = 0; j < probabilities.length; j++) {
      accumulate(j, rate, length);
      for (int k = 0; k < probabilities[j].length; k++) {
        probabilities[j][k] += step / length * gradient[j][k];
      }
      keepMargin(probabilities[j], least[j]);
    }
    adaptStep(rate);
  }

  /** Sets the natural gradient; returns its length in the Fisher metric. */
  private double takeGradient(int[][] chosen, double[] weights, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
    }
    double square = 0;
    for (int j = 0; j < probabilities.length; j++) {
      for (int k = 0; k < gradient[j].length; k++) {
        gradient[j][k] = -sum * probabilities[j][k];
      }
      for (int i = 0; i < count; i++) {
        gradient[j][chosen[i][j]] += weights[i];
      }
      for (int k = 0; k < gradient[j].length; k++) {
        square += gradient[j][k] * gradient[j][k] / probabilities[j][k];
      }
    }
    return Math.sqrt(square);
  }

  /**
   * Square roots of probabilities are points of a sphere, on which the Fisher metric is the usual
   * one; the tangent there, transported along the great circle to the uniform distribution, is
   * compared with those of earlier updates.
   */
  private void accumulate(int j, double rate, double length) {
    double[] q = probabilities[j];
    double uniform = 1 / Math.sqrt(q.length);
    double cosine = 0;
    double along = 0;
    for (int k = 0; k < q.length; k++) {
      double root = Math.sqrt(q[k]);
      cosine += uniform * root;
      along += uniform * gradient[j][k] / root;
    }
    double gain = Math.sqrt(rate * (2 - rate)) / length;
    for (int k = 0; k < q.length; k++) {
      double root = Math.sqrt(q[k]);
      double direction = gradient[j][k] / root - along / (1 + cosine) * (root + uniform);
      path[j][k] = (1 - rate) * path[j][k] + gain * direction;
    }
  }

  private void adaptStep(double rate) {
    double square = 0;
    for (double[] part : path) {
      for (double x : part) {
        square += x * x;
      }
    }
    certainty = (1 - rate) * (1 - rate) * certainty + rate * (2 - rate);
    step *= StrictMath.exp(rate * (square / SIGNAL_TO_NOISE - certainty));
  }

  /** Raises what is below the margin, and takes it from the others by what they have above it. */
  private static void keepMargin(double[] q, double least) {
    double sum = 0;
    for (int k = 0; k < q.length; k++) {
      q[k] = Math.max(q[k], least);
      sum += q[k];
    }
    double share = (sum - 1) / (sum - least * q.length);
    for (int k = 0; k < q.length; k++) {
      q[k] = Math.max(least, q[k] - share * (q[k] - least));
    }
  }
}
