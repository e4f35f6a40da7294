package dev.beryl.run;

import dev.beryl.loop.StudyPlugin;
import dev.beryl.plugins.origin.PluginFault;
import dev.beryl.random.SeedPurpose;
import dev.beryl.random.Seeds;
import dev.beryl.settings.ChosenPlugin;
import dev.beryl.settings.StudySettings;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.PluginProvider;
import dev.beryl.spi.PluginSetting;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the optimizer and the pruner of a study. */
final class PluginCreation {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private PluginCreation() {}

  static OptimizerSetting optimizerSetting(StudySettings study) {
    long seed = Seeds.derive(study.seed(), SeedPurpose.OPTIMIZER, 0, 0);
    OptimizerSetting setting =
        setting(OptimizerSetting.of(study.problem(), seed), study, study.optimizer());
    OptionalInt trials = study.rules().trials();
    return trials.isEmpty() || study.startWith().isEmpty()
        ? setting
        : setting.withTrials(Math.max(1, trials.getAsInt() - study.startWith().size()));
  }

  static StudyPlugin<Optimizer> optimizer(StudySettings study, OptimizerSetting setting) {
    return create(
        study.optimizer(),
        provider -> {
          Optimizer created = provider.create(setting);
          warnOfConstraints(study.optimizer().title(), provider.capabilities(), setting);
          return created;
        });
  }

  /** What learns from losses alone is drawn to where they are small, feasible or not. */
  private static void warnOfConstraints(String title, Capabilities able, OptimizerSetting setting) {
    if (!setting.outcomeConstraints().isEmpty()
        && able.has(Capability.LEARNING)
        && !able.has(Capability.OUTCOME_CONSTRAINTS)) {
      LOG.log(
          System.Logger.Level.WARNING,
          ("%s learns from losses, but not from outcome constraints, and may prefer treatments that"
                  + " violate %s; dev.beryl.plugins.Optimizers lists which have the capability"
                  + " 'outcome constraints'")
              .formatted(title, setting.outcomeConstraints()));
    }
  }

  static @Nullable StudyPlugin<Pruner> pruner(StudySettings study) {
    ChosenPlugin<PrunerProvider> chosen = study.pruner();
    if (chosen == null) {
      return null;
    }
    long seed = Seeds.derive(study.seed(), SeedPurpose.PRUNER, 0, 0);
    PrunerSetting setting = setting(PrunerSetting.of(study.problem(), seed), study, chosen);
    return create(chosen, provider -> provider.create(setting));
  }

  /** After how many replicates a pruner is asked; read once. */
  static int[] rounds(StudyPlugin<Pruner> pruner) {
    Pruner instance = pruner.instance();
    try {
      int[] rounds = Objects.requireNonNull(instance.rounds(), "it returned null").clone();
      for (int i = 0; i < rounds.length; i++) {
        if (rounds[i] <= (i == 0 ? 0 : rounds[i - 1])) {
          throw new IllegalStateException(
              "expected numbers of at least 1, strictly ascending, got " + Arrays.toString(rounds));
        }
      }
      return rounds;
    } catch (Throwable thrown) {
      throw new IllegalStateException(
          PluginFault.of(
              pruner.title(),
              instance.getClass(),
              "cannot say its rounds",
              thrown,
              "rule 10: rounds must return numbers of replicates, at least 1 and strictly ascending"),
          thrown);
    }
  }

  private static <S extends PluginSetting<S, P>, P extends PluginProvider> S setting(
      S plain, StudySettings study, ChosenPlugin<P> chosen) {
    S setting =
        plain
            .withParallelism(study.parallelism())
            .withReplicates(study.replicates())
            .withRacing(study.racing() != null)
            .withOptions(chosen.provider().get(), chosen.options());
    OptionalInt trials =
        study.racing() == null ? study.rules().trials() : study.racing().expectedTrials();
    return trials.isPresent() ? setting.withTrials(trials.getAsInt()) : setting;
  }

  /**
   * Calls a provider. An {@link IllegalArgumentException} is its answer to a setting that it cannot
   * handle; any other exception is a fault of the provider, which is reported with its jar.
   */
  private static <P extends PluginProvider, T> StudyPlugin<T> create(
      ChosenPlugin<P> chosen, Function<P, T> create) {
    P provider = chosen.provider().get();
    try {
      T created = Objects.requireNonNull(create.apply(provider), "it returned null");
      return new StudyPlugin<>(chosen.title(), created);
    } catch (IllegalArgumentException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw new IllegalStateException(
          PluginFault.of(
              chosen.title(),
              provider.getClass(),
              "cannot be created",
              thrown,
              "its create must throw nothing but an IllegalArgumentException that says what it"
                  + " accepts"),
          thrown);
    }
  }

  /** Tells a new optimizer of another study's trials. */
  static void tell(StudyPlugin<Optimizer> optimizer, List<Trial> trials) {
    for (Trial trial : trials) {
      try {
        optimizer.instance().tell(trial);
      } catch (Throwable thrown) {
        throw new IllegalStateException(
            "%s could not learn from %s for its warm start: %s"
                .formatted(optimizer.title(), trial.treatment().name(), thrown),
            thrown);
      }
    }
  }
}
