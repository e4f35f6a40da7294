package dev.beryl.benchmarks.gate;

/**
 * What a change may cost before it fails.
 *
 * @param slowdown the share by which the time may rise, such as 0.1
 * @param confidence of the two-sided interval of the ratio of times, such as 0.99
 */
public record Margin(double slowdown, double confidence) {
  /** A tenth, beyond an interval of 99 %. */
  public static final Margin DEFAULT = new Margin(0.1, 0.99);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the slowdown is not at least 0, or the confidence not
   *     between 0.5 and 1
   */
  public Margin {
    if (!(slowdown >= 0)) {
      throw new IllegalArgumentException("slowdown: expected >= 0, got " + slowdown);
    }
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("confidence: expected in (0.5, 1), got " + confidence);
    }
  }

  Margin withSlowdown(double other) {
    return new Margin(other, confidence);
  }
}
