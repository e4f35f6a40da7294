package dev.beryl.optimizers.design;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Treatments of an infinite space that have no active parameter with a continuum of values, as in a
 * small branch of a conditional space. Only these are met again.
 */
public final class FiniteBranches {
  private final SearchSpace space;
  private final int[] continua; // places of the parameters with a continuum
  private final Set<Treatment> known = new HashSet<>(); // looked up, never gone through

  /** Without treatments so far. */
  public FiniteBranches(SearchSpace space) {
    this.space = space;
    this.continua =
        IntStream.range(0, space.dimension())
            .filter(place -> space.parameters().get(place).levels().isEmpty())
            .toArray();
  }

  /** Adds a treatment, unless it has a continuum. */
  public void add(Treatment treatment) {
    if (!hasContinuum(treatment)) {
      known.add(treatment);
    }
  }

  /** Whether a treatment was added. */
  public boolean contains(Treatment treatment) {
    return !known.isEmpty() && !hasContinuum(treatment) && known.contains(treatment);
  }

  private boolean hasContinuum(Treatment treatment) {
    for (int place : continua) {
      if (space.isActive(treatment, place)) {
        return true;
      }
    }
    return false;
  }
}
