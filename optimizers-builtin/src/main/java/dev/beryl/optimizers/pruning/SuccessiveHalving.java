package dev.beryl.optimizers.pruning;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;

/** Decides at rungs; among the known losses the number of a rung takes the place of the step. */
public final class SuccessiveHalving implements Pruner {
  private static final long EXEMPTIONS = 0;
  private static final Judge EXEMPT = report -> false;

  private final List<Objective> objectives;
  private final HalvingSettings settings;
  private final Rungs rungs;
  private final PhiloxRandom exemptions;
  private KnownLosses known;

  /**
   * A pruner that knows no trials.
   *
   * @throws IllegalArgumentException if there is no rung
   */
  public SuccessiveHalving(PrunerSetting setting, HalvingSettings settings) {
    this.objectives = setting.objectives();
    this.settings = settings;
    this.rungs = Rungs.of(settings);
    this.exemptions = setting.random(EXEMPTIONS);
    this.known = KnownLosses.none(objectives.size());
  }

  @Override
  public Judge begin(int trial, int replicate) {
    exemptions.seek(trial, 0);
    return exemptions.nextDouble() < settings.exemptShare()
        ? EXEMPT
        : new RungJudge(replicate, known);
  }

  @Override
  public void tell(Trial trial) {
    var addition = known.add();
    LearningCurve.follow(
        trial,
        objectives,
        (replicate, curve) -> {
          for (int rung = rungs.before(curve); rung < rungs.now(curve); rung++) {
            for (int i = 0; i < curve.objectives(); i++) {
              double loss = curve.last(i);
              double counted = Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
              addition.put(replicate, i, rung, counted);
            }
          }
        });
    known = addition.done();
  }

  private final class RungJudge implements Judge {
    private final int replicate;
    private final KnownLosses others;
    private final LearningCurve own = new LearningCurve(objectives);

    RungJudge(int replicate, KnownLosses others) {
      this.replicate = replicate;
      this.others = others;
    }

    @Override
    public boolean prunes(Report report) {
      if (!own.add(report) || report.step() < rungs.first()) {
        return false;
      }
      for (int i = 0; i < own.objectives(); i++) {
        if (!isLeftBehind(i)) {
          return false;
        }
      }
      return true;
    }

    private boolean isLeftBehind(int objective) {
      double loss = own.last(objective);
      boolean leftBehind = Double.isNaN(loss);
      for (int rung = rungs.before(own); rung < rungs.now(own); rung++) {
        OrderStatistics losses = others.at(replicate, objective, rung);
        int come = losses.size() + 1;
        leftBehind |= losses.below(loss) >= Math.max(1, come / settings.reductionFactor());
      }
      return leftBehind;
    }
  }
}
