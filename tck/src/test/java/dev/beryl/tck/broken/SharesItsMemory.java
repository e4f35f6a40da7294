package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;

/** Rule 5: keeps what it knows for all pruners together. */
public final class SharesItsMemory extends Above {
  private static final int[] TOLD = new int[1];

  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      double mean() {
        TOLD[0] += count;
        return super.mean() + TOLD[0] % 3;
      }
    };
  }
}
