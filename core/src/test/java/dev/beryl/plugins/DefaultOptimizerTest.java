package dev.beryl.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.OneParameter;
import dev.beryl.Study;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A study that names no optimizer. */
class DefaultOptimizerTest {
  private static final Study STUDY = Study.of(OneParameter.SPACE, OneParameter.LOSS).trials(3);

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreClassLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static void install(Class<?>... providers) {
    Thread.currentThread().setContextClassLoader(new PluginLoader(providers));
  }

  /** Stays at the middle, under the name of the default. */
  public static class Automatic implements OptimizerProvider {
    @Override
    public String name() {
      return "auto";
    }

    @Override
    public String description() {
      return "Proposes the middle.";
    }

    @Override
    public Optimizer create(OptimizerSetting setting) {
      return new Optimizer() {
        @Override
        public List<Treatment> ask(int max) {
          return List.of(setting.space().fromUnit(new double[] {0.5}));
        }

        @Override
        public void tell(Trial trial) {}
      };
    }
  }

  /** Another one. */
  public static class Other extends Automatic {
    @Override
    public String name() {
      return "other";
    }
  }

  @Test
  void study_withoutOptimizer_hasTheInstalledOneOfTheName() {
    install(Automatic.class, Other.class);

    StudyResult result = OneParameter.EXPERIMENT.optimize(STUDY);

    assertThat(result.optimizer()).isEqualTo("auto");
    assertThat(result.trials()).hasSize(3);
    assertThat(result.digest())
        .as("the same study as with the name")
        .isEqualTo(OneParameter.EXPERIMENT.optimize(STUDY.optimizer("auto")).digest());
  }

  @Test
  void study_withoutOptimizerAndWithoutTheDefault_isToldWhatToAdd() {
    install(Other.class);

    assertThatIllegalArgumentException()
        .isThrownBy(STUDY::open)
        .withMessage(
            "study: optimizer: none is set, and the default, 'auto', is not installed; add module"
                + " dev.beryl.optimizers (artifact beryl-optimizers-builtin) to the path, or set"
                + " optimizer(name), installed are [other]");
  }
}
