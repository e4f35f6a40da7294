package dev.beryl.random;

/**
 * The standard normal distribution.
 *
 * @see <a href="https://doi.org/10.2307/2347330">Wichura, Algorithm AS 241: the percentage points
 *     of the normal distribution, Applied Statistics 37(3), 1988</a>, routine PPND16
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // coefficients as published
public final class Normal {

  private static final double CENTRAL_RADIUS = 0.425;
  private static final double NEAR_TAIL_CENTRE = 1.6;
  private static final double NEAR_TAIL_END = 5;

  // Coefficients of the rational approximations, constant term first.
  private static final double[] CENTRAL_NUMERATOR = {
    3.3871328727963666080e0,
    1.3314166789178437745e2,
    1.9715909503065514427e3,
    1.3731693765509461125e4,
    4.5921953931549871457e4,
    6.7265770927008700853e4,
    3.3430575583588128105e4,
    2.5090809287301226727e3
  };
  private static final double[] CENTRAL_DENOMINATOR = {
    1.0,
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
    3.9307895800092710610e4,
    2.8729085735721942674e4,
    5.2264952788528545610e3
  };
  private static final double[] NEAR_TAIL_NUMERATOR = {
    1.42343711074968357734e0,
    4.63033784615654529590e0,
    5.76949722146069140550e0,
    3.64784832476320460504e0,
    1.27045825245236838258e0,
    2.41780725177450611770e-1,
    2.27238449892691845833e-2,
    7.74545014278341407640e-4
  };
  private static final double[] NEAR_TAIL_DENOMINATOR = {
    1.0,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
  };
  private static final double[] FAR_TAIL_NUMERATOR = {
    6.65790464350110377720e0,
    5.46378491116411436990e0,
    1.78482653991729133580e0,
    2.96560571828504891230e-1,
    2.65321895265761230930e-2,
    1.24266094738807843860e-3,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7
  };
  private static final double[] FAR_TAIL_DENOMINATOR = {
    1.0,
    5.99832206555887937690e-1,
    1.36929880922735805310e-1,
    1.48753612908506148525e-2,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15
  };

  private Normal() {}

  /**
   * The inverse of the cumulative distribution function, by three rational approximations. The
   * relative error is about 1e-15 where {@code p} itself is exact. Built on {@link StrictMath} and
   * basic arithmetic, hence the same bits on every machine.
   *
   * @param p a probability
   * @return the x with P(X ≤ x) = p; negative infinity for 0, positive infinity for 1, and NaN if
   *     {@code p} is NaN or outside [0, 1]
   */
  public static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= CENTRAL_RADIUS) {
      double r = CENTRAL_RADIUS * CENTRAL_RADIUS - q * q;
      return q * polynomial(CENTRAL_NUMERATOR, r) / polynomial(CENTRAL_DENOMINATOR, r);
    }
    double tail = q < 0 ? p : 1 - p;
    if (!(tail > 0)) {
      return tail == 0 ? Math.copySign(Double.POSITIVE_INFINITY, q) : Double.NaN;
    }
    double x = upperTail(Math.sqrt(-StrictMath.log(tail)));
    return q < 0 ? -x : x;
  }

  private static double upperTail(double root) {
    if (root <= NEAR_TAIL_END) {
      double r = root - NEAR_TAIL_CENTRE;
      return polynomial(NEAR_TAIL_NUMERATOR, r) / polynomial(NEAR_TAIL_DENOMINATOR, r);
    }
    double r = root - NEAR_TAIL_END;
    return polynomial(FAR_TAIL_NUMERATOR, r) / polynomial(FAR_TAIL_DENOMINATOR, r);
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = coefficients[coefficients.length - 1];
    for (int i = coefficients.length - 2; i >= 0; i--) {
      value = value * x + coefficients[i];
    }
    return value;
  }
}
