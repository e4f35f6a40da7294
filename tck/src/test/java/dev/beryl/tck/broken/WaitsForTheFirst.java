package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.List;

/** Rule 4: asks for no more once a later trial was told first. */
public final class WaitsForTheFirst extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private int told;
      private boolean stuck;

      @Override
      public List<Treatment> ask(int max) {
        return stuck ? List.of() : super.ask(max);
      }

      @Override
      public void tell(Trial trial) {
        stuck |= trial.number() > told;
        told++;
      }
    };
  }
}
