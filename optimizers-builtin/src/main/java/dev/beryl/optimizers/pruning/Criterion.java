package dev.beryl.optimizers.pruning;

/** When losses at a checkpoint are behind those of others. */
public sealed interface Criterion {

  /**
   * Whether losses are behind.
   *
   * @param worse how many more trials were pruned before the checkpoint
   */
  boolean isBehind(Known known, int worse, double... losses);

  /** Whether it makes a difference how many trials were pruned before. */
  boolean countsPruned();

  /** The least loss such that those above it, and no others, are behind; infinite if none is. */
  double bar(OrderStatistics known, int worse);

  /** Worse than a percentile of all; trials pruned before the checkpoint count as worse. */
  record Percentile(double percentile) implements Criterion {
    @Override
    public boolean isBehind(Known known, int worse, double... losses) {
      return known.isBeyond(percentile, worse, losses);
    }

    @Override
    public boolean countsPruned() {
      return true;
    }

    @Override
    public double bar(OrderStatistics known, int worse) {
      return known.percentile(percentile, worse);
    }
  }

  /** Not among the best 1 in a number of those that came to the checkpoint, this one included. */
  record BestShare(int factor) implements Criterion {
    @Override
    public boolean isBehind(Known known, int worse, double... losses) {
      return !known.isAmong(best(known), losses);
    }

    private int best(Known known) {
      return Math.max(1, (known.size() + 1) / factor);
    }

    @Override
    public boolean countsPruned() {
      return false;
    }

    @Override
    public double bar(OrderStatistics known, int worse) {
      return known.at(best(known) - 1);
    }
  }
}
