package dev.beryl.race;

import dev.beryl.trial.Aggregation;
import java.util.ArrayList;
import java.util.List;

/**
 * For aggregations that have no sequential test: at two or three numbers of blocks fixed beforehand
 * a finalist is worse than another if its aggregate is in nearly all resamples of the blocks.
 */
final class RungElimination implements Elimination {
  private static final int FACTOR = 3;
  private static final int FIRST = 8;
  private static final int MOST_RUNGS = 3;

  private final Aggregation aggregation;
  private final double sign;
  private final double error;
  private final List<Integer> rungs;
  private final Bootstrap bootstrap;
  private final double[][] shares; // of resamples in which it is worse than the other

  RungElimination(
      int finalists, RaceSetting setting, double sign, double error, Bootstrap bootstrap) {
    this.aggregation = setting.objectives().getFirst().aggregation();
    this.sign = sign;
    this.rungs = rungs(setting.maxBlocks());
    this.error = error / rungs.size();
    this.bootstrap = bootstrap;
    this.shares = new double[finalists][finalists];
  }

  /** The numbers of blocks at which it looks, the last one the largest. */
  static List<Integer> rungs(int maxBlocks) {
    var rungs = new ArrayList<>(List.of(maxBlocks));
    while (rungs.size() < MOST_RUNGS && rungs.getFirst() / FACTOR >= FIRST) {
      rungs.addFirst(rungs.getFirst() / FACTOR);
    }
    return List.copyOf(rungs);
  }

  @Override
  public void enter(int block, RaceValues values, boolean[] isIn) {
    if (!rungs.contains(block + 1)) {
      return;
    }
    for (int i = 0; i < shares.length; i++) {
      for (int j = i + 1; j < shares.length; j++) {
        if (isIn[i] && isIn[j]) {
          compare(i, j, values);
        }
      }
    }
  }

  private void compare(int i, int j, RaceValues values) {
    double[] first = values.common(i, j, 0);
    if (first.length < 2) {
      return;
    }
    double[] differences = bootstrap.differences(aggregation, first, values.common(j, i, 0), error);
    double above = 0;
    double below = 0;
    for (double difference : differences) {
      above += sign * difference > 0 ? 1 : 0;
      below += sign * difference < 0 ? 1 : 0;
    }
    shares[i][j] = above / differences.length;
    shares[j][i] = below / differences.length;
  }

  @Override
  public boolean isWorse(int finalist, int other) {
    return shares[finalist][other] > 1 - error;
  }

  @Override
  public double certainty(int finalist, int other) {
    return shares[finalist][other];
  }
}
