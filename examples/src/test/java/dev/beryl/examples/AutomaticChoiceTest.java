package dev.beryl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.optimizers.Auto;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies that name no optimizer. */
class AutomaticChoiceTest {
  private static final RealParameter X = Parameter.real("x", -5, 5);
  private static final RealParameter Y = Parameter.real("y", -5, 5);
  private static final IntegerParameter N = Parameter.integer("n", 0, 20);
  private static final Objective LOSS = Objective.minimize("loss");
  private static final int HAND_OVER = 80; // 40 for each of two parameters
  private static final int TRIALS = 220; // more than 100 for each
  private static final Experiment<Double> VALLEY =
      Experiment.measuring(
          "loss",
          ctx -> {
            double x = ctx.get(X) - 1;
            double y = ctx.get(Y) + 2 - x * x / 5;
            return x * x + 10 * y * y;
          });

  private static final CategoricalParameter<String> KIND = Parameter.choice("kind", "a", "b");
  private static final Experiment<Double> TWO_OBJECTIVES =
      Experiment.from(ctx -> ctx.get(X) - 1)
          .then(
              "measure",
              (x, ctx) -> {
                ctx.record("loss", x * x + ctx.get(Y) * ctx.get(Y));
                ctx.record("gain", x);
                return x;
              })
          .build();

  private static Study study() {
    return Study.of(SearchSpace.of(X, Y), LOSS).trials(TRIALS).seed(3);
  }

  @Test
  void study_withoutOptimizer_saysWhatProposed_andFindsTheMinimum() {
    StudyResult result = VALLEY.optimize(study());

    assertThat(result.optimizer()).isEqualTo("auto");
    assertThat(Delegation.text(result.delegations())).isEqualTo("gp until trial 80, then cma-es");
    assertThat(result).asString().contains("by auto (gp until trial 80, then cma-es) in");
    assertThat(result.bestTrial().orElseThrow().value()).isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 64})
  void threads_changeNothing(int threads) {
    Study inFlight = study().parallelism(8);

    assertThat(VALLEY.optimize(inFlight.threads(threads)).digest())
        .isEqualTo(VALLEY.optimize(inFlight.threads(1)).digest());
  }

  @ParameterizedTest
  @CsvSource({"1, -1", "1, 0", "1, 1", "8, -1", "8, 0"})
  void journal_stoppedAroundTheHandOver_goesOnWithTheSameTrials(
      int inFlight, int after, @TempDir Path folder) {
    Path journal = folder.resolve("study.journal");
    Study whole = study().parallelism(inFlight).threads(1);
    int stop = HAND_OVER + after;

    StudyResult first =
        VALLEY.optimize(whole.stopWhen(progress -> progress.trials() >= stop).journal(journal));
    StudyResult second = VALLEY.optimize(whole.journal(journal));

    assertThat(first.trials()).hasSize(stop);
    assertThat(second.digest()).isEqualTo(VALLEY.optimize(whole).digest());
    assertThat(JournalTrials.read(journal).result().delegations())
        .isEqualTo(second.delegations())
        .extracting(Delegation::optimizer)
        .containsExactly("gp", "cma-es");
  }

  /** Studies with a hand-over, by the row of the rules that they follow. */
  private static Study handingOver(int row) {
    return switch (row) {
      case 5 ->
          Study.of(SearchSpace.of(X, Y), LOSS, Objective.maximize("gain"))
              .warmStart(TWO_OBJECTIVES.optimize(twoObjectives("random").trials(398)).trials())
              .trials(8)
              .seed(3)
              .optimizer(Auto.withDefaults().row(5));
      case 7 ->
          Study.of(SearchSpace.of(X, Y), LOSS)
              .trials(36) // of which a third
              .seed(3)
              .optimizer(Auto.withDefaults().row(7));
      case 9 ->
          Study.of(SearchSpace.of(X, Y, KIND), LOSS)
              .trials(51) // of which a third
              .seed(3)
              .optimizer(Auto.withDefaults().row(9));
      default -> study();
    };
  }

  private static Study twoObjectives(String optimizer) {
    return Study.of(SearchSpace.of(X, Y), LOSS, Objective.maximize("gain")).optimizer(optimizer);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1, 1, tpe", "5, 2, 1, tpe", "5, 3, 4, tpe",
    "7, 11, 1, cma-es", "7, 12, 1, cma-es", "7, 13, 1, cma-es", "7, 12, 8, cma-es",
    "9, 16, 1, cma-es", "9, 17, 1, cma-es", "9, 18, 1, cma-es", "9, 18, 8, cma-es"
  })
  void journal_killedAroundAHandOver_goesOnWithTheSameTrials(
      int row, int killed, int inFlight, String second, @TempDir Path folder) {
    Path journal = folder.resolve("study.journal");
    Path left = folder.resolve("left.journal"); // what a process that is killed then leaves
    Study whole = handingOver(row).parallelism(inFlight).threads(1);

    StudyResult alive =
        TWO_OBJECTIVES.optimize(
            whole
                .journal(journal, Durability.everyRecord())
                .listener(copying(journal, left, killed)));
    int known = JournalTrials.read(left).trials().size();
    StudyResult resumed = TWO_OBJECTIVES.optimize(whole.journal(left));

    assertThat(known).isBetween(1, killed);
    assertThat(resumed.digest()).isEqualTo(alive.digest());
    assertThat(resumed.delegations()).isEqualTo(alive.delegations()).hasSize(2);
    assertThat(resumed.delegations().getLast().optimizer()).isEqualTo(second);
  }

  private static StudyListener copying(Path journal, Path left, int killed) {
    return new StudyListener() {
      @Override
      public void onTrial(Trial trial, Progress progress) {
        if (progress.trials() == killed) {
          try {
            Files.copy(journal, left);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    };
  }

  @Test
  void finiteSpace_isTriedToTheLastTreatment() {
    Experiment<Double> square = Experiment.measuring("loss", ctx -> Math.pow(ctx.get(N) - 7, 2));
    StudyResult result =
        square.optimize(Study.of(SearchSpace.of(N), LOSS).untilOptimizerEnds().parallelism(4));

    assertThat(result.trials()).hasSize(21);
    assertThat(result.recommended().get(N)).isEqualTo(7);
    assertThat(Delegation.text(result.delegations())).isEqualTo("grid");
  }
}
