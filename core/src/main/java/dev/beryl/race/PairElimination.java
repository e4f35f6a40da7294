package dev.beryl.race;

import dev.beryl.race.Evidence.Decision;
import java.util.function.Supplier;

/** Each pair by its own evidence, up to its first crossing. */
final class PairElimination implements Elimination {
  private final Evidence[][] pairs; // [i][j] with i < j: value of i less that of j
  private final double sign;

  /**
   * Starts without blocks.
   *
   * @param sign 1 if less is better, -1 if more is
   */
  PairElimination(int finalists, double sign, Supplier<Evidence> evidence) {
    this.sign = sign;
    this.pairs = new Evidence[finalists][finalists];
    for (int i = 0; i < finalists; i++) {
      for (int j = i + 1; j < finalists; j++) {
        pairs[i][j] = evidence.get();
      }
    }
  }

  @Override
  public void enter(int block, RaceValues values, boolean[] isIn) {
    for (int i = 0; i < pairs.length; i++) {
      for (int j = i + 1; j < pairs.length; j++) {
        if (isIn[i] && isIn[j] && values.has(i, block) && values.has(j, block)) {
          double difference =
              RaceValues.difference(values.get(i, 0, block), values.get(j, 0, block));
          pairs[i][j].add(sign * difference);
        }
      }
    }
  }

  @Override
  public boolean isWorse(int finalist, int other) {
    return finalist < other
        ? pairs[finalist][other].decided() == Decision.HIGHER
        : pairs[other][finalist].decided() == Decision.LOWER;
  }

  @Override
  public double certainty(int finalist, int other) {
    return pairs[Math.min(finalist, other)][Math.max(finalist, other)].log();
  }
}
