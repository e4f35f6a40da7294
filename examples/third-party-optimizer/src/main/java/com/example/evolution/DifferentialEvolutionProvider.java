package com.example.evolution;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import java.util.List;

/** Makes optimizers named {@code differential-evolution}. */
public final class DifferentialEvolutionProvider implements OptimizerProvider {

  /** A provider; it has no state. */
  public DifferentialEvolutionProvider() {}

  @Override
  public String name() {
    return "differential-evolution";
  }

  @Override
  public String description() {
    return "Differential evolution: members of a population move along the differences of others";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        EvolutionOptions.POPULATION,
        EvolutionOptions.WEIGHT,
        EvolutionOptions.CROSSOVER,
        EvolutionOptions.GREEDINESS);
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all()
        .without(Capability.OBJECTIVES, Capability.EXHAUSTIVE)
        .with(Capability.OUTCOME_CONSTRAINTS);
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    capabilities()
        .lacking(setting)
        .ifPresent(why -> {
          throw new IllegalArgumentException("optimizer '%s': %s".formatted(name(), why));
        });
    return new DifferentialEvolution(setting);
  }
}
