package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.math.Cholesky;
import dev.beryl.optimizers.math.Exponential;
import dev.beryl.optimizers.math.Rows;
import java.util.Arrays;

/**
 * A Gaussian process given its targets: its mean and variance anywhere. Points whose targets are
 * still unknown can be added; they are taken to come out at the mean, which leaves the mean as it
 * is and lowers the variance. Not thread-safe.
 */
final class Posterior {
  private static final double LEAST_VARIANCE = 1e-12;
  private static final int BLOCK = 128;

  private final Inputs inputs;
  private final double[] theta;
  private final double[] weights; // five times the inverse squared length scales
  private final double variance;
  private final double noise;
  private final double quadratic;
  private final double quadraticScale;
  private final Cholesky factor;
  private final double[] alpha;
  private final int told;
  private double[][] columns; // coordinates by feature and point
  private double[] covariance; // with all points; work
  private double[] slope;
  private double[] product;
  private double[] solved;
  private int size;
  private double[][] blocks = {}; // work

  /** Given targets; a covariance that is not definite gets more noise until it is. */
  Posterior(TrainingSet data, Hyperparameters parameters, double[] theta) {
    this.inputs = data.inputs();
    this.theta = theta.clone();
    int features = inputs.size();
    this.weights = new double[features];
    for (int f = 0; f < features; f++) {
      weights[f] = 5 * StrictMath.exp(theta[f]);
    }
    this.variance = StrictMath.exp(theta[features]);
    this.noise = StrictMath.exp(theta[features + 1]);
    this.quadratic = parameters.quadratic() ? StrictMath.exp(theta[features + 2]) : 0;
    this.quadraticScale = 1 / (1 + inputs.numeric() / 3.0);
    this.told = data.size();
    int capacity = told + 16;
    this.columns = new double[features][capacity];
    this.covariance = new double[capacity];
    this.slope = new double[capacity];
    this.product = new double[capacity];
    this.solved = new double[capacity];
    double[][] rows = new double[told][];
    for (int i = 0; i < told; i++) {
      rows[i] = rowOf(data.points()[i]);
      rows[i][i] += data.extraNoise()[i];
    }
    this.factor = new Cholesky(capacity);
    if (!MarginalPosterior.factor(factor, rows, told, variance)) {
      factor.factor(rows, told, variance + quadratic * features);
    }
    this.alpha = data.targets().clone();
    factor.solve(alpha);
  }

  /** The row of a point's covariances with those before and itself; becomes one of the points. */
  private double[] rowOf(double[] point) {
    covariances(point);
    double[] row = Arrays.copyOf(covariance, size + 1);
    row[size] = prior(point) + noise;
    for (int f = 0; f < point.length; f++) {
      columns[f][size] = point[f];
    }
    size++;
    return row;
  }

  /** Adds a point whose target is not known. */
  void addPending(double[] point) {
    if (size == covariance.length) {
      int capacity = 2 * size;
      for (int f = 0; f < columns.length; f++) {
        columns[f] = Arrays.copyOf(columns[f], capacity);
      }
      covariance = new double[capacity];
      slope = new double[capacity];
      product = new double[capacity];
      solved = new double[capacity];
    }
    if (!factor.append(rowOf(point))) {
      size--; // as good as one that is there
    }
  }

  /** {@return the hyperparameters} */
  double[] theta() {
    return theta;
  }

  /** {@return the variance of the noise, besides what is known of it} */
  double noise() {
    return noise;
  }

  /**
   * How far each target is from its mean given all others; before any pending point is added.
   *
   * @param variances receives the variances of the targets given all others
   */
  double[] leaveOneOut(double[] variances) {
    double[][] inverse = new double[told][told];
    factor.invert(inverse);
    double[] residuals = new double[told];
    for (int i = 0; i < told; i++) {
      variances[i] = 1 / inverse[i][i];
      residuals[i] = alpha[i] / inverse[i][i];
    }
    return residuals;
  }

  private double prior(double[] point) {
    if (quadratic == 0) {
      return variance;
    }
    double sum = 1;
    for (int f = 0; f < point.length; f++) {
      double u = 2 * point[f] - 1;
      sum += inputs.isCategorical(f) ? 0 : u * u;
    }
    double t = quadraticScale * sum;
    return variance + quadratic * t * t;
  }

  /** Sets covariance, slope and product of a point and all points. */
  private void covariances(double[] point) {
    double[] distance = slope;
    Arrays.fill(distance, 0, size, 0);
    Arrays.fill(product, 0, size, 1);
    for (int f = 0; f < point.length; f++) {
      double[] column = columns[f];
      double x = point[f];
      double weight = weights[f];
      if (inputs.isCategorical(f)) {
        for (int i = 0; i < size; i++) {
          distance[i] += column[i] == x ? 0 : weight;
        }
      } else {
        double u = 2 * x - 1;
        for (int i = 0; i < size; i++) {
          double z = column[i];
          double apart = x - z;
          distance[i] += weight * (apart * apart);
          product[i] += u * (2 * z - 1);
        }
      }
    }
    for (int i = 0; i < size; i++) {
      double square = distance[i];
      double r = Math.sqrt(square);
      double exponential = Exponential.exp(-r);
      double t = quadraticScale * product[i];
      covariance[i] = variance * ((1 + r + square / 3) * exponential) + quadratic * (t * t);
      slope[i] = -5.0 / 6 * variance * ((1 + r) * exponential);
    }
  }

  /** The mean at a point. */
  double mean(double[] point) {
    covariances(point);
    return Rows.dot(alpha, covariance, told);
  }

  /** The variance, without noise, and the mean at a point. */
  Moments at(double[] point) {
    covariances(point);
    double mean = Rows.dot(alpha, covariance, told);
    System.arraycopy(covariance, 0, solved, 0, size);
    factor.solveLower(solved);
    return new Moments(mean, floored(prior(point) - Rows.dot(solved, solved, size)));
  }

  private double floored(double value) {
    return Math.max(value, LEAST_VARIANCE * variance);
  }

  /**
   * The moments at a point and their derivatives by the coordinates of continuous features.
   *
   * @param ofMean receives the derivatives of the mean
   * @param ofVariance receives those of the variance
   */
  Moments at(double[] point, double[] ofMean, double[] ofVariance) {
    Moments moments = at(point);
    factor.solveUpper(solved);
    double own = 0;
    for (int f = 0; f < point.length; f++) {
      double u = 2 * point[f] - 1;
      own += inputs.isCategorical(f) ? 0 : u * u;
    }
    double perProduct = 2 * quadratic * quadraticScale * quadraticScale;
    for (int f = 0; f < point.length; f++) {
      if (!inputs.isContinuous(f)) {
        continue;
      }
      double[] column = columns[f];
      double x = point[f];
      double weight = 2 * weights[f] / 5;
      double mean = 0;
      double lowered = 0;
      for (int i = 0; i < size; i++) {
        double z = column[i];
        double change =
            weight * (slope[i] * (x - z)) + 2 * (perProduct * (product[i] * (2 * z - 1)));
        lowered += solved[i] * change;
        mean += i < told ? alpha[i] * change : 0;
      }
      ofMean[f] = mean;
      ofVariance[f] = 4 * perProduct * (1 + own) * (2 * x - 1) - 2 * lowered;
    }
    return moments;
  }

  /**
   * The moments at many points.
   *
   * @param points coordinates by feature and point
   * @param count how many points
   */
  void at(double[][] points, int count, double[] means, double[] variances) {
    if (blocks.length < size) {
      blocks = new double[covariance.length][BLOCK];
    }
    double[] distance = new double[BLOCK];
    double[] products = new double[BLOCK];
    double[] negated = new double[BLOCK];
    double[] mean = new double[BLOCK];
    double[] left = new double[BLOCK];
    double[][] x = new double[points.length][BLOCK];
    for (int from = 0; from < count; from += BLOCK) {
      int width = Math.min(BLOCK, count - from);
      for (int f = 0; f < points.length; f++) {
        System.arraycopy(points[f], from, x[f], 0, width);
      }
      Arrays.fill(mean, 0);
      Arrays.fill(left, 0);
      for (int i = 0; i < size; i++) {
        covariances(x, i, distance, products, negated, blocks[i]);
        if (i < told) {
          Rows.add(mean, alpha[i], blocks[i], BLOCK);
        }
      }
      factor.solveLower(blocks, BLOCK);
      for (int i = 0; i < size; i++) {
        double[] v = blocks[i];
        for (int c = 0; c < BLOCK; c++) {
          left[c] += v[c] * v[c];
        }
      }
      double[] point = new double[points.length];
      for (int c = 0; c < width; c++) {
        for (int f = 0; f < point.length; f++) {
          point[f] = x[f][c];
        }
        means[from + c] = mean[c];
        variances[from + c] = floored(prior(point) - left[c]);
      }
    }
  }

  /** The covariances of one of the points with a block of others. */
  private void covariances(
      double[][] x, int i, double[] distance, double[] products, double[] negated, double[] into) {
    Arrays.fill(distance, 0);
    Arrays.fill(products, 1);
    for (int f = 0; f < x.length; f++) {
      double z = columns[f][i];
      double weight = weights[f];
      double[] xf = x[f];
      if (inputs.isCategorical(f)) {
        for (int c = 0; c < BLOCK; c++) {
          distance[c] += xf[c] == z ? 0 : weight;
        }
      } else {
        double v = 2 * z - 1;
        for (int c = 0; c < BLOCK; c++) {
          double apart = xf[c] - z;
          distance[c] += weight * (apart * apart);
          products[c] += v * (2 * xf[c] - 1);
        }
      }
    }
    for (int c = 0; c < BLOCK; c++) {
      negated[c] = -Math.sqrt(distance[c]);
    }
    Exponential.exp(negated, into, BLOCK);
    for (int c = 0; c < BLOCK; c++) {
      double r = -negated[c];
      double t = quadraticScale * products[c];
      into[c] = variance * ((1 + r + distance[c] / 3) * into[c]) + quadratic * (t * t);
    }
  }
}
