package dev.beryl.quality.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The targets 10, 1, 0.1 … 1e-8 above the minimum, and when a search reached them. */
public final class Targets {
  private static final double[] DISTANCES = {
    1e1, 1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8
  };

  /** Stands for an evaluation that did not come. */
  public static final int NEVER = Integer.MAX_VALUE;

  private Targets() {}

  /** {@return the number of targets} */
  public static int count() {
    return DISTANCES.length;
  }

  /**
   * The evaluations at which targets are first reached.
   *
   * @param curve the loss after each evaluation; the minimum is 0
   * @return for each target the number of evaluations, from 1, or {@link #NEVER}
   */
  public static int[] hits(double[] curve) {
    int[] hits = new int[DISTANCES.length];
    Arrays.fill(hits, NEVER);
    int target = 0;
    for (int i = 0; i < curve.length && target < hits.length; i++) {
      while (target < hits.length && curve[i] <= DISTANCES[target]) {
        hits[target++] = i + 1;
      }
    }
    return hits;
  }

  /** {@return the largest budget, in evaluations, that profiles of a dimension regard} */
  public static int budget(int dimension) {
    return RuntimeProfile.MOST_PER_DIMENSION * dimension;
  }

  static IntStream reached(int[] hits, int dimension) {
    return Arrays.stream(hits).filter(hit -> hit <= budget(dimension));
  }
}
