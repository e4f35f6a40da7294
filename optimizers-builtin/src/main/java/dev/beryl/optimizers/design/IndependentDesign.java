package dev.beryl.optimizers.design;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import org.jspecify.annotations.Nullable;

/**
 * Candidates of an infinite space. One that violates a hard constraint is left out, and so is one
 * that was proposed before, which is possible in branches without a continuum. If too many in a row
 * were left out, the first of those that only repeat is taken.
 */
final class IndependentDesign implements Design {
  private static final int MOST_ATTEMPTS = 1 << 14;
  private static final int MOST_REPETITIONS = 1 << 10;

  private final SearchSpace space;
  private final Candidates candidates;
  private final @Nullable FiniteBranches proposed;
  private long trial;

  /**
   * A design before its first treatment.
   *
   * @param proposed what is not to be proposed again, to which this design adds; null: nothing
   */
  IndependentDesign(SearchSpace space, Candidates candidates, @Nullable FiniteBranches proposed) {
    this.space = space;
    this.candidates = candidates;
    this.proposed = proposed;
  }

  /** The last attempt is taken even if it violates a constraint, which the study then reports. */
  @Override
  public Treatment next() {
    Treatment taken = candidates.at(trial, 0);
    Treatment repeated = null;
    int repetitions = 0;
    int attempts = 1;
    while (!isAdmitted(taken) && attempts < MOST_ATTEMPTS && repetitions < MOST_REPETITIONS) {
      if (isKnown(taken)) {
        repeated = repeated == null ? taken : repeated;
        repetitions++;
      }
      taken = candidates.at(trial, attempts++);
    }
    trial++;
    if (repeated != null && !isAdmitted(taken)) {
      return repeated;
    }
    if (proposed != null) {
      proposed.add(taken);
    }
    return taken;
  }

  private boolean isKnown(Treatment candidate) {
    return proposed != null && proposed.contains(candidate);
  }

  private boolean isAdmitted(Treatment candidate) {
    return !isKnown(candidate) && space.violated(candidate).isEmpty();
  }
}
