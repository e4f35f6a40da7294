package dev.beryl.optimizers.model;

import dev.beryl.optimizers.design.Candidates;
import dev.beryl.optimizers.design.UnitDraws;
import dev.beryl.optimizers.quasi.ScrambledSobol;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;

/**
 * Points of a scrambled Sobol sequence, and independent uniform ones for those left out. The first
 * one may be moved to the middle of all ranges.
 */
final class SpaceFilling implements Candidates {
  private static final long SCRAMBLING = 2;
  private static final long DRAWS = 3;
  private static final long MANY = Long.MAX_VALUE;
  private static final double MIDDLE = 0.5;

  private final SearchSpace space;
  private final ScrambledSobol sequence;
  private final UnitDraws draws;
  private final double[] unit;
  private final boolean centered;

  SpaceFilling(OptimizerSetting setting, boolean centered) {
    this.space = setting.space();
    this.sequence = new ScrambledSobol(space.dimension(), setting.random(SCRAMBLING).nextLong());
    this.draws = new UnitDraws(space, setting.random(DRAWS));
    this.unit = new double[space.dimension()];
    this.centered = centered;
  }

  @Override
  public Treatment at(long trial, int attempt) {
    if (attempt > 0 || trial >= ScrambledSobol.SIZE) {
      return draws.at(trial, attempt);
    }
    sequence.point(trial, unit, 0, unit.length);
    if (centered && trial == 0) {
      center();
    }
    return space.fromUnit(unit);
  }

  /** Categories and flags have no middle; they stay as they are. */
  private void center() {
    List<Parameter> parameters = space.parameters();
    for (int i = 0; i < unit.length; i++) {
      Parameter parameter = parameters.get(i);
      boolean ordered = !(parameter instanceof CategoricalParameter<?>);
      unit[i] = ordered && parameter.levels().orElse(MANY) > 2 ? MIDDLE : unit[i];
    }
  }
}
