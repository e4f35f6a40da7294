package dev.beryl.race;

import dev.beryl.trial.Moments;

/** Kim and Nelson's procedure for every pair. */
final class ZoneElimination implements Elimination {
  private final KimNelson procedure;
  private final double sign;
  private final Pair[][] pairs; // [i][j] with i < j: value of i less that of j

  /** A pair's differences so far. */
  private static final class Pair {
    private final Moments firstStage = new Moments();
    private double variance;
    private double sum;
    private int size;

    void add(double difference) {
      size++;
      sum += difference;
      if (size <= KimNelson.FIRST_STAGE) {
        firstStage.add(difference);
        variance = firstStage.variance();
      }
    }
  }

  ZoneElimination(int finalists, double sign, KimNelson procedure) {
    this.procedure = procedure;
    this.sign = sign;
    this.pairs = new Pair[finalists][finalists];
    for (int i = 0; i < finalists; i++) {
      for (int j = i + 1; j < finalists; j++) {
        pairs[i][j] = new Pair();
      }
    }
  }

  @Override
  public void enter(int block, RaceValues values, boolean[] isIn) {
    for (int i = 0; i < pairs.length; i++) {
      for (int j = i + 1; j < pairs.length; j++) {
        if (isIn[i] && isIn[j] && values.has(i, block) && values.has(j, block)) {
          pairs[i][j].add(
              sign * RaceValues.difference(values.get(i, 0, block), values.get(j, 0, block)));
        }
      }
    }
  }

  @Override
  public boolean isWorse(int finalist, int other) {
    return certainty(finalist, other) > 0;
  }

  /** How far the mean difference is beyond the allowance. */
  @Override
  public double certainty(int finalist, int other) {
    Pair pair = pairs[Math.min(finalist, other)][Math.max(finalist, other)];
    if (pair.size < KimNelson.FIRST_STAGE) {
      return 0;
    }
    double mean = (finalist < other ? pair.sum : -pair.sum) / pair.size;
    return mean - procedure.allowance(pair.variance, pair.size);
  }

  /** Equal means may go on for ever; with no allowance left they are equally good. */
  @Override
  public boolean isExhausted(boolean[] isIn) {
    for (int i = 0; i < pairs.length; i++) {
      for (int j = i + 1; j < pairs.length; j++) {
        Pair pair = pairs[i][j];
        if (isIn[i]
            && isIn[j]
            && (pair.size < KimNelson.FIRST_STAGE
                || pair.size < procedure.lastBlock(pair.variance))) {
          return false;
        }
      }
    }
    return true;
  }
}
