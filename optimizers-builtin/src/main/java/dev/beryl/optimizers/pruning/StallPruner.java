package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Optional;

/** Lets another pruner decide where a learning curve does not improve. */
public final class StallPruner implements Pruner {
  /** Stops everything. */
  public static final Pruner ALWAYS =
      new Pruner() {
        private static final Judge JUDGE =
            new Judge() {
              @Override
              public boolean prunes(Report report) {
                return true;
              }

              @Override
              public Optional<byte[]> write() {
                return Optional.of(new byte[0]);
              }
            };

        @Override
        public Judge begin(int trial) {
          return JUDGE;
        }

        @Override
        public Judge read(byte[] judge) {
          if (judge.length > 0) {
            throw WrittenJudge.malformed("patience", judge, "its judges are all the same", null);
          }
          return JUDGE;
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

  @Override
  public Judge read(byte[] judge) {
    return new StallJudge(over.read(judge));
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

    /** Of its own it has nothing to write before the first report. */
    @Override
    public Optional<byte[]> write() {
      return other.write();
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
