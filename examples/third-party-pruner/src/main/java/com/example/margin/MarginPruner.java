package com.example.margin;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;

/** Compares each trial with the best so far, by the first objective. */
final class MarginPruner implements Pruner {
  private final Objective objective;
  private final double margin;
  private final int warmUp;
  private BestTrial best = BestTrial.NONE; // replaced, never changed

  MarginPruner(PrunerSetting setting) {
    this.objective = setting.objectives().getFirst();
    this.margin = setting.options().get(MarginProvider.MARGIN);
    this.warmUp = setting.options().get(MarginProvider.WARM_UP);
  }

  @Override
  public Judge begin(int trial) {
    BestTrial known = best; // what is told later makes no difference
    return new Judge() {
      @Override
      public boolean prunes(Report report) {
        return report.step() >= warmUp
            && objective.loss(report.values()[0]) > known.at(report.step()) + margin;
      }

      @Override
      public boolean prunesAfter(int replicates, double... values) {
        return objective.loss(values[0]) > known.afterOne() + margin;
      }
    };
  }

  @Override
  public int[] rounds() {
    return new int[] {1};
  }

  @Override
  public void tell(Trial trial) {
    if (trial.isFeasible() && trial.loss(0) < best.loss()) {
      best = BestTrial.of(trial, objective);
    }
  }
}
