package dev.beryl.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.OneParameter;
import dev.beryl.Study;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptimizersTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreClassLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static void install(Class<?>... providers) {
    Thread.currentThread().setContextClassLoader(new PluginLoader(providers));
  }

  /** Stays at the middle of the cube. */
  public static class Center implements OptimizerProvider {
    @Override
    public String name() {
      return "center";
    }

    @Override
    public String description() {
      return "The middle, again and again.";
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      double[] middle = new double[setting.space().dimension()];
      Arrays.fill(middle, 0.5);
      return new Optimizer() {
        @Override
        public List<Treatment> ask(int max) {
          return List.of(setting.space().fromUnit(middle));
        }

        @Override
        public void tell(Trial trial) {}
      };
    }
  }

  public static final class AlsoCenter extends Center {}

  public static final class Annealing extends Center {
    @Override
    public String name() {
      return "annealing";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(Set.of(Capability.CONTINUUM, Capability.LEARNING), 40);
    }

    @Override
    public List<Option<?>> options() {
      return List.of(
          Option.real("start", 1e-9, 1e3, "the first temperature").withDefault(0.5),
          Option.choice("cooling", Cooling.class, "how it falls").withDefault(Cooling.GEOMETRIC),
          Option.integer("restart", 1, Integer.MAX_VALUE, "after so many trials"));
    }
  }

  /** Its options, unlike the other's, are some. */
  public enum Cooling {
    LINEAR,
    GEOMETRIC
  }

  public static final class Nameless extends Center {
    @Override
    public String name() {
      throw new UnsupportedOperationException("no name yet");
    }
  }

  /** Its class is loaded without the method {@code description}. */
  public static final class Outdated implements OptimizerProvider {
    @Override
    public String name() {
      return "outdated";
    }

    @Override
    public String description() {
      return "";
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      return new Center().create(setting);
    }
  }

  public static final class Unmakeable extends Center {
    public Unmakeable() {
      throw new IllegalStateException("license expired");
    }
  }

  @Test
  void installed_installedProviders_areSortedByName() {
    install(Center.class, Annealing.class);

    assertThat(Optimizers.installed())
        .extracting(InstalledPlugin::name)
        .containsExactly("annealing", "center");
  }

  @Test
  void named_installed_isFound() {
    install(Annealing.class, Center.class);

    assertThat(Optimizers.named("center").description()).isEqualTo("The middle, again and again.");
  }

  @Test
  void named_unknown_namesTheNearestAndWhereTheOthersComeFrom() {
    install(Annealing.class, Center.class);

    assertThatThrownBy(() -> Optimizers.named("centre"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            "no optimizer 'centre'; installed are [annealing, center]; did you mean 'center'? Is its jar"
                + " on the module or class path? Optimizers.table() lists what is there");
  }

  @Test
  void named_noneInstalled_saysSo() {
    install();

    assertThatThrownBy(() -> Optimizers.named("center"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageStartingWith("no optimizer 'center'; none is installed. Is its jar");
  }

  @Test
  void named_two_namesBothAndWhereTheyComeFrom() {
    install(Center.class, Annealing.class, AlsoCenter.class);

    assertThatThrownBy(() -> Optimizers.named("center"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("two optimizers are named 'center': ")
        .hasMessageContaining("(" + Center.class.getName() + " from plug-ins:/)")
        .hasMessageContaining("(" + AlsoCenter.class.getName() + " from plug-ins:/)")
        .hasMessageNotContaining("annealing");
  }

  @Test
  void installed_providerThatThrows_isAFaultWithItsJar_andTheOthersWork() {
    install(Unmakeable.class, Nameless.class, Center.class);

    assertThat(Optimizers.installed()).extracting(InstalledPlugin::name).containsExactly("center");
    assertThat(Optimizers.named("center").description()).isNotBlank();
    assertThat(Optimizers.faults())
        .containsExactly(
            "optimizer of plug-ins:/, class %s, cannot be used: java.lang.IllegalStateException:"
                    .formatted(Unmakeable.class.getName())
                + " license expired; its provider must not throw",
            "optimizer of plug-ins:/, class %s, cannot be used:".formatted(Nameless.class.getName())
                + " java.lang.UnsupportedOperationException: no name yet; its provider must not"
                + " throw");
  }

  public static final class Null extends Center {
    @Override
    public String name() {
      return null;
    }
  }

  public static final class Blank extends Center {
    @Override
    public String name() {
      return " ";
    }
  }

  public static final class Speechless extends Center {
    @Override
    public String description() {
      return null;
    }
  }

  public static final class Optionless extends Center {
    @Override
    public List<Option<?>> options() {
      return null;
    }
  }

  @Test
  void installed_providerWithoutANameDescriptionOrOptions_isAFaultWithItsJar() {
    install(Null.class, Blank.class, Speechless.class, Optionless.class, Annealing.class);

    assertThat(Optimizers.installed())
        .extracting(InstalledPlugin::name)
        .containsExactly("annealing");
    assertThat(Optimizers.faults())
        .containsExactly(
            fault(Null.class, "its name is null; expected lower case letters with dashes,"),
            fault(Blank.class, "its name is blank; expected lower case letters with dashes,"),
            "optimizer of plug-ins:/, class %s, cannot be used: 'center' has null for its"
                    .formatted(Speechless.class.getName())
                + " description; expected a sentence",
            "optimizer of plug-ins:/, class %s, cannot be used: 'center' has null for its"
                    .formatted(Optionless.class.getName())
                + " options; expected a list");
  }

  private static String fault(Class<?> type, String what) {
    return "optimizer of plug-ins:/, class %s, cannot be used: %s such as 'cma-es'"
        .formatted(type.getName(), what);
  }

  public static final class Recursive extends Center {
    @Override
    public String name() {
      return name();
    }
  }

  public static final class Incapable extends Center {
    @Override
    public Capabilities capabilities() {
      throw new AssertionError("not even one");
    }
  }

  public static final class Static extends Center {
    static final Object FIRST = List.of().getFirst();
  }

  @Test
  void installed_providerThatThrowsAnError_isAFaultWithItsJar() {
    install(Recursive.class, Incapable.class, Static.class, Annealing.class);

    assertThat(Optimizers.installed())
        .extracting(InstalledPlugin::name)
        .containsExactly("annealing");
    assertThat(Optimizers.faults()).hasSize(3);
    assertThat(Optimizers.faults().get(0))
        .contains(Recursive.class.getName(), "java.lang.StackOverflowError");
    assertThat(Optimizers.faults().get(1))
        .contains(Incapable.class.getName(), "java.lang.AssertionError: not even one");
    assertThat(Optimizers.faults().get(2))
        .contains(Static.class.getName(), "java.util.NoSuchElementException")
        .endsWith("; its provider must not throw");
  }

  @Test
  void named_notFound_alsoTellsOfThoseThatCannotBeUsed() {
    install(Unmakeable.class, Center.class);

    assertThatThrownBy(() -> Optimizers.named("licensed"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("\n - optimizer of plug-ins:/")
        .hasMessageContaining("license expired");
  }

  @Test
  void installed_providerBuiltForAnotherSpi_isAFaultWithAdvice_andTheOthersWork() {
    Thread.currentThread()
        .setContextClassLoader(
            new PluginLoader(Outdated.class, Center.class)
                .compiledBefore(Outdated.class, "description"));

    assertThat(Optimizers.installed()).extracting(InstalledPlugin::name).containsExactly("center");
    assertThat(Optimizers.faults())
        .singleElement()
        .asString()
        .startsWith(
            "optimizer of plug-ins:/, class %s, cannot be used: java.lang.AbstractMethodError: "
                .formatted(Outdated.class.getName()))
        .contains("it was built for another version of dev.beryl.spi, or lacks a library, and this")
        .endsWith("use a version of the plug-in that fits");
  }

  @Test
  void faults_twoOfOneName_areListed() {
    install(Center.class, AlsoCenter.class);

    assertThat(Optimizers.installed()).hasSize(2);
    assertThat(Optimizers.faults())
        .singleElement()
        .asString()
        .startsWith("two optimizers are named 'center': ");
  }

  @Test
  void table_showsEveryOptimizerAndOption_andTheFaults() {
    install(Annealing.class, Center.class, Unmakeable.class);

    assertThat(Optimizers.table().lines())
        .containsExactly(
            "optimizer  version  from        capabilities",
            "annealing  -        plug-ins:/  continuum, learning; up to 40 parameters",
            "center     -        plug-ins:/  continuum, choices, conditions, objectives,"
                + " hard constraints, exhaustive, learning",
            "",
            "optimizer  option   allowed                        default    what it does",
            "annealing  start    a number in [1.0E-9, 1000.0]   0.5        the first temperature",
            "annealing  cooling  one of [linear, geometric]     geometric  how it falls",
            "annealing  restart  an integer in [1, 2147483647]  -          after so many trials",
            "",
            "! " + Optimizers.faults().getFirst());
  }

  @Test
  void study_byName_runsTheInstalledOptimizer() {
    install(Center.class);

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer("center").trials(2));

    assertThat(result.values(0)).containsExactly(5, 5);
    assertThat(result.optimizer()).isEqualTo("center");
  }

  @Test
  void study_unknownOrAmbiguousName_isAFaultOfTheStudy() {
    install(Center.class, AlsoCenter.class);
    Study study = Study.of(OneParameter.SPACE, OneParameter.LOSS).trials(0);

    assertThatThrownBy(study.optimizer("center")::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("study has 2 faults:\n - trials: expected >= 1, got 0")
        .hasMessageContaining("\n - two optimizers are named 'center'");
    assertThatThrownBy(study.optimizer("central")::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\n - no optimizer 'central'");
  }

  @Test
  void study_optionsByName_areChecked() {
    install(Center.class);
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer("center", Map.of("step", 1))
            .trials(1);

    assertThatThrownBy(study::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("study: optimizer 'center': no option 'step'; there are none");
  }
}
