package dev.beryl.progress;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Proposes the center of the space without end. */
record Center() implements OptimizerChoice {

  @Override
  public OptimizerProvider provider() {
    return new Provider();
  }

  @Override
  public Map<String, Object> chosen() {
    return Map.of();
  }

  private record Provider() implements OptimizerProvider {
    @Override
    public String name() {
      return "center";
    }

    @Override
    public String description() {
      return "the center of the space";
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      return new Centerd(setting.space());
    }
  }

  private record Centerd(SearchSpace space) implements Optimizer {
    @Override
    public List<Treatment> ask(int max) {
      double[] center = new double[space.dimension()];
      Arrays.fill(center, 0.5);
      return List.of(space.fromUnit(center));
    }

    @Override
    public void tell(Trial trial) {}
  }
}
