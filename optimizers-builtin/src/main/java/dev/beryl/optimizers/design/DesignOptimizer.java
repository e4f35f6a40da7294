package dev.beryl.optimizers.design;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Proposes the treatments of a design in its order, and learns nothing. */
public final class DesignOptimizer implements Optimizer {
  private static final int MOST_AT_ONCE = 1 << 16;

  private final Design design;

  /**
   * An optimizer for one study.
   *
   * @param design not used by others from now on
   */
  public DesignOptimizer(Design design) {
    this.design = design;
  }

  @Override
  public List<Treatment> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    Treatment treatment = design.next();
    if (treatment == null || max == 1) {
      return treatment == null ? List.of() : List.of(treatment);
    }
    var proposals = new ArrayList<Treatment>();
    while (treatment != null) {
      proposals.add(treatment);
      treatment = proposals.size() < Math.min(max, MOST_AT_ONCE) ? design.next() : null;
    }
    return Collections.unmodifiableList(proposals);
  }

  @Override
  public void tell(Trial trial) {}
}
