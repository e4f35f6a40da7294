package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;

/** Rule 10: lists its rounds from the last to the first. */
public final class CountsRoundsDown extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      public int[] rounds() {
        return new int[] {3, 1};
      }
    };
  }
}
