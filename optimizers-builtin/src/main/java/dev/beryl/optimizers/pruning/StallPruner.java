package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/** Lets another pruner decide where a curve has come to a standstill. */
final class StallPruner implements Pruner {
  /** Stops everything. */
  static final Pruner ALWAYS =
      new Pruner() {
        @Override
        public Judge begin(int trial, int replicate) {
          return report -> true;
        }

        @Override
        public void tell(Trial trial) {}
      };

  private final List<Objective> objectives;
  private final long steps;
  private final double minDelta;
  private final Pruner over;

  StallPruner(PrunerSetting setting, Pruner over) {
    this.objectives = setting.objectives();
    this.steps = setting.options().get(PatienceOptions.STEPS);
    this.minDelta = setting.options().get(PatienceOptions.MIN_DELTA);
    this.over = over;
  }

  @Override
  public Judge begin(int trial, int replicate) {
    return new Patience(over.begin(trial, replicate));
  }

  @Override
  public void tell(Trial trial) {
    over.tell(trial);
  }

  private final class Patience implements Judge {
    private final Judge other;
    private final Curve own = new Curve(objectives);
    private final double[] reference = new double[objectives.size()];
    private final long[] since = new long[reference.length];

    Patience(Judge other) {
      this.other = other;
      Arrays.fill(reference, Double.NaN);
    }

    @Override
    public boolean prunes(Report report) {
      boolean condemned = other.prunes(report); // it must hear of every report
      return own.add(report) && standsStill() && condemned;
    }

    private boolean standsStill() {
      boolean all = true;
      for (int i = 0; i < reference.length; i++) {
        double loss = own.last(i);
        if (loss < reference[i] - minDelta || Double.isNaN(reference[i])) {
          reference[i] = loss;
          since[i] = own.step();
        }
        all &= Double.isNaN(loss) || Long.compareUnsigned(own.step() - since[i], steps) >= 0;
      }
      return all;
    }
  }
}
