package dev.beryl.quality.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Two searches on the same instances of the same problems, in pairs.
 *
 * @param logRatio the mean of log10(ours / theirs), values floored at 1e-10; its standard error is
 *     that over instance numbers, problems being fixed
 * @param won the share of pairs in which ours is lower, equal ones counted half
 */
public record PairedComparison(Estimate logRatio, double won) {
  private static final double FLOOR = 1e-10;

  /**
   * Compares two searches over the instances that both have of all problems that both have.
   *
   * @param ours the value reached, by problem and instance number
   * @param theirs by the same; problems of which it has no instance are left out
   */
  public static PairedComparison of(double[][] ours, double[][] theirs) {
    int[] common = IntStream.range(0, ours.length).filter(p -> theirs[p].length > 0).toArray();
    int instances =
        Arrays.stream(common).map(p -> Math.min(ours[p].length, theirs[p].length)).min().orElse(0);
    double[] byInstance = new double[instances];
    double won = 0;
    for (int p : common) {
      for (int k = 0; k < instances; k++) {
        double ratio = log(ours[p][k]) - log(theirs[p][k]);
        byInstance[k] += ratio / common.length;
        won += ratio < 0 ? 1 : ratio == 0 ? 0.5 : 0;
      }
    }
    return new PairedComparison(Estimate.of(byInstance), won / (common.length * instances));
  }

  /**
   * How much depends on single problems: the mean of log10(ours / theirs) without each of them in
   * turn.
   *
   * @param ours the value reached, by problem and instance number
   * @param theirs by the same; problems of which it has no instance are left out
   * @return the least and the largest of these means; NaN twice if there are fewer than two
   *     problems
   */
  public static double[] withoutOne(double[][] ours, double[][] theirs) {
    int[] common = IntStream.range(0, ours.length).filter(p -> theirs[p].length > 0).toArray();
    double[] means = new double[common.length];
    for (int i = 0; i < common.length; i++) {
      int p = common[i];
      means[i] = of(new double[][] {ours[p]}, new double[][] {theirs[p]}).logRatio().mean();
    }
    double sum = Arrays.stream(means).sum();
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double mean : means) {
      range[0] = Math.min(range[0], (sum - mean) / (means.length - 1));
      range[1] = Math.max(range[1], (sum - mean) / (means.length - 1));
    }
    return means.length < 2 ? new double[] {Double.NaN, Double.NaN} : range;
  }

  private static double log(double value) {
    return StrictMath.log10(Math.max(FLOOR, value));
  }

  /** The mean over instances of log10(value), values floored at 1e-10; at least one value. */
  public static Estimate logOf(double... values) {
    return Estimate.of(Arrays.stream(values).map(PairedComparison::log).toArray());
  }

  /** {@return for example {@code -0.532 ± 0.041 (71 %)}} */
  @Override
  public String toString() {
    return logRatio + String.format(Locale.ROOT, " (%.0f %%)", 100 * won);
  }
}
