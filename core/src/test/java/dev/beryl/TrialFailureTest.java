package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.journal.Durability;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Outcome.Reason;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails in a trial is its outcome, and no value is made up for it. */
class TrialFailureTest {
  private static Outcome.Failed failure(Trial trial) {
    assertThat(trial.isCompleted()).isFalse();
    assertThat(trial.outcome()).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) trial.outcome();
  }

  @Test
  void exception_isToldAsAFailureWithItsCause() {
    ScriptedOptimizer optimizer = OneParameter.proposing(5, 3, 4);

    StudyResult result =
        OneParameter.failingIn(1).optimize(OneParameter.study(optimizer).untilOptimizerEnds());

    assertThat(optimizer.toldNumbers()).containsExactly(0, 1, 2);
    Trial trial = optimizer.told().get(1);
    Outcome.Failed failed = failure(trial);
    assertThat(failed.reason()).isEqualTo(Reason.EXCEPTION);
    assertThat(failed.replicate()).isZero();
    assertThat(failed.step()).isEqualTo("loss");
    assertThat(failed.message()).isEqualTo("java.lang.IllegalStateException: trial 1 is broken");
    assertThat(failed.cause()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(trial::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("trial 1 has no values")
        .hasMessageContaining("trial 1 is broken");
    assertThatThrownBy(trial::loss).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(trial::standardError).isInstanceOf(IllegalStateException.class);
    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(4);
    assertThat(result.values(0)).containsExactly(5, Double.NaN, 4);
    assertThat(result.bestLossSoFar()).containsExactly(5, 5, 4);
  }

  @Test
  void error_isAFailureToo() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              throw new StackOverflowError();
            });

    StudyResult result = experiment.optimize(OneParameter.study(1).neverFail());

    assertThat(failure(result.trials().getFirst()).message())
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void secondReplicate_keepsWhatTheFirstRecorded() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("seen", ctx.replicate());
              if (ctx.replicate() == 2) {
                throw new IllegalStateException("third time unlucky");
              }
              return 1;
            });

    StudyResult result = experiment.optimize(OneParameter.study(1).replicates(4).neverFail());

    Trial trial = result.trials().getFirst();
    assertThat(failure(trial).replicate()).isEqualTo(2);
    assertThat(trial.replicates()).isEqualTo(2);
    assertThat(trial.samples("loss").toArray()).containsExactly(1, 1);
    assertThat(trial.samples("seen").toArray()).containsExactly(0, 1);
  }

  @Test
  void notFinite_isAFailureNeverAValue() {
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      Experiment<Double> experiment =
          Experiment.measuring("loss", ctx -> ctx.replicate() == 1 ? bad : 1);
      ScriptedOptimizer optimizer = OneParameter.proposing(1);

      experiment.optimize(
          OneParameter.study(optimizer).untilOptimizerEnds().replicates(3).neverFail());

      Trial trial = optimizer.told().getFirst();
      assertThat(failure(trial).reason()).isEqualTo(Reason.NOT_FINITE);
      assertThat(failure(trial).replicate()).isEqualTo(1);
      assertThat(failure(trial).step()).isEqualTo("loss");
      assertThat(failure(trial).message())
          .isEqualTo(
              "the objective's metric 'loss' was recorded as %s; record finite numbers, or throw"
                      .formatted(bad)
                  + " an exception if there is none");
      assertThat(trial.samples("loss").toArray()).containsExactly(1, bad, 1);
    }
  }

  @Test
  void notFinite_ofAMetricThatIsNoObjective_doesNotMatter() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("time", Double.NaN);
              return 1;
            });

    StudyResult result = experiment.optimize(OneParameter.study(1));

    assertThat(result.trials().getFirst().isCompleted()).isTrue();
    assertThat(result.trials().getFirst().samples("time").toArray()).containsExactly(Double.NaN);
  }

  @Test
  void notFinite_aggregateOfFiniteValues_isAFailure() {
    Study study =
        Study.of(
                OneParameter.SPACE,
                Objective.minimize("loss", Aggregation.of("own", samples -> 0 / samples.get(0))))
            .optimizer(TestOptimizers.of(setting -> OneParameter.proposing(0, 1)))
            .untilOptimizerEnds();

    StudyResult result = OneParameter.EXPERIMENT.optimize(study);

    assertThat(failure(result.trials().getFirst()).reason()).isEqualTo(Reason.NOT_FINITE);
    assertThat(failure(result.trials().getFirst()).message())
        .contains("has finite values but the own NaN");
    assertThat(result.trials().get(1).value()).isZero();
  }

  @Test
  void missingMetric_isNamedWithTheNearestRecordedOne() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "los",
            ctx -> {
              ctx.record("accuracy", 1);
              return 1;
            });

    StudyResult result = experiment.optimize(OneParameter.study(1).neverFail());

    Outcome.Failed failed = failure(result.trials().getFirst());
    assertThat(failed.reason()).isEqualTo(Reason.MISSING_METRIC);
    assertThat(failed.message())
        .isEqualTo(
            "the objective's metric 'loss' was not recorded; recorded are [accuracy, los]; did you"
                + " mean 'los'?");
    assertThat(result.trials().getFirst().metrics()).containsExactly("accuracy", "los");
  }

  @Test
  void missingMetric_inOneReplicate_namesIt() {
    Experiment<Integer> experiment =
        Experiment.from(
                ctx -> {
                  if (ctx.replicate() != 2 || ctx.trial() != 1) {
                    ctx.record("loss", 1);
                  }
                  return 1;
                })
            .build();

    StudyResult result = experiment.optimize(OneParameter.study(1, 2, 3).replicates(3));

    Outcome.Failed failed = failure(result.trials().get(1));
    assertThat(failed.replicate()).isEqualTo(2);
    assertThat(failed.message())
        .isEqualTo("the objective's metric 'loss' was not recorded; there are none");
    assertThat(result.trials().get(2).isCompleted()).isTrue();
  }

  @Test
  void missingMetric_afterATrialThatHadIt_isNotTakenFromThere() {
    Experiment<Integer> experiment =
        Experiment.from(
                ctx -> {
                  if (ctx.trial() == 0) {
                    ctx.record("loss", 1);
                  }
                  return 1;
                })
            .build();

    StudyResult result = experiment.optimize(OneParameter.study(1, 2));

    assertThat(failure(result.trials().get(1)).reason()).isEqualTo(Reason.MISSING_METRIC);
    assertThat(result.trials().get(1).metrics()).isEmpty();
    assertThat(result.trials().get(0).metrics()).containsExactly("loss");
  }

  @Test
  void constraint_rejectsBeforeItIsRun() {
    var run = new ArrayList<Double>();
    SearchSpace space = OneParameter.SPACE.subjectTo("below five", t -> t.get(OneParameter.X) < 5);
    ScriptedOptimizer optimizer =
        new ScriptedOptimizer(
            number -> number < 3 ? space.fromUnit(new double[] {number * 0.4}) : null);
    Study study =
        Study.of(space, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(setting -> optimizer))
            .untilOptimizerEnds()
            .failFast();

    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx -> {
                  run.add(ctx.get(OneParameter.X));
                  return 1;
                })
            .optimize(study);

    assertThat(run).containsExactly(0.0, 4.0);
    assertThat(optimizer.toldNumbers()).containsExactly(0, 1, 2);
    assertThat(result.trials().get(2).outcome()).isEqualTo(new Outcome.Rejected("below five"));
    assertThat(result.trials().get(2).replicates()).isZero();
    assertThat(result.trials().get(2).metrics()).isEmpty();
  }

  @Test
  void constraint_rejectingAll_isNoFailureButLeavesNoBest() {
    SearchSpace space = OneParameter.SPACE.subjectTo("never", t -> false);
    Study study = Study.of(space, OneParameter.LOSS).optimizer(TestOptimizers.uniform()).trials(30);

    StudyResult result = OneParameter.EXPERIMENT.optimize(study);

    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.trials()).hasSize(30);
    assertThat(result.bestTrial()).isEmpty();
    assertThat(result.paretoFront()).isEmpty();
    assertThatThrownBy(result::recommended)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageStartingWith(
            "no best treatment, because none of 30 trials was completed (all 30 trials are done)\n"
                + " - trial 0")
        .hasMessageContaining("rejected by constraint 'never'");
  }

  @Test
  void constraint_thatThrows_rejectsTheTrialWithTheCause() {
    SearchSpace space =
        OneParameter.SPACE.subjectTo(
            "fragile",
            t -> {
              throw new IllegalStateException("no such table");
            });
    Study study =
        Study.of(space, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .trials(2)
            .neverFail();

    StudyResult result = OneParameter.EXPERIMENT.optimize(study);

    var rejected = (Outcome.Rejected) result.trials().getFirst().outcome();
    assertThat(rejected.constraint()).isEqualTo("fragile");
    assertThat(rejected.message()).isEqualTo("java.lang.IllegalStateException: no such table");
    assertThat(rejected.cause()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aggregation_thatThrows_failsTheTrialNotTheStudy() {
    Aggregation fragile =
        Aggregation.of(
            "fragile",
            samples -> {
              if (samples.get(0) == 3) {
                throw new IllegalStateException("no three");
              }
              return samples.get(0);
            });
    Study study =
        Study.of(OneParameter.SPACE, Objective.minimize("loss", fragile))
            .optimizer(TestOptimizers.of(setting -> OneParameter.proposing(4, 3, 2)))
            .untilOptimizerEnds();

    StudyResult result = OneParameter.EXPERIMENT.optimize(study);

    assertThat(failure(result.trials().get(1)).message()).contains("no three");
    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aggregation_thatThrowsAnything_failsItsTrials(Throwable thrown) {
    Aggregation broken =
        Aggregation.of(
            "broken",
            samples -> {
              throw Sneaky.<RuntimeException>sneak(thrown);
            });
    Study study =
        Study.of(OneParameter.SPACE, Objective.minimize("loss", broken))
            .optimizer(TestOptimizers.of(setting -> OneParameter.proposing(4, 3)))
            .replicates(2)
            .trials(2);

    var failed =
        catchThrowableOfType(
            StudyFailedException.class, () -> OneParameter.EXPERIMENT.optimize(study));

    assertThat(failed.result().trials()).hasSize(2);
    assertThat(failure(failed.result().trials().getFirst()).message())
        .isEqualTo("the broken could not be computed: " + thrown);
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new AssertionError("cannot be"),
        new StackOverflowError("too deep"),
        new IOException("no more disk"));
  }

  @Test
  void standardError_thatThrowsWhereTheJournalWantsIt_endsTheStudyWithItsTrials(
      @TempDir Path folder) {
    Aggregation broken =
        new Aggregation() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public double aggregate(Samples samples) {
            return samples.get(0);
          }

          @Override
          public double standardError(Samples samples) {
            throw new AssertionError("no error");
          }
        };
    Study study =
        Study.of(OneParameter.SPACE, Objective.minimize("loss", broken))
            .optimizer(TestOptimizers.of(setting -> OneParameter.proposing(4, 3)))
            .journal(folder.resolve("journal"), Durability.none())
            .trials(2);

    var failed =
        catchThrowableOfType(
            StudyFailedException.class, () -> OneParameter.EXPERIMENT.optimize(study));

    assertThat(failed)
        .hasMessage("trial 0 could not be recorded: java.lang.AssertionError: no error");
    assertThat(failed.result().trials()).hasSize(1);
  }

  @Test
  void aggregation_ofTooFewValues_failsTheTrialNotTheStudy() {
    Study study =
        Study.of(OneParameter.SPACE, Objective.minimize("loss", Aggregation.meanPlusSd(1)))
            .optimizer(TestOptimizers.of(setting -> OneParameter.proposing(4, 3)))
            .trials(2);

    assertThatThrownBy(() -> OneParameter.EXPERIMENT.optimize(study))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageStartingWith("none of 2 trials was completed:");
  }

  @Test
  void rule_thatThrows_endsTheStudyAndKeepsWhatWasFinished() {
    var listener = new RecordingListener();
    Study study =
        OneParameter.study(4, 3, 2)
            .listener(listener)
            .stopWhen(progress -> {
              if (progress.trials() == 2) {
                throw new IllegalStateException("rule is broken");
              }
              return false;
            });

    var thrown =
        catchThrowableOfType(
            StudyFailedException.class, () -> OneParameter.EXPERIMENT.optimize(study));

    assertThat(thrown).hasMessageContaining("rule is broken");
    assertThat(thrown.result().trials()).hasSize(2);
    assertThat(listener.heard()).contains("end FAILED");
  }
}
