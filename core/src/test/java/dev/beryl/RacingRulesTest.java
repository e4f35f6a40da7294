package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.Ending;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a study with racing does with the other settings of a study. */
@Timeout(120)
class RacingRulesTest {
  private static final Study STUDY =
      Study.of(RacingTest.SPACE, RacingTest.LOSS)
          .optimizer(RacingTest.CHAINED)
          .racing(Racing.of(1, 20).finalists(3));

  /** Notes what it is told, and revised. */
  private static class Noting implements Optimizer {
    final List<Trial> revised = new ArrayList<>();
    private final Optimizer optimizer;

    Noting(Optimizer optimizer) {
      this.optimizer = optimizer;
    }

    @Override
    public List<Treatment> ask(int max) {
      return optimizer.ask(max);
    }

    @Override
    public void tell(Trial trial) {
      optimizer.tell(trial);
    }

    @Override
    public void revise(Trial trial) {
      revised.add(trial);
    }
  }

  private static OptimizerChoice uniformRecommending(double x) {
    return TestOptimizers.of(setting -> {
      PhiloxRandom random = setting.random(1);
      var scripted =
          new ScriptedOptimizer(number -> {
            random.seek(number, 0);
            return setting.space().fromUnit(new double[] {random.nextDouble(), 0});
          });
      return new Noting(scripted) {
        @Override
        public Optional<Treatment> recommend() {
          return Optional.of(setting.space().bind(Treatment.of("center", Map.of("x", x, "n", 0L))));
        }
      };
    });
  }

  @Test
  void optimizerThatIgnoresRevisions_runsTheSameStudy() {
    var noting = new ArrayList<Noting>();
    OptimizerChoice hears =
        TestOptimizers.of(setting -> {
          var made = new Noting(new ChainedOptimizer(setting.space(), setting.seed()));
          noting.add(made);
          return made;
        });
    Study study =
        Study.of(RacingTest.SPACE, RacingTest.LOSS)
            .racing(Racing.of(1, 20).finalists(3))
            .budget(60);
    StudyResult heard = RacingTest.noisy(0.1).optimize(study.optimizer(hears));
    StudyResult ignored = RacingTest.noisy(0.1).optimize(study.optimizer(RacingTest.CHAINED));

    assertThat(heard.digest()).isEqualTo(ignored.digest());
    assertThat(noting.getFirst().revised).hasSize(3);
    assertThat(noting.getFirst().revised)
        .allSatisfy(trial -> {
          assertThat(trial.replicates()).isGreaterThan(trial.toldReplicates());
          assertThat(trial.samples("loss")).isEqualTo(heard.trial(trial.number()).samples("loss"));
        });
  }

  @Test
  void treatmentThatTheOptimizerRecommends_isAFinalist_alsoIfNoTrialHasRunIt() {
    StudyResult result =
        RacingTest.noisy(0)
            .optimize(
                Study.of(RacingTest.SPACE, RacingTest.LOSS)
                    .optimizer(uniformRecommending(0.3))
                    .racing(Racing.of(1, 20).finalists(3))
                    .budget(60));

    assertThat(result.recommended().values()).containsEntry("x", 0.3);
    Trial ran = result.recommendation().trial().orElseThrow();
    assertThat(ran.replicates()).isGreaterThanOrEqualTo(3);
    assertThat(ran.number()).isEqualTo(result.trials().size() - 1);
  }

  @Test
  void numberOfTrials_endsTheSearch_andTheRaceComesOnTop() {
    StudyResult result = RacingTest.noisy(0.1).optimize(STUDY.trials(40));

    assertThat(result.trials()).hasSize(40);
    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.endingText())
        .startsWith("all 40 trials are done; the final race took 9 of at most 9 replicates");
    assertThat(result.verdict()).isPresent();
  }

  @Test
  void target_endsTheSearch_andTheRaceFollows() {
    StudyResult result = RacingTest.noisy(0.1).optimize(STUDY.budget(200).target(-0.1));

    assertThat(result.ending()).isEqualTo(Ending.TARGET);
    assertThat(result.verdict()).isPresent();
  }

  @Test
  void finiteSpace_endsWithTheOptimizer_andTheRaceTakesWhatIsLeft() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(_ -> OneParameter.proposing(1, 2, 3)))
            .racing(Racing.of(1, 20).finalists(3))
            .budget(60);
    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx ->
                    0.01 * ctx.get(OneParameter.X)
                        + new PhiloxRandom(ctx.seed(), ctx.trial()).nextGaussian())
            .optimize(study);

    assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
    assertThat(result.trials().stream().mapToInt(Trial::replicates).sum()).isGreaterThan(30);
  }

  @Test
  void failedReplicate_failsItsTrial_andAFinalistIsOut() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              double x = ctx.get(RacingTest.X);
              if (x > 0.8 || (ctx.replicate() > 0 && ctx.get(RacingTest.N) <= 1)) {
                throw new IllegalStateException("broken");
              }
              return x + 0.01 * new PhiloxRandom(ctx.seed(), 1).nextGaussian();
            });
    StudyResult result = experiment.optimize(STUDY.budget(300).seed(5).neverFail());

    assertThat(result.trials()).anyMatch(trial -> trial.outcome() instanceof Outcome.Failed);
    Verdict verdict = result.verdict().orElseThrow();
    assertThat(verdict.finalists())
        .anyMatch(finalist -> finalist.standing() == Verdict.Standing.FAILED);
    assertThat(result.trials())
        .filteredOn(trial -> trial.number() == verdict.finalists().getFirst().trial())
        .allMatch(Trial::isCompleted);
  }

  @Test
  void penalty_isTheValueOfAFailedReplicate() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (new PhiloxRandom(ctx.seed(), 3).nextInt(4) == 0) {
                throw new IllegalStateException("broken");
              }
              return ctx.get(RacingTest.X);
            });
    StudyResult result = experiment.optimize(STUDY.budget(100).penalize(5));

    assertThat(result.trials()).allMatch(Trial::isCompleted);
    Trial best = result.recommendation().trial().orElseThrow();
    assertThat(best.samples("loss").toArray()).contains(5.0);
  }

  @Test
  void outcomeConstraint_keepsInfeasibleTrialsOutOfTheRace() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              double x = ctx.get(RacingTest.X);
              ctx.record("heat", 1 - x);
              return x + 0.1 * new PhiloxRandom(ctx.seed(), 1).nextGaussian();
            });
    StudyResult result =
        experiment.optimize(
            STUDY.budget(200).outcomeConstraints(OutcomeConstraint.atMost("heat", 0.5)));

    assertThat(result.recommended().values().get("x"))
        .isEqualTo(result.recommendation().treatment().values().get("x"));
    assertThat((double) result.recommended().values().get("x")).isGreaterThanOrEqualTo(0.5);
    assertThat(result.verdict().orElseThrow().bounds()).hasSize(1);
  }

  @Test
  void severalObjectives_raceByTheFirst() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("gain", ctx.get(RacingTest.X));
              return ctx.get(RacingTest.X) + 0.1 * new PhiloxRandom(ctx.seed(), 1).nextGaussian();
            });
    StudyResult result =
        experiment.optimize(
            Study.of(RacingTest.SPACE, RacingTest.LOSS, Objective.maximize("gain"))
                .optimizer(RacingTest.CHAINED)
                .racing(Racing.of(1, 20).finalists(3))
                .budget(60));

    assertThat(result.verdict().orElseThrow().objectives()).hasSize(2);
    assertThat(result.paretoFront()).isNotEmpty();
  }

  @Test
  void pruner_judgesTheFirstReplicate() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              double x = ctx.get(RacingTest.X);
              for (int step = 0; step <= 3; step++) {
                ctx.report(step, x);
              }
              return x + 0.1 * new PhiloxRandom(ctx.seed(), 1).nextGaussian();
            });
    Study study = STUDY.budget(100).pruner(TestPruners.aboveTheMean()).parallelism(4);
    StudyResult one = experiment.optimize(study.threads(1));
    StudyResult many = experiment.optimize(study.threads(4));

    assertThat(one.trials()).anyMatch(trial -> trial.outcome() instanceof Outcome.Pruned);
    assertThat(one.verdict()).isPresent();
    assertThat(many.digest()).isEqualTo(one.digest());
  }

  @Test
  void exports_haveTheVerdict_andBothNumbersOfReplicates() throws IOException {
    StudyResult result = RacingTest.noisy(0.1).optimize(STUDY.budget(60));
    var json = new StringBuilder();
    var csv = new StringBuilder();
    var verdict = new StringBuilder();

    result.writeJson(json);
    result.writeCsv(csv);
    result.writeVerdictCsv(verdict);

    assertThat(json).contains("\"verdict\"", "\"toldReplicates\":1");
    assertThat(csv.toString().lines().findFirst().orElseThrow())
        .contains(",replicates,told_replicates,");
    assertThat(verdict.toString().lines()).hasSize(4);
  }

  @Test
  void faults_areAllInOneError() {
    Study study =
        Study.of(RacingTest.SPACE, Objective.minimize("loss", Aggregation.last()))
            .optimizer(RacingTest.CHAINED)
            .replicates(3)
            .racing(Racing.of(0, 2).finalists(1).reserve(0.5).confidence(0.3))
            .budget(1)
            .baseline(Treatment.of("today", Map.of("x", 7.0)))
            .tellAsCompleted();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RacingTest.noisy(0.1).optimize(study))
        .withMessageContaining("replicates: expected >= 1, got 0")
        .withMessageContaining("replicates: expected at most n >= 3 in a race, got 2")
        .withMessageContaining("finalists: expected >= 2, got 1")
        .withMessageContaining("reserve: expected a share in (0, 1/3], got 0.5")
        .withMessageContaining("replicates(k) and racing exclude each other")
        .withMessageContaining("tellAsCompleted")
        .withMessageContaining("budget: expected at least 9 replicates")
        .withMessageContaining("can't compare by 'last'")
        .withMessageContaining("baseline: ");
  }

  @Test
  void baselineThatBecomesATrialInTheRace_isNotOneOfTheBudget() throws Exception {
    Study study =
        STUDY.trials(20).baseline(RacingTest.SPACE.fromUnit(new double[] {0.5, 0.5})).threads(1);

    RunningStudy running = RacingTest.noisy(0.1).optimizeAsync(study);

    assertThat(running.get().trials()).hasSize(21);
    assertThat(running.progress().toString()).startsWith("20 of 20 trials and 1 of the race;");
  }

  @Test
  void settingsOfARace_needRacing() {
    Study study =
        Study.of(RacingTest.SPACE, RacingTest.LOSS)
            .optimizer(RacingTest.CHAINED)
            .budget(100)
            .baseline(RacingTest.SPACE.fromUnit(new double[] {0.5, 0.5}));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RacingTest.noisy(0.1).optimize(study))
        .withMessageContaining("budget: it counts the replicates of a study with racing")
        .withMessageContaining("baseline: it is a finalist of a race");
  }

  @Test
  void session_isRefusedWithAReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STUDY.budget(100).open())
        .withMessageContaining("racing: expected a study whose trials are told as a whole");
  }

  @Test
  void failingOptimizer_endsTheStudyWithoutARace() {
    OptimizerChoice failing =
        TestOptimizers.of(_ ->
            new ScriptedOptimizer(number -> {
              if (number == 5) {
                throw new IllegalStateException("no idea");
              }
              return RacingTest.SPACE.fromUnit(new double[] {0.1 * number, 0});
            }));
    Study study =
        Study.of(RacingTest.SPACE, RacingTest.LOSS)
            .optimizer(failing)
            .replicates(1, 20)
            .budget(100);

    assertThatExceptionOfType(StudyFailedException.class)
        .isThrownBy(() -> RacingTest.noisy(0.1).optimize(study))
        .withMessageContaining("could not propose trial 5");
  }
}
