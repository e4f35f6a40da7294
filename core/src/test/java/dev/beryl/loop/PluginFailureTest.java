package dev.beryl.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.CapturedLog;
import dev.beryl.Experiment;
import dev.beryl.OneParameter;
import dev.beryl.Proposal;
import dev.beryl.RecordingListener;
import dev.beryl.Sneaky;
import dev.beryl.Study;
import dev.beryl.StudySession;
import dev.beryl.TestOptimizers;
import dev.beryl.TestPruners;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.Prediction;
import dev.beryl.spi.Pruner;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an optimizer or pruner throws ends the study with what was finished. */
class PluginFailureTest {
  private static final Experiment<Double> REPORTING =
      Experiment.measuring(
          "loss",
          ctx -> {
            ctx.report(0, ctx.get(OneParameter.X));
            return ctx.get(OneParameter.X);
          });

  /** What a method without a throws clause may throw all the same. */
  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("unready"),
        new AssertionError("cannot be"),
        new StackOverflowError("too deep"),
        new NoSuchMethodError("of another version"),
        new IOException("no more disk"));
  }

  /** Throws in what it does for one trial. */
  private record Throwing(int inBegin, int inJudge, int inTell, Throwable thrown)
      implements Pruner {
    @Override
    public Judge begin(int trial) {
      throwIf(trial == inBegin);
      return report -> {
        throwIf(trial == inJudge);
        return false;
      };
    }

    @Override
    public void tell(Trial trial) {
      throwIf(trial.number() == inTell);
    }

    private void throwIf(boolean now) {
      if (now) {
        throw Sneaky.<RuntimeException>sneak(thrown);
      }
    }
  }

  private static Study study(Pruner pruner) {
    return OneParameter.study(4, 3, 2, 1).pruner(TestPruners.of(setting -> pruner));
  }

  private static StudyResult assertFails(Study study, String what, Throwable cause) {
    var listener = new RecordingListener();

    var failed =
        catchThrowableOfType(
            StudyFailedException.class, () -> REPORTING.optimize(study.listener(listener)));

    assertThat(failed).hasMessage(what + ": " + cause).hasCause(cause);
    StudyResult result = failed.result();
    assertThat(result.ending()).isEqualTo(Ending.FAILED);
    assertThat(result.endingText()).isEqualTo(failed.getMessage());
    assertThat(listener.result()).as("onEnd").isSameAs(result);
    return result;
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void prunerBegin_throws_endsTheStudyWithWhatWasFinished(Throwable thrown) {
    StudyResult result =
        assertFails(
            study(new Throwing(2, -1, -1, thrown)),
            "pruner 'test' could not judge trial 2",
            thrown);

    assertThat(result.values(0)).containsExactly(4, 3);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void prunerTell_throws_endsTheStudyAndKeepsThatTrial(Throwable thrown) {
    StudyResult result =
        assertFails(
            study(new Throwing(-1, -1, 1, thrown)),
            "pruner 'test' could not learn from trial 1",
            thrown);

    assertThat(result.values(0)).containsExactly(4, 3);
  }

  /** A judge runs on the threads of replicates: which is first is chance, so it ends no study. */
  @ParameterizedTest
  @MethodSource("throwables")
  void prunerJudge_throws_failsItsTrialAndNamesThePruner(Throwable thrown) {
    StudyResult result = REPORTING.optimize(study(new Throwing(-1, 1, -1, thrown)));

    assertThat(result.trials()).hasSize(4);
    var failed = (Outcome.Failed) result.trials().get(1).outcome();
    assertThat(failed.message()).contains("the pruner could not judge the report");
    assertThat(failed.cause()).hasCause(thrown);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void prunerTell_throwsInASession_endsIt(Throwable thrown) {
    try (StudySession session = study(new Throwing(-1, -1, 0, thrown)).open()) {
      Proposal proposal = session.ask(1).getFirst();

      var failed =
          catchThrowableOfType(
              StudyFailedException.class, () -> session.tell(proposal.number(), 1));

      assertThat(failed)
          .hasMessage("pruner 'test' could not learn from trial 0: " + thrown)
          .hasCause(thrown);
      assertThat(session.isOver()).isTrue();
    }
  }

  /** Throws in one of its methods. */
  private record Broken(boolean asked, boolean told, Throwable thrown) implements Optimizer {
    @Override
    public List<Treatment> ask(int max) {
      if (asked) {
        throw Sneaky.<RuntimeException>sneak(thrown);
      }
      return List.of(OneParameter.at(1));
    }

    @Override
    public void tell(Trial trial) {
      if (told) {
        throw Sneaky.<RuntimeException>sneak(thrown);
      }
    }

    @Override
    public Optional<Treatment> recommend() {
      throw Sneaky.<RuntimeException>sneak(thrown);
    }
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void optimizerAsk_throws_endsTheStudy(Throwable thrown) {
    assertFails(
        OneParameter.study(new Broken(true, false, thrown)).trials(3),
        "optimizer 'test' could not propose trial 0",
        thrown);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void optimizerTell_throws_endsTheStudyAndKeepsThatTrial(Throwable thrown) throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result =
          assertFails(
              OneParameter.study(new Broken(false, true, thrown)).trials(3),
              "optimizer 'test' could not learn from trial 0",
              thrown);

      assertThat(result.trials()).hasSize(1);
      assertThat(log.entries()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void optimizerRecommend_throws_isLogged_andTheBestTrialIsTaken(Throwable thrown)
      throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result =
          REPORTING.optimize(OneParameter.study(new Broken(false, false, thrown)).trials(2));

      assertThat(result.recommended().get(OneParameter.X)).isEqualTo(1);
      assertThat(log.entries())
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.message()).startsWith("optimizer 'test' could not recommend");
            assertThat(entry.thrown()).isSameAs(thrown);
          });
    }
  }

  /** Recommends, and expects what cannot be made. */
  private record Expecting(Supplier<Optional<Prediction>> expected) implements Optimizer {
    @Override
    public List<Treatment> ask(int max) {
      return List.of(OneParameter.at(1));
    }

    @Override
    public void tell(Trial trial) {}

    @Override
    public Optional<Treatment> recommend() {
      return Optional.of(OneParameter.at(1));
    }

    @Override
    public Optional<Prediction> predict(Treatment treatment) {
      return expected.get();
    }
  }

  static Stream<Supplier<Optional<Prediction>>> wrongPredictions() {
    return Stream.of(
        () -> Optional.of(new Prediction(Double.NaN, 1)),
        () -> Optional.of(new Prediction(1, -1)),
        () -> {
          throw new IllegalStateException("unready");
        });
  }

  @ParameterizedTest
  @MethodSource("wrongPredictions")
  void optimizerPredict_answersWrongly_isLogged_andTheMeasuredValueIsTheEstimate(
      Supplier<Optional<Prediction>> expected) throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result =
          REPORTING.optimize(OneParameter.study(new Expecting(expected)).trials(2));

      assertThat(result.recommendation().prediction()).isEmpty();
      assertThat(result.recommendation().estimate()).hasValue(1);
      assertThat(log.entries())
          .singleElement()
          .satisfies(entry ->
              assertThat(entry.message())
                  .isEqualTo(
                      "optimizer 'test' could not predict the value of what it recommends; what a trial measured of it is used"));
    }
  }

  @Test
  void optimizerPredict_ofALossToBeMaximized_isInTheMetricsUnit() {
    Study study =
        Study.of(OneParameter.SPACE, Objective.maximize("gain"))
            .optimizer(
                TestOptimizers.of(_ -> new Expecting(() -> Optional.of(new Prediction(-3, 0.5)))))
            .trials(2);

    StudyResult result =
        Experiment.measuring("gain", ctx -> ctx.get(OneParameter.X)).optimize(study);

    assertThat(result.recommendation().prediction()).contains(new Prediction(3, 0.5));
    assertThat(result.recommendation().estimate()).hasValue(3);
  }

  @Test
  void ownRule_throwsAnError_endsTheStudyWithWhatWasFinished() {
    var thrown = new AssertionError("cannot be");

    StudyResult result =
        assertFails(
            OneParameter.study(4, 3, 2)
                .stopWhen(progress -> {
                  throw thrown;
                }),
            "a rule of stopWhen(…) threw",
            thrown);

    assertThat(result.values(0)).containsExactly(4);
  }
}
