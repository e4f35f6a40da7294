package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.ArrayList;
import java.util.List;

/** Rule 11: keeps a table for each ask. */
public final class KeepsEverything extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final List<double[]> tables = new ArrayList<>();

      @Override
      public List<Treatment> ask(int max) {
        tables.add(new double[4096]);
        return super.ask(max);
      }
    };
  }
}
