package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.Ending;
import dev.beryl.study.RaceProgress;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies that search with few replicates and end with a race of the best treatments. */
@Timeout(120)
class RacingTest {
  static final RealParameter X = Parameter.real("x", 0, 1);
  static final IntegerParameter N = Parameter.integer("n", 0, 3);
  static final SearchSpace SPACE = SearchSpace.of(X, N);
  static final Objective LOSS = Objective.minimize("loss");

  /** Adapts to what it is told, so that another order of choices gives other trials. */
  static final OptimizerChoice CHAINED =
      TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed()));

  private static final AtomicLong CALLS = new AtomicLong();

  /** Noise around a bowl, after work whose duration says nothing of the result. */
  static Experiment<Double> noisy(double deviation) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          spin(ctx.trial() * 31 + ctx.replicate());
          double x = ctx.get(X);
          double bowl = (x - 0.3) * (x - 0.3) + 0.1 * ctx.get(N);
          var random = new PhiloxRandom(ctx.seed(), 1);
          var own = new PhiloxRandom(ctx.seed() ^ Double.doubleToLongBits(x), 2);
          return bowl + deviation * (random.nextGaussian() + 0.3 * own.nextGaussian());
        });
  }

  private static void spin(int seed) {
    int rounds = new PhiloxRandom(CALLS.incrementAndGet(), seed).nextInt(200);
    for (int i = 0; i < rounds; i++) {
      if (i % 50 == 49) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  static Study study() {
    return study(150);
  }

  static Study study(int budget) {
    return Study.of(SPACE, LOSS).optimizer(CHAINED).replicates(1, 30).budget(budget);
  }

  @Test
  void study_endsWithARace_andRecommendsItsWinner() {
    StudyResult result = noisy(0.1).optimize(study().seed(3));

    Verdict verdict = result.verdict().orElseThrow();
    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(verdict.finalists()).hasSize(5);
    assertThat(result.recommendation().trial().orElseThrow().number())
        .isEqualTo(verdict.bestTrial());
    assertThat(result.recommendation().toString()).contains("recommended by the final race");
    assertThat(result.toString()).contains(verdict.sentence());
    int replicates = result.trials().stream().mapToInt(Trial::replicates).sum();
    assertThat(replicates).isBetween(135, 150);
    for (Verdict.Finalist finalist : verdict.finalists()) {
      Trial trial = result.trial(finalist.trial());
      assertThat(trial.toldReplicates()).isEqualTo(1);
      assertThat(trial.replicates()).isEqualTo(1 + finalist.replicates());
    }
  }

  @Test
  void race_runsReplicatesThatTheSearchDidNot() {
    var seen = new ArrayList<Integer>();
    Experiment<Double> noting =
        Experiment.measuring(
            "loss",
            ctx -> {
              seen.add(ctx.replicate());
              return ctx.get(X) + new PhiloxRandom(ctx.seed(), 1).nextGaussian();
            });
    StudyResult result =
        noting.optimize(
            Study.of(SPACE, LOSS).optimizer(CHAINED).replicates(2, 30).budget(120).threads(1));

    int searched = 120 - 15;
    assertThat(seen.subList(0, searched / 2 * 2)).containsOnly(0, 1);
    assertThat(seen.subList(searched / 2 * 2, seen.size())).allMatch(replicate -> replicate >= 2);
    assertThat(result.trials().stream().mapToInt(Trial::toldReplicates)).containsOnly(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void threads_ofAnyNumber_giveTheSameDigestAndVerdict(int inFlight) {
    for (long seed : new long[] {1, 2}) {
      Study study = study().parallelism(inFlight).seed(seed);
      StudyResult one = noisy(0.05).optimize(study.threads(1));

      for (int threads : new int[] {2, 8, 64}) {
        StudyResult many = noisy(0.05).optimize(study.threads(threads));

        assertThat(many.digest()).as("%s threads", threads).isEqualTo(one.digest());
        assertThat(many.verdict()).isEqualTo(one.verdict());
      }
    }
  }

  @Test
  void baseline_isAFinalist_andTheVerdictSaysByHowMuchTheBestIsBetter() {
    Treatment today = SPACE.bind(Treatment.of("today", Map.of("x", 0.9, "n", 3L)));
    StudyResult result = noisy(0.02).optimize(study(400).baseline(today));

    Verdict verdict = result.verdict().orElseThrow();
    assertThat(verdict.finalists()).hasSize(6);
    assertThat(verdict.againstBaseline().orElseThrow().interval().low()).isPositive();
    assertThat(verdict.sentence()).contains("baseline");
    Trial ran = result.trial(verdict.finalists().get(verdict.baseline().getAsInt()).trial());
    assertThat(ran.treatment().values()).isEqualTo(today.values());
    assertThat(ran.origin()).isEqualTo(Origin.BASELINE);
    assertThat(ran.toString()).startsWith("trial %s (baseline) {".formatted(ran.number()));
  }

  @Test
  void baselineThatATrialHasRun_isThatTrial() {
    Treatment today = SPACE.bind(Treatment.of("today", Map.of("x", 0.9, "n", 3L)));
    StudyResult result = noisy(0.02).optimize(study(400).startWith(today).baseline(today));

    Verdict verdict = result.verdict().orElseThrow();
    assertThat(verdict.finalists().get(verdict.baseline().getAsInt()).trial()).isZero();
    assertThat(result.trial(0).origin()).isEqualTo(Origin.GIVEN);
    assertThat(result.trials()).noneMatch(trial -> trial.origin() == Origin.BASELINE);
  }

  @Test
  void treatmentProposedAgain_givesReplicatesToItsTrial() {
    SearchSpace four = SearchSpace.of(N);
    StudyResult result =
        Experiment.measuring(
                "loss", ctx -> (double) ctx.get(N) + new PhiloxRandom(ctx.seed(), 1).nextGaussian())
            .optimize(
                Study.of(four, LOSS)
                    .optimizer(TestOptimizers.uniform())
                    .racing(Racing.of(1, 30).finalists(3))
                    .budget(60));

    assertThat(result.trials()).hasSize(4);
    assertThat(result.trials().stream().mapToInt(Trial::replicates).sum()).isBetween(45, 60);
    assertThat(result.trials()).allMatch(trial -> trial.toldReplicates() == 1);
    assertThat(result.trials()).allMatch(trial -> trial.replicates() > 5);
  }

  @Test
  void objectiveWithoutNoise_endsTheRaceEarly() {
    StudyResult result = noisy(0).optimize(study());

    Verdict verdict = result.verdict().orElseThrow();
    assertThat(verdict.method()).isEqualTo(Verdict.Method.WITHOUT_NOISE);
    assertThat(verdict.finalists()).allMatch(finalist -> finalist.replicates() <= 3);
  }

  @Test
  void progress_showsThePhase() {
    var seen = new ArrayList<RaceProgress>();
    StudyResult result =
        noisy(0.1)
            .optimize(
                study()
                    .stopWhen(progress -> {
                      seen.add(progress.race().orElseThrow());
                      return false;
                    }));

    assertThat(seen).allMatch(progress -> !progress.finalRace());
    assertThat(result.trials().size()).isEqualTo(seen.size());
    assertThat(seen.getLast().left()).hasValue(0);
  }

  @Test
  void trialOfAFinalist_isReproducedWithItsReplicates() {
    StudyResult result = noisy(0.1).optimize(study());
    Trial best = result.recommendation().trial().orElseThrow();

    Trial again = result.reproduce(best);

    assertThat(again.samples("loss")).isEqualTo(best.samples("loss"));
    assertThat(List.of(again.value())).isEqualTo(List.of(best.value()));
  }
}
