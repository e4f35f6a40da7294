package dev.beryl.progress;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerFactory;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Proposes the centre of the space without end. */
record Centre() implements OptimizerFactory {

  @Override
  public OptimizerProvider provider() {
    return new Provider();
  }

  @Override
  public Map<String, Object> options() {
    return Map.of();
  }

  private record Provider() implements OptimizerProvider {
    @Override
    public String name() {
      return "centre";
    }

    @Override
    public String description() {
      return "the centre of the space";
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      return new Centred(setting.space());
    }
  }

  private record Centred(SearchSpace space) implements Optimizer {
    @Override
    public List<Treatment> ask(int max) {
      double[] centre = new double[space.dimension()];
      Arrays.fill(centre, 0.5);
      return List.of(space.fromUnit(centre));
    }

    @Override
    public void tell(Trial trial) {}
  }
}
