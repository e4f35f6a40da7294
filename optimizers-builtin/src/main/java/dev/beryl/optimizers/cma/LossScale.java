package dev.beryl.optimizers.cma;

/**
 * How far apart losses are in the first generations of a study: the least distance of a median from
 * the best. What is small beside it is small in any unit of the losses.
 */
final class LossScale {
  private static final int GENERATIONS = 10;

  private double least = Double.POSITIVE_INFINITY;
  private int seen;

  /**
   * Takes in a generation.
   *
   * @param losses ascending, read up to {@code count}
   */
  void observe(double[] losses, int count) {
    double distance = count == 0 ? 0 : losses[count / 2] - losses[0];
    if (seen < GENERATIONS && distance > 0 && Double.isFinite(distance)) {
      least = Math.min(least, distance);
      seen++;
    }
  }

  /** {@return the scale; 0 while all losses of each generation are equal} */
  double value() {
    return seen == 0 ? 0 : least;
  }
}
