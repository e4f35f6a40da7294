package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What replicates report reaches the pruner, and what it prunes is told as pruned. */
@Timeout(60)
class PruningTest {
  private static final int STEPS = 5;

  /** Reports x, x + 1, x + 2 … */
  private static final Experiment<Double> CURVE =
      Experiment.measuring(
          "loss",
          ctx -> {
            for (int step = 0; step < STEPS; step++) {
              ctx.report(step, ctx.get(OneParameter.X) + step);
            }
            return ctx.get(OneParameter.X);
          });

  /** A pruner that judges by a report alone, and notes what it hears. */
  private static class Noting implements Pruner {
    private final Judge judge;
    private final List<Trial> told = new ArrayList<>();
    private final List<String> begun = new ArrayList<>();

    Noting(Judge judge) {
      this.judge = judge;
    }

    @Override
    public Judge begin(int trial) {
      begun.add("trial " + trial + " after " + told.size());
      return judge;
    }

    @Override
    public void tell(Trial trial) {
      told.add(trial);
    }
  }

  private static Study study(Pruner pruner, double... xs) {
    return OneParameter.study(xs).pruner(TestPruners.of(setting -> pruner)).neverFail();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void pruned_isToldAsPrunedWithItsReports(int threads) {
    var pruner = new Noting(report -> report.values()[0] >= 4.5);

    StudyResult result =
        CURVE.optimize(study(pruner, 0, 2, 4).replicates(2).parallelism(2).threads(threads));

    assertThat(result.trials())
        .extracting(trial -> trial.outcome().toString())
        .containsExactly("completed", "pruned: behind at step 3", "pruned: behind at step 1");
    Trial pruned = result.trials().get(1);
    assertThat(pruned.replicates()).isZero();
    assertThat(pruned.reports())
        .as("the last of them is the one that it was pruned for")
        .containsExactly(
            new Report(0, 0, 2), new Report(0, 1, 3), new Report(0, 2, 4), new Report(0, 3, 5));
    assertThat(result.trials().getFirst().reports()).hasSize(2 * STEPS);
    assertThat(pruner.told).extracting(Trial::number).containsExactly(0, 1, 2);
    assertThat(pruner.told.get(1).reports()).hasSize(4);
    assertThat(result.recommended().get(OneParameter.X)).isZero();
  }

  /** Whatever the others report, it decides nothing. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void report_ofAnotherReplicateThanTheScout_isKeptAndNotJudged(int threads) {
    var judged = new ConcurrentLinkedQueue<Report>();
    var pruner =
        new Noting(report -> {
          judged.add(report);
          return report.replicate() > 0;
        });

    StudyResult result = CURVE.optimize(study(pruner, 1).replicates(3).threads(threads));

    Trial trial = result.trials().getFirst();
    assertThat(trial.isCompleted()).isTrue();
    assertThat(trial.reports()).hasSize(3 * STEPS);
    assertThat(judged).hasSize(STEPS).allMatch(report -> report.replicate() == 0);
  }

  private static Experiment<Double> withOthersReporting(double... nonsense) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          double value = ctx.get(FaultyReplicates.X) + 0.1 * ctx.random().nextDouble();
          for (int step = 0; step < 3; step++) {
            boolean odd = ctx.replicate() > 0 && nonsense.length > 0;
            ctx.report(odd ? -step : step, odd ? nonsense[step % nonsense.length] : value);
          }
          return value;
        });
  }

  @Test
  void reports_ofOthersThanTheScout_changeNoDecision() {
    Study study =
        Study.of(FaultyReplicates.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .trials(50)
            .replicates(4)
            .pruner(TestPruners.inRounds());

    List<Outcome> plain = outcomes(withOthersReporting().optimize(study));
    List<Outcome> odd =
        outcomes(withOthersReporting(Double.NaN, Double.NEGATIVE_INFINITY, 1e300).optimize(study));

    assertThat(odd).isEqualTo(plain);
    assertThat(plain).contains(Outcome.COMPLETED, new Outcome.Pruned(0, 0));
  }

  private static List<Outcome> outcomes(StudyResult result) {
    return result.trials().stream().map(Trial::outcome).toList();
  }

  /** The failure policy alone says what the scout's failure means. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void scout_fails_isNotJudgedAndToleratedAsAnyOther(int threads) {
    Experiment<Double> failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 0) {
                throw new IllegalStateException("the scout");
              }
              ctx.report(7, ctx.replicate());
              return 1;
            });
    var pruner = new Noting(report -> true);
    Study study = study(pruner, 1, 2).replicates(4).threads(threads);

    StudyResult tolerant = failing.optimize(study.tolerateReplicates(2));
    StudyResult strict = failing.optimize(study);

    assertThat(tolerant.trials())
        .allSatisfy(trial -> {
          assertThat(trial.isCompleted()).isTrue();
          assertThat(trial.samples("loss").toArray()).containsExactly(1, 1, 1);
          assertThat(trial.reports()).hasSize(3);
        });
    assertThat(strict.trials())
        .allSatisfy(
            trial -> assertThat(trial.outcome().toString()).contains("replicate 0", "the scout"));
  }

  @Test
  void pruned_isNoFailure() {
    var pruner = new Noting(report -> true);

    StudyResult result =
        CURVE.optimize(
            OneParameter.study(IntStream.range(0, 50).mapToDouble(i -> i / 10.0).toArray())
                .pruner(TestPruners.of(setting -> pruner))
                .retries(3)
                .failFast());

    assertThat(result.trials())
        .hasSize(50)
        .allMatch(trial -> trial.outcome() instanceof Outcome.Pruned)
        .allMatch(trial -> trial.reports().size() == 1);
  }

  @Test
  void prunedException_thatAStepCatches_changesNothing() {
    Experiment<Double> stubborn =
        Experiment.measuring(
            "loss",
            ctx -> {
              try {
                ctx.report(0, 1);
              } catch (PrunedException pruned) {
                ctx.report(1, 2);
                throw new IllegalStateException("wrapped", pruned);
              }
              return 1;
            });
    Experiment<Double> swallowing =
        Experiment.measuring(
            "loss",
            ctx -> {
              try {
                ctx.report(0, 1);
              } catch (PrunedException pruned) {
                return 2;
              }
              return 1;
            });
    var pruner = new Noting(report -> report.step() == 0);

    assertThat(stubborn.optimize(study(pruner, 1)).trials().getFirst().outcome())
        .isEqualTo(new Outcome.Pruned(0, 0));
    assertThat(swallowing.optimize(study(pruner, 1)).trials().getFirst().outcome())
        .isEqualTo(new Outcome.Pruned(0, 0));
  }

  /**
   * What a pruner knows of a trial's begin does not depend on the threads, but on the trials in
   * flight.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void begin_isCalledAtTheAskWithWhatWasToldBefore(int threads) {
    var pruner = new Noting(report -> false);

    CURVE.optimize(study(pruner, 1, 2, 3, 4).replicates(2).parallelism(2).threads(threads));

    assertThat(pruner.begun)
        .containsExactly(
            "trial 0 after 0", "trial 1 after 0", "trial 2 after 1", "trial 3 after 2");
  }

  @Test
  void reports_ofSeveralObjectives_areJudgedTogether() {
    var reports = new ConcurrentLinkedQueue<Report>();
    var setting = new AtomicReference<PrunerSetting>();
    Experiment<Double> two =
        Experiment.from(ctx -> ctx.get(OneParameter.X))
            .then(
                "train",
                (x, ctx) -> {
                  for (int step = 0; step < STEPS; step++) {
                    ctx.report(step, x, -step);
                  }
                  ctx.record("loss", x);
                  ctx.record("gain", 1);
                  return x;
                })
            .build();
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS, Objective.maximize("gain"))
            .optimizer(TestOptimizers.of(any -> OneParameter.proposing(1, 2)))
            .untilOptimizerEnds()
            .seed(5)
            .pruner(
                TestPruners.of(given -> {
                  setting.set(given);
                  return new Noting(report -> {
                    reports.add(report);
                    return report.values()[0] == 2 && report.values()[1] == -3;
                  });
                }));

    StudyResult result = two.optimize(study);

    assertThat(result.trials())
        .extracting(Trial::outcome)
        .containsExactly(Outcome.COMPLETED, new Outcome.Pruned(0, 3));
    assertThat(reports).hasSize(STEPS + 4).contains(new Report(0, 4, 1, -4));
    assertThat(setting.get().objectives()).hasSize(2);
    assertThat(setting.get().replicates()).isEqualTo(1);
    assertThat(setting.get().seed()).as("derived").isNotEqualTo(5);
  }

  @Test
  void report_withoutAPruner_isKept() {
    StudyResult result = CURVE.optimize(OneParameter.study(1, 2));

    assertThat(result.trials()).allMatch(trial -> trial.reports().size() == STEPS);
  }

  @Test
  void report_withoutAValue_isTheExperimentsFault() {
    Experiment<Double> empty =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.report(3);
              return 1;
            });

    assertThat(
            empty
                .optimize(OneParameter.study(1).neverFail())
                .trials()
                .getFirst()
                .outcome()
                .toString())
        .contains("report at step 3: expected a value, got none");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void judge_throws_isAFailureThatNamesThePruner(int threads) {
    var pruner =
        new Noting(report -> {
          if (report.values()[0] == 2) {
            throw new IllegalStateException("cannot judge twos");
          }
          return false;
        });

    StudyResult result = CURVE.optimize(study(pruner, 1, 2, 3).threads(threads).parallelism(3));

    var failed = (Outcome.Failed) result.trials().get(1).outcome();
    assertThat(failed.message())
        .contains("the pruner could not judge the report replicate 0 step 0: [2.0]");
    assertThat(failed.cause()).hasRootCauseMessage("cannot judge twos");
    assertThat(result.trials().get(2).isCompleted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void begin_throws_failsTheStudy(int threads) {
    var pruner =
        new Noting(report -> false) {
          @Override
          public Judge begin(int trial) {
            if (trial == 3) {
              throw new IllegalStateException("not three");
            }
            return super.begin(trial);
          }
        };

    var failed =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> CURVE.optimize(study(pruner, 0, 1, 2, 3, 4, 5).threads(threads).parallelism(2)));

    assertThat(failed)
        .hasMessageContaining("pruner 'test' could not judge trial 3")
        .hasMessageContaining("not three");
    assertThat(failed.result().trials()).extracting(Trial::number).containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void tell_throws_failsTheStudy(int threads) {
    var pruner =
        new Noting(report -> false) {
          @Override
          public void tell(Trial trial) {
            if (trial.number() == 2) {
              throw new IllegalStateException("not two");
            }
            super.tell(trial);
          }
        };

    var failed =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> CURVE.optimize(study(pruner, 0, 1, 2, 3, 4, 5).threads(threads).parallelism(2)));

    assertThat(failed)
        .hasMessageContaining("pruner 'test' could not learn from trial 2")
        .hasMessageContaining("not two");
    assertThat(failed.result().trials()).hasSize(3);
  }

  @Test
  void pruner_isPartOfTheIdentity() {
    var pruner = new Noting(report -> false);

    StudyResult with = CURVE.optimize(study(pruner, 1, 2));
    StudyResult without = CURVE.optimize(OneParameter.study(1, 2).neverFail());

    assertThat(with.identity()).contains("pruner test\n");
    assertThat(without.identity()).doesNotContain("pruner");
    assertThat(with.digest()).isNotEqualTo(without.digest());
    assertThat(with.values(0)).isEqualTo(without.values(0));
  }

  @Test
  void pruner_ofAnUnknownName_isRefused() {
    assertThatThrownBy(
            () -> CURVE.optimize(OneParameter.study(1).pruner("no-such-pruner", Map.of())))
        .isInstanceOfAny(NoSuchElementException.class, IllegalArgumentException.class)
        .hasMessageContaining("no pruner 'no-such-pruner'")
        .hasMessageContaining("module or class path");
  }
}
