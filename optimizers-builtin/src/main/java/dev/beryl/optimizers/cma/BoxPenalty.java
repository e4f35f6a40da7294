package dev.beryl.optimizers.cma;

import java.util.Arrays;

/**
 * The boundary of the box: what is evaluated is a point's clipping u, what is ranked is the loss
 * and a penalty that grows with the distance from the box in proportion to the spread of the
 * losses.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2008.924423">Hansen, Niederberger, Guzzella and
 *     Koumoutsakos, A method for handling uncertainty in evolutionary optimization, IEEE TEC 13
 *     (2009)</a>, section IV-B; the penalty here has a tenth of the weight there
 */
final class BoxPenalty {
  private static final double WEIGHT = 0.1;
  private static final double SHAPE_EXPONENT = 0.9;

  private final StrategyParameters parameters;
  private final boolean[] bounded;
  private final double[] factors; // of a mean that strays, growing
  private final double[] coefficients; // of the squared distance, for this generation
  private final double[] spreads; // a ring
  private final double[] sorted;
  private int recorded;
  private double unit = 1;

  /**
   * A box around the unit cube.
   *
   * @param bounded the coordinates that are penalized outside
   */
  BoxPenalty(StrategyParameters parameters, boolean[] bounded) {
    this.parameters = parameters;
    this.bounded = bounded;
    int n = parameters.dimension;
    this.factors = new double[n];
    Arrays.fill(factors, 1);
    this.coefficients = new double[n];
    this.spreads = new double[20 + (int) Math.ceil(3.0 * n / parameters.populationSize)];
    this.sorted = new double[spreads.length];
  }

  /**
   * Notes the spread of a generation's losses.
   *
   * @param losses ascending, read up to {@code count}
   */
  void observe(double[] losses, int count) {
    double spread = count == 0 ? 0 : losses[3 * count / 4] - losses[count / 4];
    if (spread > 0 && Double.isFinite(spread)) {
      spreads[recorded++ % spreads.length] = spread;
    }
  }

  /** Fixes the coefficients for a generation that was sampled from a distribution. */
  void prepare(SearchDistribution distribution) {
    int n = coefficients.length;
    Covariance covariance = distribution.covariance();
    double trace = 0;
    double logs = 0;
    for (int j = 0; j < n; j++) {
      double variance = covariance.variance(j);
      trace += variance;
      coefficients[j] = StrictMath.log(variance);
      logs += coefficients[j];
    }
    double sigma = distribution.sigma();
    double spread = medianSpread();
    int exponent = spread == 0 ? 0 : Math.getExponent(spread);
    unit = Math.scalb(1.0, exponent / 2); // half way, so that neither losses nor penalties overflow
    double gamma = 2 * Math.scalb(spread, -exponent) / (sigma * sigma * trace);
    for (int j = 0; j < n; j++) {
      double shape = StrictMath.exp(SHAPE_EXPONENT * (coefficients[j] - logs / n));
      strengthen(j, distribution);
      double coefficient = WEIGHT * gamma * factors[j] / shape;
      coefficients[j] = bounded[j] ? Math.scalb(coefficient, exponent - exponent / 2) : 0;
    }
  }

  private void strengthen(int j, SearchDistribution distribution) {
    double n = coefficients.length;
    double near = 3 * distribution.deviation(j) * Math.max(1, Math.sqrt(n) / parameters.muEff);
    if (Math.abs(outside(distribution.mean()[j])) > near) {
      factors[j] *= StrictMath.pow(1.1, Math.max(1, parameters.muEff / (10 * n)));
    }
  }

  private double medianSpread() {
    int count = Math.min(recorded, spreads.length);
    if (count == 0) {
      return 0;
    }
    System.arraycopy(spreads, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
  }

  /** {@return the power of two in which penalties are measured} */
  double unit() {
    return unit;
  }

  /** {@return what is added to the loss of a point, in {@link #unit units}; 0 inside the box} */
  double of(double[] x) {
    double penalty = 0;
    for (int j = 0; j < x.length; j++) {
      double beyond = outside(x[j]);
      penalty += coefficients[j] * beyond * beyond;
    }
    return penalty;
  }

  /** {@return whether a point has a penalized coordinate outside} */
  boolean concerns(double[] x) {
    for (int j = 0; j < x.length; j++) {
      if (bounded[j] && !(x[j] >= 0 && x[j] <= 1)) {
        return true;
      }
    }
    return false;
  }

  /** {@return the signed distance of a coordinate from the unit interval} */
  private static double outside(double x) {
    return x - Math.clamp(x, 0.0, 1.0);
  }
}
