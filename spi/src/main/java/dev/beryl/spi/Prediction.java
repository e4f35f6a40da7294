package dev.beryl.spi;

/**
 * What a model expects of a number, such as the loss of a treatment. Immutable.
 *
 * @param mean the expected number, finite
 * @param standardDeviation how uncertain the mean is, in the same unit, finite and at least 0; the
 *     noise of single results is not part of it
 */
public record Prediction(double mean, double standardDeviation) {
  /**
   * Checks both numbers.
   *
   * @throws IllegalArgumentException if one of them is NaN or infinite, or the standard deviation
   *     is negative
   */
  public Prediction {
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException(
          "prediction: mean: expected a finite number, got " + mean);
    }
    if (!Double.isFinite(standardDeviation) || standardDeviation < 0) {
      throw new IllegalArgumentException(
          "prediction: standard deviation: expected a finite number >= 0, got "
              + standardDeviation);
    }
  }
}
