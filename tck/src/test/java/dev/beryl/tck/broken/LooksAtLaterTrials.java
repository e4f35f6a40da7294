package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;

/** Rule 3: compares with what is known when the report comes. */
public final class LooksAtLaterTrials extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      public Judge begin(int trial) {
        return report -> lossOf(report.values()[0]) > mean();
      }
    };
  }
}
