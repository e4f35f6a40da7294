package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
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
  public static class Centre implements OptimizerProvider {
    @Override
    public String name() {
      return "centre";
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

  public static final class AlsoCentre extends Centre {}

  public static final class Annealing extends Centre {
    @Override
    public String name() {
      return "annealing";
    }
  }

  public static final class Unmakeable extends Centre {
    public Unmakeable() {
      throw new IllegalStateException("licence expired");
    }
  }

  @Test
  void list_installedProviders_areSortedByName() {
    install(Centre.class, Annealing.class);

    assertThat(Optimizers.list())
        .extracting(OptimizerProvider::name)
        .containsExactly("annealing", "centre");
  }

  @Test
  void named_installed_isFound() {
    install(Annealing.class, Centre.class);

    assertThat(Optimizers.named("centre").description()).isEqualTo("The middle, again and again.");
  }

  @Test
  void named_unknown_namesTheNearestAndWhereTheOthersComeFrom() {
    install(Annealing.class, Centre.class);

    assertThatThrownBy(() -> Optimizers.named("center"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            "no optimizer 'center'; known are [annealing, centre]; did you mean 'centre'?;"
                + " installed"
                + " are ['annealing' (%s from plug-ins:/), 'centre' (%s from plug-ins:/)]. Is its jar"
                    .formatted(Annealing.class.getName(), Centre.class.getName())
                + " on the module or class path?");
  }

  @Test
  void named_noneInstalled_saysSo() {
    install();

    assertThatThrownBy(() -> Optimizers.named("centre"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageStartingWith("no optimizer 'centre'; there are none; installed are [].");
  }

  @Test
  void named_two_namesBothAndWhereTheyComeFrom() {
    install(Centre.class, Annealing.class, AlsoCentre.class);

    assertThatThrownBy(() -> Optimizers.named("centre"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("two optimizers are named 'centre': ")
        .hasMessageContaining("(" + Centre.class.getName() + " from plug-ins:/)")
        .hasMessageContaining("(" + AlsoCentre.class.getName() + " from plug-ins:/)")
        .hasMessageNotContaining("annealing");
  }

  @Test
  void list_providerThatCannotBeMade_isNamed() {
    install(Unmakeable.class);

    assertThatThrownBy(Optimizers::list)
        .isInstanceOf(ServiceConfigurationError.class)
        .hasMessageContaining(Unmakeable.class.getName());
  }

  @Test
  void study_byName_runsTheInstalledOptimizer() {
    install(Centre.class);

    StudyResult result =
        Line.EXPERIMENT.optimize(Study.of(Line.SPACE, Line.LOSS).optimizer("centre").trials(2));

    assertThat(result.values(0)).containsExactly(5, 5);
    assertThat(result.optimizer()).isEqualTo("centre");
  }

  @Test
  void study_unknownOrAmbiguousName_isAFaultOfTheStudy() {
    install(Centre.class, AlsoCentre.class);
    Study study = Study.of(Line.SPACE, Line.LOSS).trials(0);

    assertThatThrownBy(study.optimizer("centre")::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("study has 2 faults:\n - trials: expected >= 1, got 0")
        .hasMessageContaining("\n - two optimizers are named 'centre'");
    assertThatThrownBy(study.optimizer("central")::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\n - no optimizer 'central'");
  }

  @Test
  void study_optionsByName_areChecked() {
    install(Centre.class);
    Study study = Study.of(Line.SPACE, Line.LOSS).optimizer("centre", Map.of("step", 1)).trials(1);

    assertThatThrownBy(study::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("study: optimizer 'centre': no option 'step'; there are none");
  }
}
