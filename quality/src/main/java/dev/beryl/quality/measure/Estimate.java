package dev.beryl.quality.measure;

import java.util.Arrays;
import java.util.Locale;

/**
 * A mean and its standard error.
 *
 * @param mean the mean
 * @param standardError its standard error; NaN of a single observation
 */
public record Estimate(double mean, double standardError) {

  /**
   * Estimates the mean of independent observations.
   *
   * @param observations at least one
   * @return mean and standard error
   */
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
}
