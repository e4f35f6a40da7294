package dev.beryl.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.OneParameter;
import dev.beryl.Study;
import dev.beryl.spi.Option;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrunersTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreClassLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static void install(Class<?>... providers) {
    Thread.currentThread().setContextClassLoader(new PluginLoader(providers));
  }

  /** Never prunes. */
  public static class Patient implements PrunerProvider {
    @Override
    public String name() {
      return "patient";
    }

    @Override
    public String description() {
      return "Never prunes.";
    }

    @Override
    public Pruner create(PrunerSetting setting) {
      return new Pruner() {
        @Override
        public Judge begin(int trial) {
          return report -> false;
        }

        @Override
        public void tell(Trial trial) {}
      };
    }
  }

  public static final class AlsoPatient extends Patient {}

  public static final class Strict extends Patient {
    @Override
    public String name() {
      return "strict";
    }

    @Override
    public String description() {
      return "Prunes early.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(Option.integer("warmup", 0, 100, "steps without a judgment").withDefault(3));
    }
  }

  public static final class Unmakeable extends Patient {
    public Unmakeable() {
      throw new IllegalStateException("license expired");
    }
  }

  @Test
  void installed_severalAndABrokenOne_areSortedAndTheBrokenOneIsAFaultWithItsJar() {
    install(Strict.class, Unmakeable.class, Patient.class, OptimizersTest.Center.class);

    assertThat(Pruners.installed())
        .extracting(InstalledPlugin::name)
        .containsExactly("patient", "strict");
    assertThat(Pruners.faults())
        .containsExactly(
            "pruner of plug-ins:/, class %s, cannot be used: java.lang.IllegalStateException:"
                    .formatted(Unmakeable.class.getName())
                + " license expired; its provider must not throw");
    assertThat(Optimizers.installed()).extracting(InstalledPlugin::name).containsExactly("center");
  }

  @Test
  void installed_classThatIsNotThere_isAFaultWithTheFileThatDeclaresIt() {
    Thread.currentThread()
        .setContextClassLoader(new PluginLoader(Strict.class, Patient.class).without(Strict.class));

    assertThat(Pruners.installed()).extracting(InstalledPlugin::name).containsExactly("patient");
    assertThat(Pruners.faults())
        .singleElement()
        .asString()
        .startsWith("pruner declared in plug-ins:/ cannot be used: ")
        .contains(Strict.class.getName());
  }

  @Test
  void named_unknown_namesTheNearestAndWhatCannotBeUsed() {
    install(Strict.class, Unmakeable.class);

    assertThat(Pruners.named("strict").description()).isEqualTo("Prunes early.");
    assertThatThrownBy(() -> Pruners.named("stict"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageStartingWith(
            "no pruner 'stict'; known are [strict]; did you mean 'strict'?; installed are ['strict'"
                + " (%s from plug-ins:/)]. Is its jar on the module or class path?"
                    .formatted(Strict.class.getName()))
        .hasMessageContaining("\n - pruner of plug-ins:/")
        .hasMessageContaining("license expired");
  }

  @Test
  void named_two_namesBothAndWhereTheyComeFrom() {
    install(Patient.class, AlsoPatient.class);

    assertThat(Pruners.faults())
        .singleElement()
        .asString()
        .startsWith("two pruners are named 'patient': ");
    assertThatThrownBy(() -> Pruners.named("patient"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("(" + Patient.class.getName() + " from plug-ins:/)")
        .hasMessageContaining("(" + AlsoPatient.class.getName() + " from plug-ins:/)");
  }

  @Test
  void table_showsEveryPrunerAndOption_andTheFaults() {
    install(Patient.class, Strict.class, Unmakeable.class);

    assertThat(Pruners.table().lines())
        .containsExactly(
            "pruner   version  from        what it does",
            "patient  -        plug-ins:/  Never prunes.",
            "strict   -        plug-ins:/  Prunes early.",
            "",
            "pruner  option  allowed                 default  what it does",
            "strict  warmup  an integer in [0, 100]  3        steps without a judgment",
            "",
            "! " + Pruners.faults().getFirst());
  }

  @Test
  void study_byName_prunesWithTheInstalledPruner() {
    install(Patient.class, Strict.class);

    assertThat(
            OneParameter.EXPERIMENT.optimize(OneParameter.study(1, 2).pruner("patient")).identity())
        .contains("\npruner patient\n");
    assertThat(
            OneParameter.EXPERIMENT
                .optimize(OneParameter.study(1, 2).pruner("strict", Map.of("warmup", 5)))
                .identity())
        .contains("\npruner strict {warmup=5}\n");
  }

  @Test
  void study_faultyPruner_isAFaultOfTheStudy() {
    install(Patient.class, AlsoPatient.class, Strict.class);
    Study study = OneParameter.study(1).trials(0);

    assertThatThrownBy(study.pruner("patient")::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("study has 2 faults:\n - trials: expected >= 1, got 0")
        .hasMessageContaining("\n - two pruners are named 'patient'");
    assertThatThrownBy(study.pruner("strikt")::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\n - no pruner 'strikt'");
    assertThatThrownBy(study.pruner("strict", Map.of("warmup", -1))::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\n - pruner 'strict': option 'warmup': expected an integer");
  }
}
