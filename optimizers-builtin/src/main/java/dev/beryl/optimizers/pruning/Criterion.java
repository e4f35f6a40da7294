package dev.beryl.optimizers.pruning;

/** When losses at a checkpoint are behind those of others. */
public sealed interface Criterion {

  /**
   * Whether losses are behind.
   *
   * @param worse how many more trials were pruned before the checkpoint
   */
  boolean isBehind(Known known, int worse, double... losses);

  /** Worse than a percentile of all; trials pruned before the checkpoint count as worse. */
  record Percentile(double percentile) implements Criterion {
    @Override
    public boolean isBehind(Known known, int worse, double... losses) {
      return known.isBeyond(percentile, worse, losses);
    }
  }

  /** Not among the best 1 in a number of those that came to the checkpoint, this one included. */
  record BestShare(int factor) implements Criterion {
    @Override
    public boolean isBehind(Known known, int worse, double... losses) {
      return !known.isAmong(Math.max(1, (known.size() + 1) / factor), losses);
    }
  }
}
