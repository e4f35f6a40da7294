package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/** Lets another pruner decide where a learning curve does not improve. */
public final class StallPruner implements Pruner {
  /** Stops everything. */
  public static final Pruner ALWAYS =
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

  /**
   * A pruner that waits.
   *
   * @param steps how many steps to wait for an improvement
   * @param minDelta an improvement is one by more than this
   * @param over decides then
   */
  public StallPruner(List<Objective> objectives, long steps, double minDelta, Pruner over) {
    this.objectives = objectives;
    this.steps = steps;
    this.minDelta = minDelta;
    this.over = over;
  }

  @Override
  public Judge begin(int trial, int replicate) {
    return new StallJudge(over.begin(trial, replicate));
  }

  @Override
  public void tell(Trial trial) {
    over.tell(trial);
  }

  private final class StallJudge implements Judge {
    private final Judge other;
    private final LearningCurve own = new LearningCurve(objectives);
    private final double[] reference = new double[objectives.size()];
    private final long[] since = new long[reference.length];

    StallJudge(Judge other) {
      this.other = other;
      Arrays.fill(reference, Double.NaN);
    }

    @Override
    public boolean prunes(Report report) {
      boolean condemned = other.prunes(report); // it must hear of every report
      return own.add(report) && isStalled() && condemned;
    }

    private boolean isStalled() {
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
