package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCheckTest {

  @Test
  void check_faultySettings_listsThemAll() {
    Study study = OneParameter.study(1.0).trials(0).threads(0).replicates(1, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(study::check)
        .withMessageContainingAll("study has 3 faults", "trials: ", "threads: ", "replicates: ");
  }

  @Test
  void check_makesTheOptimizer_andAsksItForNothing() {
    var made = new AtomicInteger();
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .trials(3)
            .optimizer(
                TestOptimizers.of(setting -> {
                  made.incrementAndGet();
                  return new ScriptedOptimizer(number -> {
                    throw new AssertionError("it was asked");
                  });
                }));

    assertThatCode(study::check).doesNotThrowAnyException();

    assertThat(made).hasValue(1);
  }

  @Test
  void check_optimizerThatCannotBeMade_isRefused() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .trials(3)
            .optimizer(
                TestOptimizers.of(setting -> {
                  throw new IllegalStateException("no license");
                }));

    assertThatIllegalStateException().isThrownBy(study::check).withMessageContaining("no license");
  }

  @Test
  void check_leavesTheJournalAlone(@TempDir Path folder) {
    Path journal = folder.resolve("study.journal");

    OneParameter.study(1.0).journal(journal).check();

    assertThat(journal).doesNotExist();
  }
}
