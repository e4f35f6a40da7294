package dev.beryl.examples.cancer;

import java.util.random.RandomGenerator;

/**
 * A network with one hidden layer of tanh units and one logistic output, trained by stochastic
 * gradient descent with momentum and weight decay. Small enough to train thousands of them.
 */
final class NeuralNetwork {
  private static final int HIDDEN = 6;
  private static final int BATCH = 16;
  private static final double LEAST_PROBABILITY = 1e-15;

  private final int inputs;
  private final double[] weights; // of each hidden unit its inputs and bias, then of the output
  private final double[] velocity;
  private final double[] gradient;
  private final double[] hidden = new double[HIDDEN];

  /**
   * How a network is trained.
   *
   * @param rate the learning rate
   * @param momentum the share of the last change that is made again, in [0, 1)
   * @param decay the factor of the penalty of squared weights
   * @param scale the standard deviation of the first weights
   */
  record Training(double rate, double momentum, double decay, double scale) {}

  /** A network with random weights. */
  NeuralNetwork(int inputs, double scale, RandomGenerator random) {
    this.inputs = inputs;
    this.weights = new double[HIDDEN * (inputs + 1) + HIDDEN + 1];
    this.velocity = new double[weights.length];
    this.gradient = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = scale * random.nextGaussian();
    }
  }

  /** Trains on all rows once, in random order. */
  void train(double[][] rows, boolean[] malignant, Training training, RandomGenerator random) {
    int[] order = new int[rows.length];
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    for (int from = 0; from < order.length; from += BATCH) {
      int to = Math.min(order.length, from + BATCH);
      for (int i = from; i < to; i++) {
        addGradient(rows[order[i]], malignant[order[i]], 1.0 / (to - from));
      }
      step(training);
    }
  }

  private void addGradient(double[] row, boolean malignant, double share) {
    double error = share * (probability(row) - (malignant ? 1 : 0));
    int output = HIDDEN * (inputs + 1);
    for (int h = 0; h < HIDDEN; h++) {
      gradient[output + h] += error * hidden[h];
      double back = error * weights[output + h] * (1 - hidden[h] * hidden[h]);
      int at = h * (inputs + 1);
      for (int i = 0; i < inputs; i++) {
        gradient[at + i] += back * row[i];
      }
      gradient[at + inputs] += back;
    }
    gradient[output + HIDDEN] += error;
  }

  private void step(Training training) {
    for (int i = 0; i < weights.length; i++) {
      double slope = gradient[i] + training.decay() * weights[i];
      velocity[i] = training.momentum() * velocity[i] - training.rate() * slope;
      weights[i] += velocity[i];
      gradient[i] = 0;
    }
  }

  /** The probability that a tumor is malignant. */
  double probability(double[] row) {
    int output = HIDDEN * (inputs + 1);
    double sum = weights[output + HIDDEN];
    for (int h = 0; h < HIDDEN; h++) {
      int at = h * (inputs + 1);
      double unit = weights[at + inputs];
      for (int i = 0; i < inputs; i++) {
        unit += weights[at + i] * row[i];
      }
      hidden[h] = 2 / (1 + StrictMath.exp(-2 * unit)) - 1; // tanh, in half of its time
      sum += weights[output + h] * hidden[h];
    }
    return 1 / (1 + StrictMath.exp(-sum));
  }

  /** The mean log loss; a network that has diverged is as bad as one that is sure and wrong. */
  double logLoss(double[][] rows, boolean[] malignant) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      double right = malignant[i] ? probability(rows[i]) : 1 - probability(rows[i]);
      sum -= StrictMath.log(right >= LEAST_PROBABILITY ? right : LEAST_PROBABILITY);
    }
    return sum / rows.length;
  }
}
