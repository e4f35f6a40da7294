package dev.beryl.optimizers.model;

import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.Arrays;

/**
 * How far trials differ by chance. Where replicates have common seeds, one that is hard for a
 * treatment, such as a fold of a cross-validation, is mostly hard for the others, too. A trial's
 * standard error counts that, but it cancels where trials are compared: the difference of two means
 * with equal errors and correlation r has the variance of independent ones times 1 - r. Here r is
 * the mean correlation over all pairs of trials, replicate by replicate, which is near 0 where
 * seeds are independent. Each trial counts the same, whatever the size of its losses.
 *
 * @see "Law, Simulation Modeling and Analysis, 5th edition, section 11.2"
 */
public final class ReplicateCorrelation {
  private static final int LEAST_TRIALS = 4;
  private static final double UNIT = 0x1p32; // exact sums, in any order of trials

  private long[] sums = new long[0]; // of the trials' deviations by replicate, each of length 1
  private int trials;
  private double share = 1;

  /** No trial is known yet. */
  public ReplicateCorrelation() {}

  /**
   * Takes in a completed trial, of which the first replicates count, as many as the first trial
   * has. One with fewer does not count. So where trials differ in that number, as where failed
   * replicates are tolerated, it matters which one comes first.
   *
   * @param objective whose metric counts
   */
  public void add(Trial trial, int objective) {
    if (!(trial.standardError(objective) > 0)) {
      return;
    }
    Samples samples = trial.samples(trial.objectives().get(objective).metric());
    int replicates = trials == 0 ? samples.replicates() : sums.length;
    if (replicates < 2 || samples.replicates() < replicates) {
      return;
    }
    double[] deviations = deviations(samples, replicates);
    double length = length(deviations);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      return;
    }
    if (trials == 0) {
      sums = new long[replicates];
    }
    for (int r = 0; r < replicates; r++) {
      sums[r] += Math.round(deviations[r] / length * UNIT);
    }
    trials++;
    share = trials < LEAST_TRIALS ? 1 : Math.sqrt(1 - Math.clamp(correlation(), 0, 1));
  }

  /** What replicates give more or less than the mean of all. */
  private static double[] deviations(Samples samples, int replicates) {
    double[] means = new double[replicates];
    double mean = 0;
    for (int r = 0; r < replicates; r++) {
      int size = samples.size(r);
      for (int i = 0; i < size; i++) {
        means[r] += samples.get(r, i) / size;
      }
      mean += means[r] / replicates;
    }
    for (int r = 0; r < replicates; r++) {
      means[r] = samples.size(r) == 0 ? Double.NaN : means[r] - mean;
    }
    return means;
  }

  private static double length(double[] vector) {
    double largest = Arrays.stream(vector).map(Math::abs).max().orElse(0);
    double squares = 0;
    for (double each : vector) {
      squares += each / largest * (each / largest);
    }
    return largest * Math.sqrt(squares);
  }

  /** The mean over pairs: the squared length of the sum less the squared lengths of its parts. */
  private double correlation() {
    double squares = 0;
    for (long sum : sums) {
      squares += sum / UNIT * (sum / UNIT);
    }
    return (squares - trials) / ((double) trials * (trials - 1));
  }

  /**
   * {@return the part of a trial's standard error by which trials differ, in [0, 1]; 1 while too
   * few are known}
   */
  public double share() {
    return share;
  }
}
