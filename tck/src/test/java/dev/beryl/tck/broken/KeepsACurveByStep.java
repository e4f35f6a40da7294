package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;

/** Rule 6: keeps a curve in an array by step. */
public final class KeepsACurveByStep extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      private final double[] curve = new double[1000];

      @Override
      public Judge begin(int trial) {
        Judge judge = super.begin(trial);
        return report -> {
          curve[(int) report.step()] = report.values()[0];
          return judge.prunes(report);
        };
      }
    };
  }
}
