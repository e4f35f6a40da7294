package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;

/** Sound: stops a replicate whose first loss is above the mean of those told before its begin. */
class AboveMean implements Pruner {
  final Objective objective;
  double sum;
  int count;

  AboveMean(PrunerSetting setting) {
    this.objective = setting.objectives().getFirst();
  }

  double mean() {
    return count < 10 ? Double.POSITIVE_INFINITY : sum / count;
  }

  double lossOf(double value) {
    return objective.loss(value);
  }

  @Override
  public Judge begin(int trial, int replicate) {
    double limit = mean();
    return report -> lossOf(report.values()[0]) > limit;
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
  }
}
