package dev.beryl.optimizers.design;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;

/**
 * Uniform points of the unit cube, decoded: each a pure function of the generator's key, the trial
 * and the attempt.
 */
public final class UnitDraws implements Candidates {
  private final SearchSpace space;
  private final PhiloxRandom random;
  private final double[] unit;

  public UnitDraws(SearchSpace space, PhiloxRandom random) {
    this.space = space;
    this.random = random;
    this.unit = new double[space.dimension()];
  }

  @Override
  public Treatment at(long trial, int attempt) {
    random.seek(trial, attempt);
    random.nextDoubles(unit, 0, unit.length);
    return space.fromUnit(unit);
  }
}
