package dev.beryl.optimizers.math;

import dev.beryl.random.Normal;

/**
 * Probabilities of the standard normal distribution, accurate in both tails. The relative error of
 * every method is a few units in the last place. Built on {@link StrictMath} and exactly rounded
 * arithmetic, hence the same bits on every machine.
 *
 * @see <a href="https://doi.org/10.1090/S0025-5718-1969-0247736-4">Cody, Rational Chebyshev
 *     approximations for the error function, Mathematics of Computation 23(107), 1969</a>; the
 *     coefficients are those of ANORM in Cody, Algorithm 715, ACM TOMS 19(1), 1993
 * @see Normal#quantile(double)
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // coefficients as published
public final class NormalDistribution {

  private static final double CENTRAL_END = 0.67448975; // the upper quartile
  private static final double NEAR_TAIL_END = 5.656854249492380; // sqrt(32)
  private static final double DENSITY_AT_ZERO = 0.39894228040143267794;

  /** Beyond it the tail is below the least positive double. */
  private static final double LARGEST_DEVIATION = 39;

  /** The probability is a normal double above its exponential. */
  private static final double LEAST_LOG = -690;

  private static final int FIXED_POINT_STEPS = 6;

  // Coefficients of the rational approximations, constant term first.
  private static final double[] CENTRAL_NUMERATOR = {
    18154.981253343561249,
    1067.6894854603709582,
    161.02823106855587881,
    2.2352520354606839287,
    0.065682337918207449113
  };
  private static final double[] CENTRAL_DENOMINATOR = {
    45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1
  };
  private static final double[] NEAR_TAIL_NUMERATOR = {
    9842.7148383839780218,
    11602.651437647350124,
    6848.1904505362823326,
    2494.5375852903726711,
    597.27027639480026226,
    93.506656132177855979,
    8.8831497943883759412,
    0.39894151208813466764,
    1.0765576773720192317e-8
  };
  private static final double[] NEAR_TAIL_DENOMINATOR = {
    19685.429676859990727,
    38912.003286093271411,
    34900.952721145977266,
    18615.571640885098091,
    6485.558298266760755,
    1519.377599407554805,
    235.38790178262499861,
    22.266688044328115691,
    1
  };
  private static final double[] FAR_TAIL_NUMERATOR = {
    2.9112874951168792e-5,
    0.001421619193227893466,
    0.022235277870649807,
    0.1274011611602473639,
    0.21589853405795699,
    0.02307344176494017303
  };
  private static final double[] FAR_TAIL_DENOMINATOR = {
    7.29751555083966205e-5,
    0.00378239633202758244,
    0.0659881378689285515,
    0.468238212480865118,
    1.28426009614491121,
    1
  };

  private NormalDistribution() {}

  /**
   * The cumulative distribution function. The upper tail is {@code cdf(-x)}, without cancellation.
   *
   * @return P(X ≤ x); NaN if {@code x} is NaN
   */
  public static double cdf(double x) {
    double deviation = Math.abs(x);
    if (deviation <= CENTRAL_END) {
      return 0.5 + central(x);
    }
    double tail = tail(deviation);
    return x < 0 ? tail : 1 - tail;
  }

  /**
   * The natural logarithm of the cumulative distribution function, finite wherever -x²/2 is.
   *
   * @return ln P(X ≤ x); NaN if {@code x} is NaN
   */
  public static double logCdf(double x) {
    if (x < -CENTRAL_END) {
      return StrictMath.log(millsTail(-x)) - 0.5 * x * x;
    }
    return x <= CENTRAL_END
        ? StrictMath.log(0.5 + central(x))
        : StrictMath.log1p(-tail(x)); // NaN, too
  }

  /**
   * The ratio of Mills: the tail beyond a deviation over the density there. With it nothing
   * underflows: {@code erfcx(x)} is {@code sqrt(2/pi)} times the ratio at {@code x sqrt(2)}.
   *
   * @param x a deviation, at least 0
   * @return P(X > x) / phi(x)
   */
  public static double millsRatio(double x) {
    return x > CENTRAL_END
        ? millsTail(x) / DENSITY_AT_ZERO
        : (0.5 - central(x)) / (DENSITY_AT_ZERO * StrictMath.exp(-0.5 * x * x));
  }

  /** The density at a deviation. */
  public static double density(double x) {
    return DENSITY_AT_ZERO * StrictMath.exp(-0.5 * x * x);
  }

  /**
   * The inverse of {@link #logCdf(double)}: the quantile of a probability that may be too small for
   * a double.
   *
   * @param logProbability the natural logarithm of a probability
   * @return the x with ln P(X ≤ x) = {@code logProbability}; negative infinity for negative
   *     infinity, positive infinity for 0, and NaN if the argument is NaN or positive
   */
  public static double quantileOfLog(double logProbability) {
    if (logProbability > -0.5) {
      return -Normal.quantile(-StrictMath.expm1(logProbability));
    }
    if (!(logProbability < LEAST_LOG)) {
      return Normal.quantile(StrictMath.exp(logProbability));
    }
    if (logProbability == Double.NEGATIVE_INFINITY) {
      return logProbability;
    }
    // x²/2 = ln millsTail(x) - ln p; each step divides the error by x², which is above 1300.
    double deviation = Math.sqrt(-logProbability) * Math.sqrt(2);
    for (int step = 0; step < FIXED_POINT_STEPS; step++) {
      double half = StrictMath.log(millsTail(deviation)) - logProbability;
      deviation = Math.sqrt(half) * Math.sqrt(2);
    }
    return -deviation;
  }

  /** P(0 ≤ X ≤ x), negative for negative x, up to the quartiles. */
  private static double central(double x) {
    double square = x * x;
    return x * polynomial(CENTRAL_NUMERATOR, square) / polynomial(CENTRAL_DENOMINATOR, square);
  }

  /** P(X > deviation), above the upper quartile. */
  private static double tail(double deviation) {
    if (deviation > LARGEST_DEVIATION) {
      return 0;
    }
    double square = deviation * deviation;
    double rounding = Math.fma(deviation, deviation, -square);
    double exponential = StrictMath.exp(-0.5 * square);
    return (exponential - 0.5 * rounding * exponential) * millsTail(deviation);
  }

  /** P(X > deviation) times e^(deviation²/2), above the upper quartile. */
  private static double millsTail(double deviation) {
    if (deviation <= NEAR_TAIL_END) {
      return polynomial(NEAR_TAIL_NUMERATOR, deviation)
          / polynomial(NEAR_TAIL_DENOMINATOR, deviation);
    }
    double s = 1 / (deviation * deviation);
    double correction = s * polynomial(FAR_TAIL_NUMERATOR, s) / polynomial(FAR_TAIL_DENOMINATOR, s);
    return (DENSITY_AT_ZERO - correction) / deviation;
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = coefficients[coefficients.length - 1];
    for (int i = coefficients.length - 2; i >= 0; i--) {
      value = Math.fma(value, x, coefficients[i]);
    }
    return value;
  }
}
