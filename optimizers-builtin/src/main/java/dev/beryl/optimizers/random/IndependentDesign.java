package dev.beryl.optimizers.random;

import dev.beryl.optimizers.design.Design;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;

/** Draws without end and without memory, again where a hard constraint is violated. */
final class IndependentDesign implements Design {
  private static final int MOST_ATTEMPTS = 1 << 10;

  private final SearchSpace space;
  private final UnitDraws draws;
  private long trial;

  IndependentDesign(SearchSpace space, UnitDraws draws) {
    this.space = space;
    this.draws = draws;
  }

  /** The last attempt stands even if it violates, so that the study tells what is in the way. */
  @Override
  public Treatment next() {
    Treatment drawn = draws.at(trial, 0);
    for (int attempt = 1; attempt < MOST_ATTEMPTS && space.violated(drawn).isPresent(); attempt++) {
      drawn = draws.at(trial, attempt);
    }
    trial++;
    return drawn;
  }
}
