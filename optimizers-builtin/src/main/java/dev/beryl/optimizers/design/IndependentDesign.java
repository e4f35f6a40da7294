package dev.beryl.optimizers.design;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;

/** Candidates without memory, drawn again where they violate a hard constraint. */
final class IndependentDesign implements Design {
  private static final int MOST_ATTEMPTS = 1 << 14;

  private final SearchSpace space;
  private final Candidates candidates;
  private long trial;

  IndependentDesign(SearchSpace space, Candidates candidates) {
    this.space = space;
    this.candidates = candidates;
  }

  /** The last attempt is taken even if it violates a constraint, which the study then reports. */
  @Override
  public Treatment next() {
    Treatment candidate = candidates.at(trial, 0);
    for (int attempt = 1;
        attempt < MOST_ATTEMPTS && space.violated(candidate).isPresent();
        attempt++) {
      candidate = candidates.at(trial, attempt);
    }
    trial++;
    return candidate;
  }
}
