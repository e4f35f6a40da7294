package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.random.Seeds;
import dev.beryl.random.SeedPurpose;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The pruner of a study.
 *
 * @param name its name
 * @param provider finds who makes it
 * @param options the chosen options
 */
record ChosenPruner(String name, Supplier<PrunerProvider> provider, Map<String, ?> options) {

  static ChosenPruner of(PrunerChoice factory) {
    return new ChosenPruner(factory.provider().name(), factory::provider, factory.chosen());
  }

  static ChosenPruner named(String name, Map<String, ?> options) {
    return new ChosenPruner(name, () -> installed(name), Map.copyOf(options));
  }

  private static PrunerProvider installed(String name) {
    var found = new ArrayList<PrunerProvider>();
    ServiceLoader.load(PrunerProvider.class).forEach(found::add);
    List<PrunerProvider> named = found.stream().filter(p -> p.name().equals(name)).toList();
    if (named.size() != 1) {
      List<String> names = found.stream().map(PrunerProvider::name).sorted().toList();
      throw new NoSuchElementException(
          named.isEmpty()
              ? "no pruner '%s'; %s. Is its jar on the module or class path?"
                  .formatted(name, Nearest.hint(name, names))
              : "two pruners are named '%s': %s; take one of their jars away"
                  .formatted(name, named.stream().map(p -> p.getClass().getName()).toList()));
    }
    return named.getFirst();
  }

  /** Notes if there is no such pruner or its options are not allowed. */
  void check(Faults faults) {
    try {
      PrunerProvider maker = provider.get();
      Options.of("pruner '" + name + "'", maker.options(), options);
    } catch (NoSuchElementException | IllegalArgumentException refused) {
      faults.add("%s", refused.getMessage());
    }
  }

  Pruner create(StudySettings study) {
    PrunerProvider maker = provider.get();
    long seed = Seeds.derive(study.seed, SeedPurpose.PRUNER, 0, 0);
    PrunerSetting setting =
        PrunerSetting.of(study.problem(), seed)
            .withParallelism(study.parallelism)
            .withReplicates(study.replicates)
            .withOptions(maker, options);
    return maker.create(study.trials > 0 ? setting.withTrials(study.trials) : setting);
  }

  /** {@return canonical text, for the study's identity} */
  @Override
  public String toString() {
    return "pruner " + name + (options.isEmpty() ? "" : " " + new TreeMap<>(options));
  }
}
