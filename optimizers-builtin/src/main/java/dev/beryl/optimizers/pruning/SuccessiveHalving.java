package dev.beryl.optimizers.pruning;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;

/** Decides at rungs; in its rankings the number of a rung takes the place of the step. */
final class SuccessiveHalving implements Pruner {
  private static final long EXEMPTIONS = 0;
  private static final Judge EXEMPT = report -> false;

  private final List<Objective> objectives;
  private final Rungs rungs;
  private final int factor;
  private final double exemptShare;
  private final PhiloxRandom exemptions;
  private Rankings known;

  SuccessiveHalving(PrunerSetting setting) {
    Options options = setting.options();
    this.objectives = setting.objectives();
    this.rungs = Rungs.of(options);
    this.factor = options.get(AshaOptions.REDUCTION_FACTOR);
    this.exemptShare = options.get(AshaOptions.EXEMPT_SHARE);
    this.exemptions = setting.random(EXEMPTIONS);
    this.known = Rankings.empty(objectives.size());
  }

  @Override
  public Judge begin(int trial, int replicate) {
    exemptions.seek(trial, 0);
    return exemptions.nextDouble() < exemptShare ? EXEMPT : new Climb(replicate, known);
  }

  @Override
  public void tell(Trial trial) {
    var addition = known.add();
    Curve.follow(
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

  private final class Climb implements Judge {
    private final int replicate;
    private final Rankings others;
    private final Curve own = new Curve(objectives);

    Climb(int replicate, Rankings others) {
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
        Ranking ranking = others.at(replicate, objective, rung);
        int come = ranking.size() + 1;
        leftBehind |= ranking.below(loss) >= Math.max(1, come / factor);
      }
      return leftBehind;
    }
  }
}
