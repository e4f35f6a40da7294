package dev.beryl.optimizers.pruning;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Optional;

/** Compares reports with bounds, and with nothing else. */
public final class BoundsPruner implements Pruner {
  private final BoundsSettings settings;
  private final int from;
  private final int to;

  /**
   * A pruner for the values of some objectives.
   *
   * @throws IllegalArgumentException if the lower bound is above the upper one, or no objective has
   *     the metric
   */
  public BoundsPruner(List<Objective> objectives, BoundsSettings settings) {
    List<String> metrics = objectives.stream().map(Objective::metric).toList();
    String metric = settings.metric().orElse("");
    int chosen = metrics.indexOf(metric);
    this.settings = settings;
    this.from = Math.max(0, chosen);
    this.to = chosen < 0 ? metrics.size() : chosen + 1;
    var faults = new Faults("pruner 'threshold'");
    faults.require(
        settings.lower() <= settings.upper(),
        "expected lower <= upper, got lower=%s, upper=%s",
        settings.lower(),
        settings.upper());
    faults.require(
        chosen >= 0 || settings.metric().isEmpty(),
        "option 'metric': no objective has the metric '%s'; %s",
        metric,
        Nearest.hint(metric, metrics));
    faults.throwIfAny();
  }

  @Override
  public Judge begin(int trial) {
    return new BoundsJudge();
  }

  @Override
  public Judge read(byte[] judge) {
    if (judge.length > 0) {
      throw WrittenJudge.malformed("threshold", judge, "its judges are all the same", null);
    }
    return new BoundsJudge();
  }

  /** Knows of no other trial, so that there is nothing to write. */
  private final class BoundsJudge implements Judge {
    private final Schedule schedule =
        new Schedule(settings.warmupSteps(), settings.intervalSteps());
    private final boolean[] begun = new boolean[to];

    @Override
    public boolean prunes(Report report) {
      return isWhole(report, begun) && schedule.isDue(report.step()) && isOut(report.values());
    }

    @Override
    public Optional<byte[]> write() {
      return Optional.of(new byte[0]);
    }
  }

  /** Whether there are values of all that are judged; NaN is none before the first number. */
  private boolean isWhole(Report report, boolean[] begun) {
    double[] values = report.values();
    boolean whole = values.length >= to;
    for (int i = from; i < to && i < values.length; i++) {
      begun[i] |= !Double.isNaN(values[i]);
      whole &= begun[i];
    }
    return whole;
  }

  private boolean isOut(double[] values) {
    for (int i = from; i < to; i++) {
      if (values[i] >= settings.lower() && values[i] <= settings.upper()) {
        return false;
      }
    }
    return true;
  }

  /** Makes no difference. */
  @Override
  public void tell(Trial trial) {}
}
