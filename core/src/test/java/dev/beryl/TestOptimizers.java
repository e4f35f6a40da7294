package dev.beryl;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Optimizers for tests, in the form in which a study takes them. */
public final class TestOptimizers {
  public static final Option<Integer> POINTS =
      Option.integer("points", 1, 100, "how many points there are").withDefault(10);

  private TestOptimizers() {}

  /** Whatever the function makes of the setting, under the name {@code test}. */
  public static OptimizerChoice of(Function<OptimizerSetting, Optimizer> make) {
    return of(Map.of(), make);
  }

  public static OptimizerChoice of(
      Map<String, Object> options, Function<OptimizerSetting, Optimizer> make) {
    return new Choice(
        new Provider(make, Capabilities.all().with(Capability.OUTCOME_CONSTRAINTS)), options);
  }

  /** The same, with some capabilities only. */
  public static OptimizerChoice able(
      Capabilities able, Function<OptimizerSetting, Optimizer> make) {
    return new Choice(new Provider(make, able), Map.of());
  }

  /** Treatments uniform in the unit cube, without an end. */
  public static OptimizerChoice uniform() {
    return of(setting -> {
      PhiloxRandom random = setting.random(1);
      return new ScriptedOptimizer(number -> uniform(setting.space(), random, number));
    });
  }

  private static Treatment uniform(SearchSpace space, PhiloxRandom random, int number) {
    double[] unit = new double[space.dimension()];
    random.seek(number, 0);
    random.nextDoubles(unit, 0, unit.length);
    return space.fromUnit(unit);
  }

  private record Provider(Function<OptimizerSetting, Optimizer> make, Capabilities capabilities)
      implements OptimizerProvider {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public String description() {
      return "What a test needs.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(POINTS);
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      return make.apply(setting);
    }
  }

  private record Choice(OptimizerProvider provider, Map<String, Object> chosen)
      implements OptimizerChoice {}
}
