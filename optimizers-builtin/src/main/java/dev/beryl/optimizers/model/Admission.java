package dev.beryl.optimizers.model;

import dev.beryl.optimizers.design.Design;
import dev.beryl.optimizers.design.TreatmentSet;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerSetting;
import org.jspecify.annotations.Nullable;

/**
 * What may be proposed: treatments that satisfy the hard constraints and, in a finite space, are
 * new. Where there is no model, or it has nothing to propose, a space-filling design follows, in a
 * finite space to the last treatment.
 */
public final class Admission {
  private static final long ORDER = 1;

  private final SearchSpace space;
  private final Design design;
  private final @Nullable TreatmentSet known; // null in an infinite space

  /** Admits any valid treatment; draws on the setting's random streams 1 to 3. */
  public Admission(OptimizerSetting setting) {
    this.space = setting.space();
    this.design = Design.of(space, new SpaceFilling(setting), setting.random(ORDER).nextLong());
    this.known = Design.isEnumerable(space) ? new TreatmentSet(space) : null;
  }

  /** Enters a treatment that was proposed, or observed elsewhere. */
  public void enter(Treatment treatment) {
    if (known != null) {
      known.add(treatment);
    }
  }

  /** Whether a treatment may be proposed. */
  public boolean admits(Treatment treatment) {
    return (known == null || !known.contains(treatment)) && space.violated(treatment).isEmpty();
  }

  /** {@return the next treatment of the design; null if a finite space is exhausted} */
  public @Nullable Treatment next() {
    Treatment next = design.next();
    while (next != null && known != null && known.contains(next)) {
      next = design.next();
    }
    return next;
  }
}
