package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that learn from the trials of another one before they ask for any. */
class WarmStartTest {
  @TempDir Path folder;
  private Path past;

  @BeforeEach
  void name() {
    past = folder.resolve("past.journal");
  }

  private void record(Study study) {
    record(OneParameter.EXPERIMENT, study);
  }

  private void record(Experiment<?> experiment, Study study) {
    experiment.optimize(study.journal(past, Durability.none()));
  }

  /** What an optimizer is told that proposes one treatment. */
  private List<Trial> told(SearchSpace space, Objective... objectives) {
    return told(Study.of(space, objectives), space);
  }

  private List<Trial> told(Study study, SearchSpace space) {
    var optimizer =
        new ScriptedOptimizer(
            number -> number == 0 ? space.fromUnit(new double[space.dimension()]) : null);
    study
        .optimizer(TestOptimizers.of(setting -> optimizer))
        .untilOptimizerEnds()
        .neverFail()
        .warmStart(past)
        .open()
        .close();
    return optimizer.told();
  }

  @Test
  void sameSpace_trialsAreToldInOrder_withNegativeNumbers() throws IOException {
    record(OneParameter.failingIn(1), OneParameter.study(4, 1, 3).replicates(2));
    byte[] bytes = Files.readAllBytes(past);

    List<Trial> told = told(OneParameter.SPACE, OneParameter.LOSS);

    assertThat(told).extracting(Trial::number).containsExactly(-1, -2, -3);
    assertThat(told)
        .extracting(trial -> trial.treatment().get(OneParameter.X))
        .containsExactly(4.0, 1.0, 3.0);
    assertThat(told.get(0).value()).isEqualTo(4);
    assertThat(told.get(0).replicates()).isEqualTo(2);
    assertThat(told.get(1).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(Files.readAllBytes(past)).isEqualTo(bytes);
  }

  @Test
  void trials_areNoneOfThisStudy() {
    record(OneParameter.study(4, 1, 3));

    var result = OneParameter.EXPERIMENT.optimize(OneParameter.study(8, 9).warmStart(past));

    assertThat(result.trials()).extracting(Trial::number).containsExactly(0, 1);
    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(8);
  }

  @Test
  void whatWasLearnt_isPartOfTheIdentity() {
    record(OneParameter.study(4, 1, 3));
    String digest =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(8).warmStart(past)).digest();

    assertThat(OneParameter.EXPERIMENT.optimize(OneParameter.study(8).warmStart(past)).digest())
        .isEqualTo(digest);
    assertThat(OneParameter.EXPERIMENT.optimize(OneParameter.study(8)).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void result_ofAnotherStudy_teachesWhatItsJournalDoes() {
    Experiment<Double> failing = OneParameter.failingIn(1);
    StudyResult result =
        failing.optimize(
            OneParameter.study(4, 1, 3).replicates(2).journal(past, Durability.none()));

    String fromJournal =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(8).warmStart(past)).identity();
    StudyResult fromResult =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(8).warmStart(result));
    StudyResult fromTrials =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(8).warmStart(result.trials()));

    assertThat(fromResult.identity())
        .isEqualTo(fromJournal)
        .contains("warm start from 3 trials")
        .isEqualTo(fromTrials.identity());
    var optimizer = OneParameter.proposing(8);
    OneParameter.study(optimizer).untilOptimizerEnds().warmStart(result).open().close();
    assertThat(optimizer.told()).extracting(Trial::number).containsExactly(-1, -2, -3);
    assertThat(optimizer.told().getFirst().value()).isEqualTo(4);
  }

  @Test
  void trialsMadeByHand_mayBeGiven_andMustFit() {
    Problem problem = Problem.of(OneParameter.SPACE, OneParameter.LOSS);
    Trial good =
        Trial.of(7, Treatment.of("by hand", Map.of("x", 2)), problem)
            .samples("loss", Samples.of(5, 6))
            .completed();
    Trial beyond =
        Trial.of(8, Treatment.of("beyond", Map.of("x", 2000)), problem)
            .samples("loss", Samples.of(1))
            .completed();
    var optimizer = OneParameter.proposing(8);
    Study study = OneParameter.study(optimizer).untilOptimizerEnds();

    study.warmStart(List.of(good, beyond)).open().close();

    assertThat(optimizer.told()).singleElement().extracting(Trial::value).isEqualTo(5.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study.warmStart(List.of(beyond)).open())
        .withMessageStartingWith(
            "warm start: has no trial that fits this study\n - trial 8: treatment 'trial 8 of warm"
                + " start': parameter 'x': expected real [0.0, 10.0], got 2000");
    assertThatIllegalStateException()
        .isThrownBy(() -> study.warmStart(List.of(good)).warmStart(past))
        .withMessage(
            "study: warmStart: was already set to 1 trial, and now to " + past + "; set it once");
  }

  @Test
  void aggregation_isThisStudys() {
    record(
        Experiment.measuring("loss", ctx -> ctx.get(OneParameter.X) + ctx.replicate()),
        OneParameter.study(4).replicates(3));

    assertThat(
            told(OneParameter.SPACE, Objective.minimize("loss", Aggregation.max()))
                .getFirst()
                .value())
        .isEqualTo(6);
  }

  @Test
  void missingParameter_takesItsDefault_andWithoutOneIsNamed() {
    record(OneParameter.study(4));
    RealParameter y = Parameter.real("y", 0, 1);

    List<Trial> told = told(SearchSpace.of(OneParameter.X, y.withDefault(0.25)), OneParameter.LOSS);
    assertThat(told.getFirst().treatment().values()).containsEntry("y", 0.25);

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> told(SearchSpace.of(OneParameter.X, y), OneParameter.LOSS))
        .withMessageStartingWith(
            "journal " + past + ": has no trial that fits this study\n - trial 0: ")
        .withMessageContaining("y");
  }

  @Test
  void outOfRange_isLeftOutAndLogged() throws ReflectiveOperationException {
    record(OneParameter.study(4, 9, 1));
    SearchSpace narrow = SearchSpace.of(Parameter.real("x", 0, 5));
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      assertThat(told(narrow, OneParameter.LOSS))
          .extracting(Trial::value)
          .containsExactly(4.0, 1.0);

      assertThat(log.entries())
          .singleElement()
          .satisfies(entry ->
              assertThat(entry.message())
                  .startsWith(
                      "journal "
                          + past
                          + ": 2 of its 3 trials fit this study; the others are skipped\n - trial 1: "));
    }
  }

  @Test
  void narrowedSpace_learnsFromTheTrialsThatFit_withTheSameExperiment() {
    record(OneParameter.study(4, 9, 1));
    SearchSpace narrow = OneParameter.SPACE.within("x", 0, 5);

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            Study.of(narrow, OneParameter.LOSS)
                .optimizer(TestOptimizers.uniform())
                .trials(3)
                .warmStart(past));

    assertThat(result.identity()).contains("warm start from 2 trials");
    assertThat(result.trials())
        .allSatisfy(trial ->
            assertThat(trial.value())
                .isEqualTo(trial.treatment().get(OneParameter.X))
                .isLessThanOrEqualTo(5));
  }

  @Test
  void choices_areKnownByTheirTexts() {
    CategoricalParameter<Integer> numbers = Parameter.choice("c", 1, 2, 3);
    SearchSpace space = SearchSpace.of(numbers);
    record(
        Experiment.measuring("loss", ctx -> ctx.get(numbers)),
        Study.of(space, OneParameter.LOSS).optimizer(TestOptimizers.uniform()).trials(10));
    CategoricalParameter<String> texts = Parameter.choice("c", "3", "2", "1");

    List<Trial> told = told(SearchSpace.of(texts), OneParameter.LOSS);

    assertThat(told).hasSize(10);
    assertThat(told)
        .allSatisfy(trial ->
            assertThat(Double.parseDouble(trial.treatment().get(texts))).isEqualTo(trial.value()));
  }

  @Test
  void otherMetric_isNamed() {
    record(OneParameter.study(4));

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> told(OneParameter.SPACE, Objective.minimize("accuracy")))
        .withMessageContaining("trial 0: ")
        .withMessageContaining("accuracy");
  }

  @Test
  void constraints_areThisStudys() {
    record(OneParameter.study(4, 1));

    List<Trial> told =
        told(
            Study.of(OneParameter.SPACE, OneParameter.LOSS)
                .outcomeConstraints(OutcomeConstraint.atMost("loss", 2)),
            OneParameter.SPACE);

    assertThat(told).extracting(trial -> trial.excess(0)).containsExactly(2.0, -1.0);
  }

  /** Without them a treatment that mostly fails would look good. */
  @Test
  void penalties_areThoseOfTheOtherStudy() {
    Experiment<Double> failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 1) {
                throw new IllegalStateException("broken");
              }
              return ctx.replicate() == 2 ? Double.NaN : ctx.get(OneParameter.X);
            });
    record(failing, OneParameter.study(4, 1).replicates(3).penalize(100));

    assertThat(told(OneParameter.SPACE, OneParameter.LOSS))
        .extracting(Trial::value)
        .containsExactly(204 / 3.0, 201 / 3.0);
  }

  @Test
  void toleratedReplicates_areLeftOut() {
    Experiment<Double> failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 1) {
                throw new IllegalStateException("broken");
              }
              return ctx.get(OneParameter.X);
            });
    record(failing, OneParameter.study(4).replicates(3).tolerateReplicates(1));

    Trial told = told(OneParameter.SPACE, OneParameter.LOSS).getFirst();
    assertThat(told.value()).isEqualTo(4);
    assertThat(told.replicates()).isEqualTo(2);
  }

  @Test
  void studyThatRuns_canBeStartedFrom() {
    try (var session = OneParameter.study(4, 1).journal(past, Durability.everyRecord()).open()) {
      session.ask(2);
      session.tell(1, 3);
      assertThat(told(OneParameter.SPACE, OneParameter.LOSS))
          .extracting(Trial::value)
          .containsExactly(3.0);
      session.tell(0, 5);
    }
    assertThat(told(OneParameter.SPACE, OneParameter.LOSS))
        .extracting(Trial::value)
        .containsExactly(3.0, 5.0);
  }

  @Test
  void noJournal_isAnError() {
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> told(OneParameter.SPACE, OneParameter.LOSS))
        .withMessageContaining("there is no such file");
  }

  /** Without their reports an optimizer could not tell which of them was the worse. */
  @Test
  void prunedTrials_areToldWithTheirReports() {
    Experiment<Double> reporting =
        Experiment.measuring(
            "loss",
            ctx -> {
              for (int step = 0; step < 3; step++) {
                ctx.report(step, ctx.get(OneParameter.X) + step);
              }
              return ctx.get(OneParameter.X);
            });
    record(
        reporting,
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .pruner(TestPruners.aboveTheMean())
            .trials(40));

    List<Trial> pruned =
        told(OneParameter.SPACE, OneParameter.LOSS).stream()
            .filter(trial -> trial.outcome() instanceof Outcome.Pruned)
            .toList();

    assertThat(pruned).hasSizeGreaterThan(5);
    assertThat(pruned)
        .allSatisfy(trial ->
            assertThat(trial.reports().getFirst().values())
                .containsExactly(trial.treatment().get(OneParameter.X)));
  }

  /** Their values are those of fewer replicates, and still say which of them was the worse. */
  @Test
  void prunedTrials_ofSeveralReplicates_areToldWithTheirSamples() {
    record(
        Experiment.measuring("loss", ctx -> ctx.get(OneParameter.X) + ctx.replicate()),
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .pruner(TestPruners.roundsAlone())
            .replicates(4)
            .trials(40));

    List<Trial> pruned =
        told(OneParameter.SPACE, OneParameter.LOSS).stream()
            .filter(trial -> trial.outcome() instanceof Outcome.Pruned)
            .toList();

    assertThat(pruned).hasSizeGreaterThan(5);
    assertThat(pruned)
        .allSatisfy(trial -> {
          assertThat(trial.replicates()).isEqualTo(((Outcome.Pruned) trial.outcome()).replicates());
          assertThat(trial.samples("loss").get(0, 0))
              .isEqualTo(trial.treatment().get(OneParameter.X));
        });
  }
}
