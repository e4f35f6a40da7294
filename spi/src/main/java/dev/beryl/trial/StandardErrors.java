package dev.beryl.trial;

/** Standard errors where replicates are independent and the values of one replicate are not. */
final class StandardErrors {

  private StandardErrors() {}

  /** Of the mean of all values, in at least two replicates. */
  static double ofMean(Samples samples) {
    double[] values = samples.values();
    return samples.hasOneValuePerReplicate()
        ? ArrayMoments.standardError(values, samples.from(), samples.to())
        : ofClusters(samples, ArrayMoments.mean(values, samples.from(), samples.to()));
  }

  private static double ofClusters(Samples samples, double mean) {
    double[] residuals = new double[samples.replicates()];
    double largest = 0;
    for (int replicate = 0; replicate < residuals.length; replicate++) {
      residuals[replicate] = Math.fma(-samples.size(replicate), mean, total(samples, replicate));
      largest = Math.max(largest, Math.abs(residuals[replicate]));
    }
    if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
      return largest == 0 ? 0 : Double.NaN;
    }
    int scale = Math.getExponent(largest);
    for (int replicate = 0; replicate < residuals.length; replicate++) {
      double scaled = Math.scalb(residuals[replicate], -scale);
      residuals[replicate] = scaled * scaled;
    }
    double squares = ArrayMoments.sum(residuals, 0, residuals.length);
    double correction = residuals.length / (residuals.length - 1.0);
    return Math.scalb(Math.sqrt(correction * squares) / samples.size(), scale);
  }

  /** Of the sum of all values, in at least two replicates. */
  static double ofSum(Samples samples) {
    int replicates = samples.replicates();
    if (samples.hasOneValuePerReplicate()) {
      return replicates * ofMean(samples);
    }
    double[] totals = new double[replicates];
    for (int replicate = 0; replicate < replicates; replicate++) {
      totals[replicate] = total(samples, replicate);
    }
    return replicates * ArrayMoments.standardError(totals, 0, replicates);
  }

  private static double total(Samples samples, int replicate) {
    return samples.size(replicate) == 0
        ? 0
        : ArrayMoments.sum(samples.values(), samples.start(replicate), samples.end(replicate));
  }

  /** Of the quantile at p, in at least two replicates. */
  static double ofQuantile(double p, Samples samples) {
    double[] sorted = samples.sorted();
    int count = sorted.length;
    double quantile = new Quantile(p).of(sorted);
    if (Double.isNaN(quantile)) {
      return Double.NaN;
    }
    double error = count * ofShareUpTo(quantile, p, samples);
    double low = count * p - error;
    double high = count * p + error;
    return error > 0 && low >= 0 && high <= count
        ? 0.5 * atRank(high, sorted) - 0.5 * atRank(low, sorted)
        : Double.NaN;
  }

  /** The i-th value in order is at rank i - 0.5 (type 5 of Hyndman and Fan). */
  private static double atRank(double rank, double[] sorted) {
    return Interpolation.at(Math.clamp(rank - 0.5, 0, sorted.length - 1), sorted);
  }

  private static double ofShareUpTo(double quantile, double p, Samples samples) {
    return samples.hasOneValuePerReplicate()
        ? Math.sqrt(p * (1 - p) / samples.size())
        : ofMean(samples.map(x -> x <= quantile ? 1 : 0));
  }
}
