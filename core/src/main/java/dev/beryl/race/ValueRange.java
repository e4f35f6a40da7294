package dev.beryl.race;

/**
 * A range in which every value of an objective is, such as 0 to 1 for an accuracy.
 *
 * @param low the least value possible
 * @param high the largest value possible
 */
public record ValueRange(double low, double high) {
  /** Refuses a range without width. */
  public ValueRange {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "range of values: expected finite low < high, got low=%s, high=%s".formatted(low, high));
    }
  }

  /** {@return the largest difference possible} */
  public double width() {
    return high - low;
  }

  /** {@return the value, unless it is out of the range} */
  public double required(double value) {
    if (!(low <= value && value <= high)) {
      throw new IllegalArgumentException(
          "value: expected it in its range, %s to %s, got %s".formatted(low, high, value));
    }
    return value;
  }
}
