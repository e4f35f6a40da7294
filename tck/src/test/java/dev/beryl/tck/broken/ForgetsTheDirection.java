package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;

/** Rule 4: compares values without asking which way is better. */
public final class ForgetsTheDirection extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      double lossOf(double value) {
        return value;
      }
    };
  }
}
