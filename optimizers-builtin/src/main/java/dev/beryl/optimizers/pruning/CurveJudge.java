package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import java.util.List;

/** Judges the curve of one trial by what it is compared with. */
final class CurveJudge implements Pruner.Judge {
  private final Horizon horizon;
  private final Schedule schedule;
  private final double draw;
  private final Standards standards;
  private final LearningCurve own;

  /**
   * A judge before the first report.
   *
   * @param draw the trial's uniform number in (0, 1)
   */
  CurveJudge(
      List<Objective> objectives,
      CurveValue value,
      Horizon horizon,
      double draw,
      Standards standards) {
    this.horizon = horizon;
    this.schedule = horizon.places().schedule();
    this.draw = draw;
    this.standards = standards;
    this.own = new LearningCurve(objectives, value);
  }

  @Override
  public boolean prunes(Report report) {
    if (!own.add(report)) {
      return false;
    }
    int latest = own.size() - 1;
    long step = own.step(latest);
    if (step >= horizon.last() || !schedule.isDue(step)) {
      return false;
    }
    double[] losses = own.losses(latest);
    return isBehind(latest, step, losses) && standards.isWorseThanTheBest(step, losses);
  }

  private boolean isBehind(int report, long step, double[] losses) {
    double end = horizon.projects() ? own.projectedEnd(report, horizon.last()) : 0;
    if (Double.isNaN(end)) {
      return false;
    }
    for (long place : horizon.places().of(own, report, draw)) {
      if (standards.isBehind(place, step, losses)
          && (!horizon.projects() || standards.isBehindAtTheEnd(place, step, end))) {
        return true;
      }
    }
    return false;
  }
}
