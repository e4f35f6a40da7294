package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;

/** Rule 7: sleeps before it decides. */
public final class SleepsOnIt extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      double mean() {
        try {
          Thread.sleep(0, 1000);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
        }
        return super.mean();
      }
    };
  }
}
