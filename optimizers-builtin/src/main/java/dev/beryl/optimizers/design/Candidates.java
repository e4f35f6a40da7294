package dev.beryl.optimizers.design;

import dev.beryl.space.Treatment;

/**
 * Where the treatments of a {@link Design} come from, before repetitions and violations of hard
 * constraints are left out. Not thread safe.
 */
@FunctionalInterface
public interface Candidates {

  /**
   * The next candidate. A design calls it for trial 0, 1, …, and for each with attempt 0, 1, …
   * until it takes one, or no more.
   *
   * @param trial the trial for which it is
   * @param attempt how many candidates the design has left out for this trial
   * @return the candidate; it may depend on both numbers alone, or follow a sequence of its own
   */
  Treatment at(long trial, int attempt);
}
