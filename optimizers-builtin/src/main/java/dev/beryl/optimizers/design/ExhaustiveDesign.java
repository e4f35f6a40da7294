package dev.beryl.optimizers.design;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import org.jspecify.annotations.Nullable;

/**
 * Candidates of a finite space without repetition. One that was proposed before or violates a hard
 * constraint is left out. Once 1024 in a row were left out, the remaining treatments own less than
 * one percent of the unit cube (with independent candidates, but for a chance of 4e-5); they then
 * follow in random order, each once.
 */
final class ExhaustiveDesign implements Design {
  private static final int MOST_ATTEMPTS = 1 << 10;

  private final SearchSpace space;
  private final Candidates candidates;
  private final LatticeWalk remaining;
  private final TreatmentSet proposed;
  private long trial;
  private boolean walking;

  /**
   * A design before its first treatment.
   *
   * @param remaining goes through the whole space; treatments that were proposed are left out here
   */
  ExhaustiveDesign(SearchSpace space, Candidates candidates, LatticeWalk remaining) {
    this.space = space;
    this.candidates = candidates;
    this.remaining = remaining;
    this.proposed = new TreatmentSet(space);
  }

  @Override
  public @Nullable Treatment next() {
    for (int attempt = 0; !walking && attempt < MOST_ATTEMPTS; attempt++) {
      Treatment candidate = candidates.at(trial, attempt);
      if (space.violated(candidate).isEmpty() && proposed.add(candidate)) {
        trial++;
        return candidate;
      }
    }
    walking = true;
    Treatment next = remaining.next();
    while (next != null && !proposed.add(next)) {
      next = remaining.next();
    }
    return next;
  }
}
