package dev.beryl.metric;

/** Quantiles of Student's t distribution. */
public final class StudentT {
  private static final int STEPS = 80;

  private StudentT() {}

  /**
   * The t with P(|T| &lt;= t) = probability.
   *
   * @param probability in (0, 1)
   * @param freedom the degrees of freedom, at least 1
   */
  public static double twoSided(double probability, int freedom) {
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (inside(middle, freedom) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.sqrt(freedom) * StrictMath.tan((low + high) / 2);
  }

  /**
   * P(|T| &lt;= sqrt(freedom) tan(angle)), by Abramowitz and Stegun 26.7.3 and 26.7.4: a finite sum
   * of powers of the cosine.
   */
  private static double inside(double angle, int freedom) {
    double cosine = StrictMath.cos(angle);
    boolean odd = freedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = freedom == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k < freedom && term > 1e-17; k += 2) {
      term *= cosine * cosine * (k - 1) / k;
      sum += term;
    }
    double sine = StrictMath.sin(angle);
    return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
  }
}
