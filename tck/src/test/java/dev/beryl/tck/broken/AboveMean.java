package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;

/**
 * Sound: stops a replicate whose first loss is above the mean of those told before its begin, and
 * after 1 and 3 replicates a trial whose mean is above that of the same replicates of those told.
 */
class AboveMean implements Pruner {
  private static final int[] ROUNDS = {1, 3};

  final Objective objective;
  private final double[] sums = new double[4]; // by the number of replicates
  private final int[] counts = new int[4];
  double sum;
  int count;

  AboveMean(PrunerSetting setting) {
    this.objective = setting.objectives().getFirst();
  }

  double mean() {
    return count < 10 ? Double.POSITIVE_INFINITY : sum / count;
  }

  /** Of the means over the first replicates. */
  double mean(int replicates) {
    return counts[replicates] < 10
        ? Double.POSITIVE_INFINITY
        : sums[replicates] / counts[replicates];
  }

  double lossOf(double value) {
    return objective.loss(value);
  }

  @Override
  public int[] rounds() {
    return ROUNDS.clone();
  }

  @Override
  public Judge begin(int trial) {
    double limit = mean();
    double[] atRounds = {0, mean(1), 0, mean(3)};
    return new Judge() {
      @Override
      public boolean prunes(Report report) {
        return lossOf(report.values()[0]) > limit;
      }

      @Override
      public boolean prunesAfter(int replicates, double... values) {
        return lossOf(values[0]) > atRounds[replicates];
      }
    };
  }

  @Override
  public void tell(Trial trial) {
    for (Report report : trial.reports()) {
      double loss = lossOf(report.values()[0]);
      if (Math.abs(loss) < 1e100) {
        sum += loss;
        count++;
      }
    }
    for (int n : ROUNDS) {
      if (trial.replicates() >= n && trial.metrics().contains(objective.metric())) {
        sums[n] += lossOf(meanOf(trial.samples(objective.metric()), n));
        counts[n]++;
      }
    }
  }

  private static double meanOf(Samples samples, int replicates) {
    double values = 0;
    for (int r = 0; r < replicates; r++) {
      values += samples.get(r, 0);
    }
    return values / replicates;
  }
}
