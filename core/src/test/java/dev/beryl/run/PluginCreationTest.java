package dev.beryl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.OneParameter;
import dev.beryl.Sneaky;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.TestPruners;
import dev.beryl.journal.Durability;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An optimizer or pruner that cannot be created is named with where it comes from. */
class PluginCreationTest {
  private static final Study STUDY =
      Study.of(OneParameter.SPACE, OneParameter.LOSS).untilOptimizerEnds();

  static Stream<Throwable> throwables() {
    return Stream.of(
        new NullPointerException("no table"),
        new AssertionError("cannot be"),
        new IOException("no more disk"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void optimizer_createThrows_isNamedWithItsJar(Throwable thrown) {
    Study study =
        STUDY.optimizer(
            TestOptimizers.of(setting -> {
              throw Sneaky.<RuntimeException>sneak(thrown);
            }));

    assertThatThrownBy(study::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("optimizer 'test' of ")
        .hasMessageContaining(", class dev.beryl.TestOptimizers$")
        .hasMessageEndingWith(
            " cannot be created: "
                + thrown
                + "; its create must throw nothing but an IllegalArgumentException that says what it"
                + " accepts")
        .hasCause(thrown);
    assertThatThrownBy(() -> OneParameter.EXPERIMENT.optimizeAsync(study))
        .as("on the caller's thread")
        .isInstanceOf(IllegalStateException.class)
        .hasCause(thrown);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void pruner_createThrows_isNamedWithItsJar(Throwable thrown) {
    Study study =
        OneParameter.study(1)
            .pruner(
                TestPruners.of(setting -> {
                  throw Sneaky.<RuntimeException>sneak(thrown);
                }));

    assertThatThrownBy(() -> OneParameter.EXPERIMENT.optimize(study))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("pruner 'test' of ")
        .hasMessageContaining(", class dev.beryl.TestPruners$")
        .hasMessageContaining(" cannot be created: " + thrown)
        .hasCause(thrown);
  }

  @Test
  void create_returnsNull_isNamedWithItsJar() {
    assertThatThrownBy(STUDY.optimizer(TestOptimizers.of(setting -> null))::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("optimizer 'test' of ")
        .hasMessageContaining("it returned null");
    assertThatThrownBy(OneParameter.study(1).pruner(TestPruners.of(setting -> null))::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pruner 'test' of ")
        .hasMessageContaining("it returned null");
  }

  @Test
  void create_ofAnotherVersion_isAdvisedToTakeOneThatFits() {
    var thrown = new NoSuchMethodError("SearchSpace.lattice()");
    Study study =
        STUDY.optimizer(
            TestOptimizers.of(setting -> {
              throw thrown;
            }));

    assertThatThrownBy(study::open)
        .hasMessageContaining("it was built for ")
        .hasMessageEndingWith("use a version of the plug-in that fits");
  }

  @Test
  void create_refusesTheStudy_isItsOwnAnswer() {
    var refusal = new IllegalArgumentException("pruner 'test': needs one objective");
    Study study =
        OneParameter.study(1)
            .pruner(
                TestPruners.of(setting -> {
                  throw refusal;
                }));

    assertThatThrownBy(study::open).isSameAs(refusal);
  }

  @Test
  void create_throws_leavesTheJournalUntouched(@TempDir Path folder) {
    Path journal = folder.resolve("study.journal");
    Study study =
        OneParameter.study(1)
            .journal(journal)
            .pruner(
                TestPruners.of(setting -> {
                  throw new IllegalStateException("unready");
                }));

    assertThatThrownBy(study::open).isInstanceOf(IllegalStateException.class);
    assertThat(journal).doesNotExist();
  }

  @Test
  void warmStart_optimizerThrows_isNamedWithTheTrial(@TempDir Path folder) {
    Path journal = folder.resolve("other.journal");
    OneParameter.EXPERIMENT.optimize(OneParameter.study(7).journal(journal, Durability.none()));
    var thrown = new AssertionError("not that one");
    Optimizer deaf =
        new Optimizer() {
          @Override
          public List<Treatment> ask(int max) {
            return List.of();
          }

          @Override
          public void tell(Trial trial) {
            throw thrown;
          }
        };

    assertThatThrownBy(OneParameter.study(deaf).untilOptimizerEnds().warmStart(journal)::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "optimizer 'test' could not learn from trial 0 of journal %s for its warm start: %s"
                .formatted(journal, thrown))
        .hasCause(thrown);
  }
}
