package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;

/** Compares a replicate's best with a percentile of the others at the same step. */
public final class PercentilePruner implements Pruner {
  private final List<Objective> objectives;
  private final PercentileSettings settings;
  private KnownLosses known;

  /** A pruner that knows no trials. */
  public PercentilePruner(List<Objective> objectives, PercentileSettings settings) {
    this.objectives = objectives;
    this.settings = settings;
    this.known = KnownLosses.none(objectives.size());
  }

  @Override
  public Judge begin(int trial, int replicate) {
    return new PercentileJudge(replicate, known);
  }

  @Override
  public void tell(Trial trial) {
    var addition = known.add();
    LearningCurve.follow(
        trial,
        objectives,
        (replicate, curve) -> {
          for (int i = 0; i < curve.objectives(); i++) {
            double loss = settings.averages() ? curve.average(i) : curve.last(i);
            addition.put(replicate, i, curve.step(), loss);
          }
        });
    known = addition.done();
  }

  private final class PercentileJudge implements Judge {
    private final int replicate;
    private final KnownLosses others;
    private final LearningCurve own = new LearningCurve(objectives);
    private final Schedule schedule =
        new Schedule(settings.warmupSteps(), settings.intervalSteps());

    PercentileJudge(int replicate, KnownLosses others) {
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
      OrderStatistics losses = others.at(replicate, objective, own.step());
      return others.trials() >= settings.startupTrials()
          && losses.size() >= settings.minTrials()
          && losses.isAbove(settings.percentile(), own.best(objective));
    }
  }
}
