package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Trial;

/** Rule 1: expects tells in the order of begins. */
public final class ExpectsTellsInOrder extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      private int next;

      @Override
      public void tell(Trial trial) {
        if (trial.number() != next++) {
          throw new IllegalStateException("expected trial " + (next - 1));
        }
      }
    };
  }
}
