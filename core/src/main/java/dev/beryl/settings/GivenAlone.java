package dev.beryl.settings;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;

/** The optimizer of a study that runs only what it is given: it proposes nothing. */
final class GivenAlone implements OptimizerProvider {
  private GivenAlone() {}

  static ChosenPlugin<OptimizerProvider> chosen() {
    var provider = new GivenAlone();
    return new ChosenPlugin<>("optimizer", provider.name(), () -> provider, Map.of());
  }

  @Override
  public String name() {
    return "none";
  }

  @Override
  public String description() {
    return "Proposes nothing.";
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new Optimizer() {
      @Override
      public List<Treatment> ask(int max) {
        return List.of();
      }

      @Override
      public void tell(Trial trial) {}
    };
  }
}
