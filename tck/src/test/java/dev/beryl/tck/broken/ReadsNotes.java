package dev.beryl.tck.broken;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;

/** Rule 7: draws once more if a note was left. */
public final class ReadsNotes extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      public void tell(Trial trial) {
        if (!trial.notes().isEmpty()) {
          draw();
        }
      }
    };
  }
}
