package dev.beryl.quality.measure;

/**
 * The runtime profile of a search in two figures. The profile is the share of (instance, target)
 * pairs that are reached, as a function of log10(evaluations / dimension).
 *
 * @param area under the profile, see {@link Targets#area}
 */
public record RuntimeProfile(Estimate area, Estimate reached) {

  /**
   * Sums up searches; standard errors are those over instance numbers, problems being fixed.
   *
   * @param hits by problem, instance number and target, the evaluation at which it was reached; the
   *     same number of instances of each problem
   */
  public static RuntimeProfile of(Targets targets, int[][][] hits, int[] dimensions) {
    int instances = hits[0].length;
    double[] area = new double[instances];
    double[] reached = new double[instances];
    for (int p = 0; p < hits.length; p++) {
      for (int k = 0; k < instances; k++) {
        area[k] += targets.area(hits[p][k], dimensions[p]) / hits.length;
        reached[k] += targets.reached(hits[p][k], dimensions[p]) / hits.length;
      }
    }
    return new RuntimeProfile(Estimate.of(area), Estimate.of(reached));
  }
}
