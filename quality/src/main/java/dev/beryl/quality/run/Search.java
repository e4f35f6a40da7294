package dev.beryl.quality.run;

import dev.beryl.quality.problem.Instance;

/** A way to search, with its settings. Immutable and thread-safe. */
@FunctionalInterface
public interface Search {

  /**
   * Searches once.
   *
   * @param seed of the search; the same seed gives the same search
   * @return one value for each trial of the budget: the loss without noise of the treatment that
   *     was the best observed so far. If a search ends early, its last value is repeated
   */
  double[] run(Instance instance, Budget budget, long seed);
}
