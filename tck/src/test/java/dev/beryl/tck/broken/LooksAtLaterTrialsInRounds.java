package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Report;

/** Rule 3: compares at a round with what is known then. */
public final class LooksAtLaterTrialsInRounds extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      public Judge begin(int trial) {
        return new Judge() {
          @Override
          public boolean prunes(Report report) {
            return false;
          }

          @Override
          public boolean prunesAfter(int replicates, double... values) {
            return lossOf(values[0]) > mean(replicates);
          }
        };
      }
    };
  }
}
