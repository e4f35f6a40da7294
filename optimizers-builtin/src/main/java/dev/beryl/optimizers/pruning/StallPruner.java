package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;

/** Lets another pruner decide where a learning curve does not improve. */
public final class StallPruner implements Pruner {
  /** Stops everything. */
  public static final Pruner ALWAYS =
      new Pruner() {
        @Override
        public Judge begin(int trial) {
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
   */
  public StallPruner(List<Objective> objectives, long steps, double minDelta, Pruner over) {
    this.objectives = objectives;
    this.steps = steps;
    this.minDelta = minDelta;
    this.over = over;
  }

  @Override
  public Judge begin(int trial) {
    return new StallJudge(over.begin(trial));
  }

  @Override
  public void tell(Trial trial) {
    over.tell(trial);
  }

  @Override
  public int[] rounds() {
    return over.rounds();
  }

  private final class StallJudge implements Judge {
    private final Judge other;
    private final LearningCurve own = new LearningCurve(objectives, CurveValue.LATEST);
    private final double[] reference = new double[objectives.size()];
    private final long[] since = new long[reference.length];

    StallJudge(Judge other) {
      this.other = other;
    }

    @Override
    public boolean prunes(Report report) {
      boolean condemned = other.prunes(report); // it must hear of every report
      return own.add(report) && isStalled() && condemned;
    }

    @Override
    public boolean prunesAfter(int replicates, double... values) {
      return other.prunesAfter(replicates, values);
    }

    private boolean isStalled() {
      double[] losses = own.losses(own.size() - 1);
      boolean stalled = true;
      for (int i = 0; i < reference.length; i++) {
        if (own.size() == 1 || losses[i] < reference[i] - minDelta) {
          reference[i] = losses[i];
          since[i] = own.lastStep();
        }
        stalled &= own.lastStep() - since[i] >= steps;
      }
      return stalled;
    }
  }
}
