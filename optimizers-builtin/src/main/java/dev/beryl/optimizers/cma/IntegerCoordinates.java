package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.model.Cells;
import org.jspecify.annotations.Nullable;

/**
 * The coordinates of a Gaussian that stand for integers: where a sample is evaluated, what a
 * generation's parents count as, and the margin after an update.
 */
final class IntegerCoordinates {
  private final @Nullable Cells[] cells;
  private final IntegerMargin margin;
  private final double[] places;
  private final double[] centers;
  private final boolean[] left;

  /**
   * Coordinates before the first generation.
   *
   * @param cells of each coordinate of the Gaussian, null where it is continuous
   * @param parents the most that a generation has
   */
  IntegerCoordinates(@Nullable Cells[] cells, double alpha, int parents) {
    this.cells = cells;
    this.margin = new IntegerMargin(cells.length, alpha);
    this.places = new double[parents];
    this.centers = new double[parents];
    this.left = new boolean[parents];
  }

  /** {@return the factor between a sampled step and the one that is evaluated} */
  double amplification(int j) {
    return margin.amplification(j);
  }

  /** Lets the parents that have left the mean's cell count with the value that was evaluated. */
  void center(Candidate[] ranked, int parents, SearchDistribution distribution) {
    for (int j = 0; j < cells.length; j++) {
      Cells own = cells[j];
      if (own != null) {
        center(j, own, ranked, parents, distribution);
      }
    }
  }

  private void center(
      int j, Cells own, Candidate[] ranked, int parents, SearchDistribution distribution) {
    double mean = distribution.mean()[j];
    long level = own.levelAt(mean);
    for (int i = 0; i < parents; i++) {
      places[i] = ranked[i].x[j];
      long evaluated = own.levelAt(places[i]);
      centers[i] = own.center(evaluated);
      left[i] = evaluated != level;
    }
    IntegerCentering.center(places, centers, left, parents);
    double scale = distribution.sigma() * margin.amplification(j);
    for (int i = 0; i < parents; i++) {
      ranked[i].step[j] = (places[i] - mean) / scale;
    }
  }

  /** Keeps the margin of a distribution that was updated. */
  void correct(SearchDistribution distribution) {
    for (int j = 0; j < cells.length; j++) {
      Cells own = cells[j];
      if (own != null) {
        long level = own.levelAt(distribution.mean()[j]);
        double below = level == 0 ? Double.NEGATIVE_INFINITY : own.lowerEnd(level);
        double above =
            level == own.levels() - 1 ? Double.POSITIVE_INFINITY : own.lowerEnd(level + 1);
        margin.correct(j, distribution.mean(), distribution.deviation(j), below, above);
      }
    }
  }
}
