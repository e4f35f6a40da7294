package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;
import dev.beryl.random.Normal;
import dev.beryl.random.PhiloxRandom;

/**
 * Standard normal vectors that are orthogonal to each other in blocks of n: directions by
 * Gram-Schmidt, lengths those of the vectors as drawn, so that each vector by itself is standard
 * normal. Each is a function of the generator's key, the generation and its index.
 *
 * @see <a href="https://doi.org/10.1145/2576768.2598279">Wang, Emmerich and Bäck, Mirrored
 *     orthogonal sampling with pairwise selection in evolution strategies (2014)</a>
 */
final class OrthogonalSampler {
  private static final int LARGEST_DIMENSION = 200; // above, the gain is below the cost

  private final PhiloxRandom random;
  private final int n;
  private final double[][] block; // orthonormal rows
  private long generation = -1;
  private int drawn;

  OrthogonalSampler(PhiloxRandom random, int dimension) {
    this.random = random;
    this.n = dimension;
    this.block = dimension <= LARGEST_DIMENSION ? new double[n][n] : new double[0][];
  }

  /**
   * Draws the vector with an index; those of a generation are drawn in their order.
   *
   * @param generation any number, other ones for other vectors
   * @param index from 0
   */
  void draw(long generation, int index, double[] z) {
    random.seek(generation, index);
    gaussian(z);
    if (block.length == 0) {
      return;
    }
    if (generation != this.generation || index % n == 0) {
      this.generation = generation;
      drawn = 0;
    }
    if (drawn < n) {
      orthogonalize(z);
    }
  }

  /** Draws another, independent vector in place of the last one. */
  void redraw(double[] z) {
    gaussian(z);
  }

  private void gaussian(double[] z) {
    random.nextDoubles(z, 0, n);
    for (int i = 0; i < n; i++) {
      z[i] = Normal.quantile(z[i]);
    }
  }

  private void orthogonalize(double[] z) {
    double length = Math.sqrt(Rows.squaredLength(z));
    for (int j = 0; j < drawn; j++) {
      Rows.add(z, -Rows.dot(block[j], z, n), block[j], n);
    }
    double left = Math.sqrt(Rows.squaredLength(z));
    double[] row = block[drawn++];
    for (int i = 0; i < n; i++) {
      row[i] = z[i] / left;
      z[i] = row[i] * length;
    }
  }
}
