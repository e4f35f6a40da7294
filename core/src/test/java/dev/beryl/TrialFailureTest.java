package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Outcome.Reason;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What fails in a trial is its outcome, and the policy says when that ends the study. */
class TrialFailureTest {
  private static final double[] TWENTY = DoubleStream.iterate(0, x -> x + 0.5).limit(20).toArray();

  private static Outcome.Failed failure(Trial trial) {
    assertThat(trial.isCompleted()).isFalse();
    assertThat(trial.outcome()).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) trial.outcome();
  }

  /** Fails in the given trials, and gives x in the others. */
  private static Experiment<Double> failingIn(Integer... trials) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          if (List.of(trials).contains(ctx.trial())) {
            throw new IllegalStateException("trial " + ctx.trial() + " is broken");
          }
          return ctx.get(Line.X);
        });
  }

  @Test
  void exception_isToldAsAFailureWithItsCause() {
    ScriptedOptimizer optimizer = Line.proposing(5, 3, 4);

    StudyResult result = failingIn(1).optimize(Line.study(optimizer).untilExhausted());

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
    assertThat(result.best().get(Line.X)).isEqualTo(4);
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

    StudyResult result = experiment.optimize(Line.study(1).tolerateAll());

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

    StudyResult result = experiment.optimize(Line.study(1).replicates(4).tolerateAll());

    Trial trial = result.trials().getFirst();
    assertThat(failure(trial).replicate()).isEqualTo(2);
    assertThat(trial.replicates()).isEqualTo(2);
    assertThat(trial.samples("loss").toArray()).containsExactly(1, 1);
    assertThat(trial.samples("seen").toArray()).containsExactly(0, 1);
  }

  @Test
  void notFinite_isAFailureNeverAValue() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      Experiment<Double> experiment =
          Experiment.measuring("loss", ctx -> ctx.replicate() == 1 ? bad : 1);
      ScriptedOptimizer optimizer = Line.proposing(1);

      experiment.optimize(Line.study(optimizer).untilExhausted().replicates(3).tolerateAll());

      Trial trial = optimizer.told().getFirst();
      assertThat(failure(trial).reason()).isEqualTo(Reason.NOT_FINITE);
      assertThat(failure(trial).replicate()).isEqualTo(1);
      assertThat(failure(trial).step()).isEqualTo("loss");
      assertThat(failure(trial).message())
          .isEqualTo(
              "the objective's metric 'loss' was recorded as %s; record finite numbers, or throw if"
                  .formatted(bad)
                  + " there is none");
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

    StudyResult result = experiment.optimize(Line.study(1));

    assertThat(result.trials().getFirst().isCompleted()).isTrue();
    assertThat(result.trials().getFirst().samples("time").toArray()).containsExactly(Double.NaN);
  }

  @Test
  void notFinite_aggregateOfFiniteValues_isAFailure() {
    Study study =
        Study.of(
                Line.SPACE,
                Objective.minimize("loss", Aggregation.of("own", samples -> 0 / samples.get(0))))
            .optimizer(TestOptimizers.of(setting -> Line.proposing(0, 1)))
            .untilExhausted();

    StudyResult result = Line.EXPERIMENT.optimize(study);

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

    StudyResult result = experiment.optimize(Line.study(1).tolerateAll());

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

    StudyResult result = experiment.optimize(Line.study(1, 2, 3).replicates(3));

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

    StudyResult result = experiment.optimize(Line.study(1, 2));

    assertThat(failure(result.trials().get(1)).reason()).isEqualTo(Reason.MISSING_METRIC);
    assertThat(result.trials().get(1).metrics()).isEmpty();
    assertThat(result.trials().get(0).metrics()).containsExactly("loss");
  }

  @Test
  void constraint_rejectsBeforeItIsRun() {
    var run = new ArrayList<Double>();
    SearchSpace space = Line.SPACE.subjectTo("below five", t -> t.get(Line.X) < 5);
    ScriptedOptimizer optimizer =
        new ScriptedOptimizer(
            number -> number < 3 ? space.fromUnit(new double[] {number * 0.4}) : null);
    Study study =
        Study.of(space, Line.LOSS)
            .optimizer(TestOptimizers.of(setting -> optimizer))
            .untilExhausted()
            .failFast();

    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx -> {
                  run.add(ctx.get(Line.X));
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
    SearchSpace space = Line.SPACE.subjectTo("never", t -> false);
    Study study = Study.of(space, Line.LOSS).optimizer(TestOptimizers.uniform()).trials(30);

    StudyResult result = Line.EXPERIMENT.optimize(study);

    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.trials()).hasSize(30);
    assertThat(result.bestTrial()).isEmpty();
    assertThat(result.paretoFront()).isEmpty();
    assertThatThrownBy(result::best)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageStartingWith(
            "no best treatment, as none of 30 trials was completed (all 30 trials are done)\n - trial 0")
        .hasMessageContaining("rejected by constraint 'never'");
  }

  @Test
  void constraint_thatThrows_failsTheTrial() {
    SearchSpace space =
        Line.SPACE.subjectTo(
            "fragile",
            t -> {
              throw new IllegalStateException("no such table");
            });
    Study study =
        Study.of(space, Line.LOSS).optimizer(TestOptimizers.uniform()).trials(2).tolerateAll();

    StudyResult result = Line.EXPERIMENT.optimize(study);

    Outcome.Failed failed = failure(result.trials().getFirst());
    assertThat(failed.step()).isEqualTo("constraint 'fragile'");
    assertThat(failed.message()).isEqualTo("java.lang.IllegalStateException: no such table");
    assertThat(failed.cause()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tenInARow_endTheStudyWithAllTheirCauses() {
    Integer[] from3to12 = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    var listener = new Listening();

    var thrown =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> failingIn(from3to12).optimize(Line.study(TWENTY).listener(listener)));

    assertThat(thrown).hasMessageStartingWith("10 trials in a row failed; mend the experiment");
    for (int trial : from3to12) {
      assertThat(thrown).hasMessageContaining("trial " + trial + " is broken");
    }
    assertThat(thrown.getCause()).hasMessage("trial 12 is broken");
    assertThat(thrown.result().trials()).hasSize(13);
    assertThat(thrown.result().ending()).isEqualTo(Ending.FAILED);
    assertThat(thrown.result().endingText()).isEqualTo(thrown.getMessage());
    assertThat(thrown.result().best().get(Line.X)).isZero();
    assertThat(listener.result().digest()).isEqualTo(thrown.result().digest());
  }

  @Test
  void nineInARow_thenASuccess_goOn() {
    StudyResult result =
        failingIn(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19)
            .optimize(Line.study(TWENTY));

    assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
    assertThat(result.trials()).hasSize(20);
  }

  @Test
  void rejections_betweenFailures_doNotBreakTheRow() {
    SearchSpace space = Line.SPACE.subjectTo("not two", t -> t.get(Line.X) != 2);
    Treatment[] proposals = {
      space.fromUnit(new double[] {0.1}), space.fromUnit(new double[] {0.2}),
      space.fromUnit(new double[] {0.3}), space.fromUnit(new double[] {0.4})
    };
    Study study =
        Study.of(space, Line.LOSS)
            .optimizer(TestOptimizers.of(setting -> new ScriptedOptimizer(i -> proposals[i])))
            .trials(4)
            .failures(new FailurePolicy(2));

    assertThatThrownBy(() -> failingIn(0, 2).optimize(study))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageStartingWith("2 trials in a row failed")
        .hasMessageContaining("trial 0 is broken")
        .hasMessageContaining("trial 2 is broken");
  }

  @Test
  void failFast_endsAtTheFirst() {
    var thrown =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> failingIn(2, 5).optimize(Line.study(TWENTY).failFast()));

    assertThat(thrown).hasMessageStartingWith("a trial failed; mend the experiment");
    assertThat(thrown).hasMessageContaining("trial 2 is broken");
    assertThat(thrown.result().trials()).hasSize(3);
  }

  @Test
  void tolerateAll_goesOnWhateverFails() {
    Experiment<Double> broken = Experiment.measuring("other", ctx -> 1);

    StudyResult result = broken.optimize(Line.study(TWENTY).tolerateAll());

    assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
    assertThat(result.trials()).hasSize(20);
    assertThat(result.bestTrial()).isEmpty();
  }

  @Test
  void fewTrials_allFailed_isAnErrorThatListsTheirCauses() {
    var thrown =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> failingIn(0, 1, 2).optimize(Line.study(1, 2, 3).trials(3)));

    assertThat(thrown)
        .hasMessageStartingWith("none of 3 trials was completed:")
        .hasMessageContaining("trial 0 is broken")
        .hasMessageContaining("trial 1 is broken")
        .hasMessageContaining("trial 2 is broken");
    assertThat(thrown.getCause()).hasMessage("trial 0 is broken");
    assertThat(thrown.result().ending()).isEqualTo(Ending.FAILED);
    assertThat(thrown.result().trials()).hasSize(3);
  }

  @Test
  void fewTrials_someRejectedAndTheRestFailed_isAnError() {
    SearchSpace space = Line.SPACE.subjectTo("above one", t -> t.get(Line.X) > 1);
    Study study =
        Study.of(space, Line.LOSS)
            .optimizer(
                TestOptimizers.of(
                    setting ->
                        new ScriptedOptimizer(i -> space.fromUnit(new double[] {i == 0 ? 0 : 0.5}))))
            .trials(2);

    assertThatThrownBy(() -> failingIn(1).optimize(study))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageStartingWith("none of 2 trials was completed:")
        .hasMessageContaining("trial 1 is broken");
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
        Study.of(Line.SPACE, Objective.minimize("loss", fragile))
            .optimizer(TestOptimizers.of(setting -> Line.proposing(4, 3, 2)))
            .untilExhausted();

    StudyResult result = Line.EXPERIMENT.optimize(study);

    assertThat(failure(result.trials().get(1)).message()).contains("no three");
    assertThat(result.best().get(Line.X)).isEqualTo(2);
  }

  @Test
  void aggregation_ofTooFewValues_failsTheTrialNotTheStudy() {
    Study study =
        Study.of(Line.SPACE, Objective.minimize("loss", Aggregation.meanPlusSd(1)))
            .optimizer(TestOptimizers.of(setting -> Line.proposing(4, 3)))
            .trials(2);

    assertThatThrownBy(() -> Line.EXPERIMENT.optimize(study))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageStartingWith("none of 2 trials was completed:");
  }

  @Test
  void rule_thatThrows_endsTheStudyAndKeepsWhatWasFinished() {
    var listener = new Listening();
    Study study =
        Line.study(4, 3, 2)
            .listener(listener)
            .stopWhen(
                progress -> {
                  if (progress.trials() == 2) {
                    throw new IllegalStateException("rule is broken");
                  }
                  return false;
                });

    var thrown =
        catchThrowableOfType(
            StudyFailedException.class, () -> Line.EXPERIMENT.optimize(study));

    assertThat(thrown).hasMessageContaining("rule is broken");
    assertThat(thrown.result().trials()).hasSize(2);
    assertThat(listener.heard()).contains("end FAILED");
  }
}
