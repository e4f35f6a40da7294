package dev.beryl.optimizers.pruning;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;

/** Compares reports with bounds, and with nothing else. */
final class BoundsPruner implements Pruner {
  private final double lower;
  private final double upper;
  private final int from;
  private final int to;
  private final long warmupSteps;
  private final long intervalSteps;

  BoundsPruner(PrunerSetting setting) {
    Options options = setting.options();
    List<String> metrics = setting.objectives().stream().map(Objective::metric).toList();
    String metric = options.find(ThresholdOptions.METRIC).orElse("");
    int chosen = metrics.indexOf(metric);
    this.lower = options.get(ThresholdOptions.LOWER);
    this.upper = options.get(ThresholdOptions.UPPER);
    this.from = Math.max(0, chosen);
    this.to = chosen < 0 ? metrics.size() : chosen + 1;
    this.warmupSteps = options.get(StepOptions.WARMUP_STEPS);
    this.intervalSteps = options.get(StepOptions.INTERVAL_STEPS);
    var faults = new Faults("pruner 'threshold'");
    faults.require(lower <= upper, "expected lower <= upper, got lower=%s, upper=%s", lower, upper);
    faults.require(
        chosen >= 0 || options.find(ThresholdOptions.METRIC).isEmpty(),
        "option 'metric': no objective has the metric '%s'; %s",
        metric,
        Nearest.hint(metric, metrics));
    faults.throwIfAny();
  }

  @Override
  public Judge begin(int trial, int replicate) {
    var schedule = new Schedule(warmupSteps, intervalSteps);
    return report -> schedule.isDue(report.step()) && isOut(report);
  }

  private boolean isOut(Report report) {
    double[] values = report.values();
    if (values.length < to) {
      throw Curve.tooFewValues(report, to);
    }
    for (int i = from; i < to; i++) {
      if (values[i] >= lower && values[i] <= upper) {
        return false;
      }
    }
    return true;
  }

  /** Makes no difference. */
  @Override
  public void tell(Trial trial) {}
}
