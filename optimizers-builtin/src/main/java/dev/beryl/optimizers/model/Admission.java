package dev.beryl.optimizers.model;

import dev.beryl.optimizers.design.Design;
import dev.beryl.optimizers.design.FiniteBranches;
import dev.beryl.optimizers.design.TreatmentSet;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerSetting;
import org.jspecify.annotations.Nullable;

/**
 * What may be proposed: treatments that satisfy the hard constraints and are new. Another space
 * than a finite one can repeat treatments only in branches without a continuous parameter; where
 * there are replicates, which tell of noise, these may be repeated. Where there is no model, or it
 * has nothing to propose, a space-filling design follows, in a finite space to the last treatment.
 */
public final class Admission {
  private static final long ORDER = 1;
  private static final int MOST_REPETITIONS = 1 << 10; // in a row

  private final SearchSpace space;
  private final Design design;
  private final @Nullable TreatmentSet known; // null in an infinite space
  private final FiniteBranches inBranches;
  private final boolean repeating;

  /**
   * Admits any valid treatment; draws on the setting's random streams 1 to 3.
   *
   * @param centered whether the design begins in the middle of all ranges
   */
  public Admission(OptimizerSetting setting, boolean centered) {
    this.space = setting.space();
    this.design =
        Design.withRepetition(
            space, new SpaceFilling(setting, centered), setting.random(ORDER).nextLong());
    this.inBranches = new FiniteBranches(space);
    this.repeating = setting.replicates() > 1 || !space.isConditional();
    this.known = Design.isEnumerable(space) ? new TreatmentSet(space) : null;
  }

  /** Enters a treatment that was proposed, or observed elsewhere. */
  public void enter(Treatment treatment) {
    if (known != null) {
      known.add(treatment);
    } else if (!repeating) {
      inBranches.add(treatment);
    }
  }

  private boolean isKnown(Treatment treatment) {
    return known == null ? inBranches.contains(treatment) : known.contains(treatment);
  }

  /** Whether a treatment may be proposed. */
  public boolean admits(Treatment treatment) {
    return !isKnown(treatment) && space.violated(treatment).isEmpty();
  }

  /** {@return the next treatment of the design; null if a finite space is exhausted} */
  public @Nullable Treatment next() {
    Treatment next = design.next();
    int left = known == null ? MOST_REPETITIONS : Integer.MAX_VALUE;
    while (next != null && isKnown(next) && left-- > 0) {
      next = design.next();
    }
    return next;
  }
}
