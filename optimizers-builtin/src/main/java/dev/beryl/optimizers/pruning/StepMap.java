package dev.beryl.optimizers.pruning;

/**
 * Losses by step, any {@code long}: a binary trie on the bits of the step, highest first, with
 * branches only where steps differ. Immutable: a map with one more loss shares all but one path.
 *
 * @see "Okasaki and Gill, Fast mergeable integer maps, ACM SIGPLAN Workshop on ML, 1998"
 */
sealed interface StepMap {
  StepMap EMPTY = new Empty();

  /** The losses at a step, none if no loss was added there. */
  OrderStatistics at(long step);

  /** This map with one more loss at a step. */
  StepMap with(long step, double loss);

  private static StepMap join(long key, StepMap map, long step, double loss) {
    long bit = Long.highestOneBit(key ^ step);
    StepMap leaf = EMPTY.with(step, loss);
    return (step & bit) == 0 ? new Branch(key, bit, leaf, map) : new Branch(key, bit, map, leaf);
  }

  /** No step. */
  record Empty() implements StepMap {
    @Override
    public OrderStatistics at(long step) {
      return OrderStatistics.EMPTY;
    }

    @Override
    public StepMap with(long step, double loss) {
      return new Leaf(step, OrderStatistics.EMPTY.with(loss));
    }
  }

  /** One step. */
  record Leaf(long key, OrderStatistics losses) implements StepMap {
    @Override
    public OrderStatistics at(long step) {
      return step == key ? losses : OrderStatistics.EMPTY;
    }

    @Override
    public StepMap with(long step, double loss) {
      return step == key ? new Leaf(key, losses.with(loss)) : join(key, this, step, loss);
    }
  }

  /**
   * Steps that agree in the bits above one, and differ in that.
   *
   * @param key one of the steps
   * @param bit the highest bit in which they differ
   * @param zero those without it
   * @param one those with it
   */
  record Branch(long key, long bit, StepMap zero, StepMap one) implements StepMap {
    @Override
    public OrderStatistics at(long step) {
      return ((step & bit) == 0 ? zero : one).at(step);
    }

    @Override
    public StepMap with(long step, double loss) {
      long lower = bit | bit - 1;
      if (((key ^ step) & ~lower) != 0) {
        return join(key, this, step, loss);
      }
      return (step & bit) == 0
          ? new Branch(key, bit, zero.with(step, loss), one)
          : new Branch(key, bit, zero, one.with(step, loss));
    }
  }
}
