package dev.beryl.optimizers.model;

import dev.beryl.optimizers.design.Candidates;
import dev.beryl.optimizers.design.UnitDraws;
import dev.beryl.optimizers.quasi.ScrambledSobol;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerSetting;

/** Points of a scrambled Sobol sequence, and independent uniform ones for those left out. */
final class SpaceFilling implements Candidates {
  private static final long SCRAMBLING = 2;
  private static final long DRAWS = 3;

  private final SearchSpace space;
  private final ScrambledSobol sequence;
  private final UnitDraws draws;
  private final double[] unit;

  SpaceFilling(OptimizerSetting setting) {
    this.space = setting.space();
    this.sequence = new ScrambledSobol(space.dimension(), setting.random(SCRAMBLING).nextLong());
    this.draws = new UnitDraws(space, setting.random(DRAWS));
    this.unit = new double[space.dimension()];
  }

  @Override
  public Treatment at(long trial, int attempt) {
    if (attempt > 0 || trial >= ScrambledSobol.SIZE) {
      return draws.at(trial, attempt);
    }
    sequence.point(trial, unit, 0, unit.length);
    return space.fromUnit(unit);
  }
}
