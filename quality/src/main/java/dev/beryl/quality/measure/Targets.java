package dev.beryl.quality.measure;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Distances from the minimum that a search is to reach, and within how many evaluations. Immutable.
 */
public final class Targets {

  /** Those of the kept peers: 10, 1, 0.1 … 1e-8 within 2000 evaluations per dimension. */
  public static final Targets PEERS =
      new Targets(2000, IntStream.range(0, 10).mapToDouble(i -> StrictMath.pow(10, 1 - i)));

  /** Those of releases: four to each power of ten, down to 1e-6, within 200 per dimension. */
  public static final Targets RELEASE = release(200);

  /** Stands for an evaluation that did not come. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final int perDimension;
  private final double[] distances;

  private Targets(int perDimension, DoubleStream distances) {
    this.perDimension = perDimension;
    this.distances = distances.toArray();
  }

  /** The distances of releases, to be reached within another number of evaluations. */
  public static Targets release(int perDimension) {
    return new Targets(
        perDimension, IntStream.rangeClosed(1, 24).mapToDouble(i -> StrictMath.pow(10, -i / 4.0)));
  }

  /** {@return the number of targets} */
  public int count() {
    return distances.length;
  }

  /** {@return within how many evaluations targets are to be reached} */
  public int budget(int dimension) {
    return perDimension * dimension;
  }

  /** {@return the largest {@link #area}, log10 of the evaluations per dimension} */
  public double mostArea() {
    return StrictMath.log10(perDimension);
  }

  /**
   * The evaluations at which targets are first reached.
   *
   * @param curve the loss after each evaluation; the minimum is 0
   * @return for each target the number of evaluations, from 1, or {@link #NEVER}
   */
  public int[] hits(double[] curve) {
    int[] hits = new int[distances.length];
    Arrays.fill(hits, NEVER);
    int target = 0;
    for (int i = 0; i < curve.length && target < hits.length; i++) {
      while (target < hits.length && curve[i] <= distances[target]) {
        hits[target++] = i + 1;
      }
    }
    return hits;
  }

  /** The share of targets, from 0 to 1, that one search reached; by its {@link #hits}. */
  public double reached(int[] hits, int dimension) {
    return inTime(hits, dimension).count() / (double) hits.length;
  }

  /**
   * The area under the share of targets that one search reached, by its {@link #hits}, as a
   * function of log10(evaluations / dimension) from 0 to {@link #mostArea}.
   */
  public double area(int[] hits, int dimension) {
    return inTime(hits, dimension)
            .mapToDouble(
                hit -> mostArea() - StrictMath.log10(Math.max(1, hit / (double) dimension)))
            .sum()
        / hits.length;
  }

  private IntStream inTime(int[] hits, int dimension) {
    return Arrays.stream(hits).filter(hit -> hit <= budget(dimension));
  }
}
