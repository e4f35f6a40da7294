package dev.beryl.quality.measure;

import java.util.Arrays;
import java.util.Locale;

/**
 * A mean and its standard error.
 *
 * @param standardError its standard error; NaN of a single observation
 */
public record Estimate(double mean, double standardError) {

  /** Estimates the mean of independent observations, at least one. */
  public static Estimate of(double... observations) {
    int n = observations.length;
    double mean = Arrays.stream(observations).sum() / n;
    double squares = Arrays.stream(observations).map(x -> (x - mean) * (x - mean)).sum();
    return new Estimate(mean, Math.sqrt(squares / (n - 1) / n));
  }

  /** {@return for example {@code -0.532 ± 0.041}} */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f ± %.3f", mean, standardError);
  }

  /**
   * How far the mean may lie from the true one by chance: Student's quantile at 1 - 1e-4 times the
   * standard error.
   *
   * @param observations how many there were, at least 5
   * @see <a href="https://dlmf.nist.gov/">Abramowitz and Stegun, Handbook of mathematical
   *     functions</a>, 26.7.5: the quantile by its expansion about the normal one
   */
  public double margin(int observations) {
    double z = 3.719016485455709;
    double degrees = observations - 1;
    double cube = z * z * z;
    double fifth = cube * z * z;
    double seventh = fifth * z * z;
    double quantile =
        z
            + (cube + z) / (4 * degrees)
            + (5 * fifth + 16 * cube + 3 * z) / (96 * degrees * degrees)
            + (3 * seventh + 19 * fifth + 17 * cube - 15 * z) / (384 * degrees * degrees * degrees);
    return quantile * standardError;
  }
}
