package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;

/** Rule 2: lets a judge work on the thread of begin only. */
public final class JudgesOnItsThread extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      public Judge begin(int trial) {
        Thread owner = Thread.currentThread();
        Judge judge = super.begin(trial);
        return report -> {
          if (Thread.currentThread() != owner) {
            throw new IllegalStateException("called from another thread");
          }
          return judge.prunes(report);
        };
      }
    };
  }
}
