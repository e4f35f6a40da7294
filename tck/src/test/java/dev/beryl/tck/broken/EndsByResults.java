package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.List;

/** Rule 16: plans for as many results as there are trials, and counts revisions among them. */
public final class EndsByResults extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private int results;

      @Override
      public List<Treatment> ask(int max) {
        boolean over = setting.trials().isPresent() && results >= setting.trials().getAsInt();
        return over ? List.of() : super.ask(max);
      }

      @Override
      public void tell(Trial trial) {
        results += trial.number() >= 0 ? 1 : 0;
      }

      @Override
      public void revise(Trial trial) {
        results++;
      }
    };
  }
}
