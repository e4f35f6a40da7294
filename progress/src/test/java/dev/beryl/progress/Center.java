package dev.beryl.progress;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proposes the center of the space without end.
 *
 * @param delegations what it says of others that propose for it, each from its first trial on
 */
record Center(List<Delegation> delegations) implements OptimizerChoice {
  Center() {
    this(List.of());
  }

  @Override
  public OptimizerProvider provider() {
    return new Provider(delegations);
  }

  @Override
  public Map<String, Object> chosen() {
    return Map.of();
  }

  private record Provider(List<Delegation> delegations) implements OptimizerProvider {
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
      return new Centerd(setting.space(), delegations, new AtomicInteger());
    }
  }

  private record Centerd(SearchSpace space, List<Delegation> all, AtomicInteger asked)
      implements Optimizer {
    @Override
    public List<Treatment> ask(int max) {
      double[] center = new double[space.dimension()];
      Arrays.fill(center, 0.5);
      asked.incrementAndGet();
      return List.of(space.fromUnit(center));
    }

    @Override
    public void tell(Trial trial) {}

    @Override
    public List<Delegation> delegations() {
      return all.stream().filter(each -> each.trial() < asked.get()).toList();
    }
  }
}
