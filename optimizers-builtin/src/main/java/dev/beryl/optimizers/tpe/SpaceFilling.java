package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.design.Candidates;
import dev.beryl.optimizers.quasi.ScrambledSobol;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerSetting;

/** Points of a scrambled Sobol sequence; independent uniform ones in place of those left out. */
final class SpaceFilling implements Candidates {
  private static final long SCRAMBLING = 2;
  private static final long DRAWS = 3;

  private final SearchSpace space;
  private final ScrambledSobol sequence;
  private final PhiloxRandom random;
  private final double[] unit;

  SpaceFilling(OptimizerSetting setting) {
    this.space = setting.space();
    this.sequence = new ScrambledSobol(space.dimension(), setting.random(SCRAMBLING).nextLong());
    this.random = setting.random(DRAWS);
    this.unit = new double[space.dimension()];
  }

  @Override
  public Treatment at(long trial, int attempt) {
    if (attempt == 0 && trial < ScrambledSobol.SIZE) {
      sequence.point(trial, unit, 0, unit.length);
    } else {
      random.seek(trial, attempt);
      random.nextDoubles(unit, 0, unit.length);
    }
    return space.fromUnit(unit);
  }
}
