package dev.beryl.optimizers.design;

import dev.beryl.space.Treatment;

/**
 * The source of a {@link Design}'s treatments, before repetitions and violations of hard
 * constraints are left out. Not thread safe.
 */
@FunctionalInterface
public interface Candidates {

  /**
   * The next candidate. A design asks for trial 0, 1, …, and for each with attempt 0, 1, … until it
   * takes one or gives up.
   *
   * @param attempt how many candidates the design has left out for this trial
   * @return the candidate; a function of both numbers, or the next one of a sequence
   */
  Treatment at(long trial, int attempt);
}
