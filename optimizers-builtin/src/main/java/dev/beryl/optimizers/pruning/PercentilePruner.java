package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;

/** Compares a replicate's best with a percentile of the others at the same step. */
final class PercentilePruner implements Pruner {
  private final List<Objective> objectives;
  private final double percentile;
  private final boolean averages;
  private final int startupTrials;
  private final int minTrials;
  private final long warmupSteps;
  private final long intervalSteps;
  private Rankings known;

  PercentilePruner(PrunerSetting setting) {
    Options options = setting.options();
    this.objectives = setting.objectives();
    this.percentile = options.get(MedianOptions.PERCENTILE);
    this.averages = options.get(MedianOptions.RUNNING_AVERAGE);
    this.startupTrials = options.get(MedianOptions.STARTUP_TRIALS);
    this.minTrials = options.get(MedianOptions.MIN_TRIALS);
    this.warmupSteps = options.get(StepOptions.WARMUP_STEPS);
    this.intervalSteps = options.get(StepOptions.INTERVAL_STEPS);
    this.known = Rankings.empty(objectives.size());
  }

  @Override
  public Judge begin(int trial, int replicate) {
    return new Comparison(replicate, known);
  }

  @Override
  public void tell(Trial trial) {
    var addition = known.add();
    Curve.follow(
        trial,
        objectives,
        (replicate, curve) -> {
          for (int i = 0; i < curve.objectives(); i++) {
            double loss = averages ? curve.average(i) : curve.last(i);
            addition.put(replicate, i, curve.step(), loss);
          }
        });
    known = addition.done();
  }

  private final class Comparison implements Judge {
    private final int replicate;
    private final Rankings others;
    private final Curve own = new Curve(objectives);
    private final Schedule schedule = new Schedule(warmupSteps, intervalSteps);

    Comparison(int replicate, Rankings others) {
      this.replicate = replicate;
      this.others = others;
    }

    @Override
    public boolean prunes(Report report) {
      if (!own.add(report) || !schedule.isDue(report.step())) {
        return false;
      }
      for (int i = 0; i < own.objectives(); i++) {
        if (!isWorse(i)) {
          return false;
        }
      }
      return true;
    }

    private boolean isWorse(int objective) {
      if (Double.isNaN(own.last(objective))) {
        return true;
      }
      Ranking ranking = others.at(replicate, objective, own.step());
      return others.trials() >= startupTrials
          && ranking.size() >= minTrials
          && ranking.isAbove(percentile, own.best(objective));
    }
  }
}
