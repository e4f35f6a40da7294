package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** Rule 9: keeps a table for each trial. */
public final class KeepsATableForEachTrial extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      private final List<double[]> tables = new ArrayList<>();

      @Override
      public void tell(Trial trial) {
        super.tell(trial);
        tables.add(new double[4096]);
      }
    };
  }
}
