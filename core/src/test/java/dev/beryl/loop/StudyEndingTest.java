package dev.beryl.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.OneParameter;
import dev.beryl.RecordingListener;
import dev.beryl.ScriptedOptimizer;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StudyEndingTest {

  @AfterEach
  void leaveNoInterrupt() {
    Thread.interrupted();
  }

  private static StudyResult optimize(Study study) {
    return OneParameter.EXPERIMENT.optimize(study);
  }

  private static void assertEnds(StudyResult result, Ending ending, String text, int trials) {
    assertThat(result.ending()).isEqualTo(ending);
    assertThat(result.endingText()).isEqualTo(text);
    assertThat(result.trials()).hasSize(trials);
  }

  @Test
  void trials_allDone_isTheBudgetsEnd() {
    StudyResult result = optimize(OneParameter.study(4, 3, 2, 1).trials(3));

    assertEnds(result, Ending.BUDGET, "all 3 trials are done", 3);
    assertThat(result.toString())
        .matches(
            "3 trials by test in \\S+ \\S+: 3 completed; best loss=2 in trial 2; ended as all 3 trials are"
                + " done");
  }

  @Test
  void trials_budgetIsNeverOverAsked() {
    ScriptedOptimizer optimizer = OneParameter.proposing(1, 2, 3, 4, 5, 6, 7, 8);

    StudyResult result = optimize(OneParameter.study(optimizer).trials(5).parallelism(4));

    assertEnds(result, Ending.BUDGET, "all 5 trials are done", 5);
    assertThat(optimizer.ask(1))
        .as("the first that was not asked for")
        .containsExactly(OneParameter.at(6));
  }

  @Test
  void exhausted_finiteSpace_isEachTreatmentOnce() {
    SearchSpace space = SearchSpace.of(Parameter.integer("n", 1, 4), Parameter.flag("wide"));
    List<Treatment> all = space.enumerate().toList();
    Study study =
        Study.of(space, OneParameter.LOSS)
            .optimizer(
                TestOptimizers.of(
                    setting -> new ScriptedOptimizer(i -> i < all.size() ? all.get(i) : null)))
            .trials(100);

    StudyResult result = Experiment.measuring("loss", ctx -> 1).optimize(study);

    assertEnds(result, Ending.EXHAUSTED, "the optimizer has nothing more to propose", 8);
    assertThat(result.trials())
        .extracting(trial -> trial.treatment())
        .containsExactlyElementsOf(all);
  }

  @Test
  void exhausted_nothingProposedAtAll_hasNoTrials() {
    StudyResult result = optimize(OneParameter.study());

    assertEnds(result, Ending.EXHAUSTED, "the optimizer has nothing more to propose", 0);
    assertThat(result.bestTrial()).isEmpty();
    assertThat(result.bestLossSoFar()).isEmpty();
  }

  @Test
  void target_reached_endsAtThatTrial() {
    StudyResult result = optimize(OneParameter.study(9, 4, 2.5, 2, 1).target(2.5));

    assertEnds(result, Ending.TARGET, "trial 2 reached the target 2.5", 3);
  }

  @Test
  void target_maximized_isReachedFromBelow() {
    Study study =
        Study.of(OneParameter.SPACE, Objective.maximize("loss"))
            .optimizer(TestOptimizers.of(setting -> OneParameter.proposing(1, 5, 7, 9)))
            .target(6);

    assertEnds(optimize(study), Ending.TARGET, "trial 2 reached the target 6.0", 3);
  }

  @Test
  void target_ofAFailedTrial_isNotReached() {
    Experiment<Double> experiment =
        Experiment.measuring("loss", ctx -> ctx.trial() == 0 ? Double.NEGATIVE_INFINITY : 1);

    StudyResult result = experiment.optimize(OneParameter.study(1, 2).target(2));

    assertEnds(result, Ending.TARGET, "trial 1 reached the target 2.0", 2);
  }

  @Test
  void patience_countsTheTrialsSinceTheBest() {
    StudyResult result =
        optimize(OneParameter.study(5, 6, 4, 4, 4.5, 9, 1).stopWithoutImprovement(3));

    assertEnds(result, Ending.NO_IMPROVEMENT, "no better trial among the last 3", 6);
  }

  @Test
  void patience_withoutAnyCompletedTrial_countsThemAll() {
    Experiment<Double> experiment = Experiment.measuring("other", ctx -> 1);

    StudyResult result =
        experiment.optimize(OneParameter.study(5, 6, 4, 4).stopWithoutImprovement(3).neverFail());

    assertEnds(result, Ending.NO_IMPROVEMENT, "no better trial among the last 3", 3);
  }

  @Test
  void stopWhen_seesTheProgress() {
    var seen = new ArrayList<String>();
    Study study =
        OneParameter.study(5, 3, 4, 1)
            .trials(10)
            .stopWhen(progress -> {
              seen.add(describe(progress));
              return progress.trials() == 3;
            });

    StudyResult result = optimize(study);

    assertEnds(result, Ending.RULE, "a rule of stopWhen(…) ended it", 3);
    assertThat(seen)
        .containsExactly(
            "1 told, 1 completed, 0 failed, best 5.0, 0 since, budget 10",
            "2 told, 2 completed, 0 failed, best 3.0, 0 since, budget 10",
            "3 told, 3 completed, 0 failed, best 3.0, 1 since, budget 10");
  }

  private static String describe(Progress progress) {
    assertThat(progress.elapsed()).isGreaterThanOrEqualTo(Duration.ZERO);
    return "%s told, %s completed, %s failed, best %s, %s since, budget %s"
        .formatted(
            progress.trials(),
            progress.completed(),
            progress.failed(),
            progress.best().orElseThrow().value(),
            progress.trialsSinceBest(),
            progress.budget().orElse(0));
  }

  @Test
  void stopWhen_noBudget_isOpen() {
    optimize(
        OneParameter.study(1)
            .stopWhen(progress -> {
              assertThat(progress.budget()).isEmpty();
              return true;
            }));
  }

  @Test
  void deadline_passed_beginsNoOtherTrial() {
    StudyResult result = optimize(OneParameter.study(5, 3, 4).timeLimit(Duration.ofNanos(1)));

    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(result.endingText()).isEqualTo("the time limit of 0.000000001 s was reached");
    assertThat(result.trials()).hasSizeLessThanOrEqualTo(1);
    assertThat(result.elapsed()).isPositive();
  }

  @Test
  @Timeout(20)
  void deadline_passesInATrial_interruptsItAndTellsNothingOfIt() {
    ScriptedOptimizer optimizer = OneParameter.proposing(5, 3, 4);
    Experiment<Double> endless =
        Experiment.measuring(
            "loss",
            ctx -> {
              while (ctx.trial() == 1) {
                ctx.checkCancelled();
                Thread.onSpinWait();
              }
              return ctx.get(OneParameter.X);
            });

    StudyResult result =
        endless.optimize(
            OneParameter.study(optimizer).untilOptimizerEnds().timeLimit(Duration.ofMillis(100)));

    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(optimizer.toldNumbers()).isSubsetOf(0);
    assertThat(result.trials()).allSatisfy(trial -> assertThat(trial.isCompleted()).isTrue());
  }

  @Test
  void deadline_farAway_doesNotMatter() {
    assertThat(optimize(OneParameter.study(5, 3).timeLimit(Duration.ofDays(1))).ending())
        .isEqualTo(Ending.EXHAUSTED);
  }

  @Test
  @Timeout(20)
  void interrupt_ofTheCallingThread_stopsTheStudyAndIsKept() {
    Thread caller = Thread.currentThread();

    StudyResult result =
        optimize(
            OneParameter.study(new ScriptedOptimizer(number -> OneParameter.at(number % 11)))
                .untilOptimizerEnds()
                .listener(
                    RecordingListener.toTrials(trial -> {
                      if (trial.number() == 1) {
                        caller.interrupt();
                      }
                    })));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.endingText()).isEqualTo("the study was stopped");
    assertThat(result.trials()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(result.trials()).allSatisfy(trial -> assertThat(trial.isCompleted()).isTrue());
  }

  @Test
  void severalRules_atOneTrial_failureComesFirstThenTargetThenBudget() {
    assertThat(
            optimize(OneParameter.study(1).trials(1).target(1).stopWithoutImprovement(1)).ending())
        .isEqualTo(Ending.TARGET);
    assertThat(
            optimize(
                    OneParameter.study(1, 2)
                        .trials(2)
                        .stopWithoutImprovement(1)
                        .stopWhen(p -> p.trials() == 2))
                .ending())
        .isEqualTo(Ending.BUDGET);
  }
}
