package dev.beryl.runner.tck;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;

/**
 * Proposes treatments that depend on all that it was told, bit for bit and in its order, so that
 * another result or another order gives other trials.
 */
final class Walk implements Optimizer {
  private final SearchSpace space;
  private long state;

  private Walk(OptimizerSetting setting) {
    this.space = setting.space();
    this.state = setting.seed();
  }

  static OptimizerChoice choice() {
    return new Choice(new Provider());
  }

  @Override
  public List<Treatment> ask(int max) {
    double[] unit = new double[space.dimension()];
    for (int i = 0; i < unit.length; i++) {
      state = mixed(state);
      unit[i] = (state >>> 11) * 0x1p-53;
    }
    return List.of(space.fromUnit(unit));
  }

  @Override
  public void tell(Trial trial) {
    take(trial.number());
    take(trial.isCompleted() ? Double.doubleToLongBits(trial.loss()) : -1);
    take(trial.reports().size());
  }

  private void take(long value) {
    state = mixed(31 * state + value);
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  private record Provider() implements OptimizerProvider {
    @Override
    public String name() {
      return "walk";
    }

    @Override
    public String description() {
      return "Goes where what it was told sends it.";
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      return new Walk(setting);
    }
  }

  private record Choice(OptimizerProvider provider) implements OptimizerChoice {
    @Override
    public Map<String, Object> chosen() {
      return Map.of();
    }
  }
}
