package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.spi.Pruner;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After some replicates a pruner judges a trial by the aggregates over them. */
@Timeout(60)
class PruningRoundsTest {

  /** Replicate r of x records x + r, and reports it before at steps 1 and 2. */
  private static final Experiment<Double> RISING =
      Experiment.measuring(
          "loss",
          ctx -> {
            double value = ctx.get(OneParameter.X) + ctx.replicate();
            ctx.report(1, value + 1);
            ctx.report(2, value);
            return value;
          });

  /** Is asked after 1, 3, 9 and 27 replicates, and notes with what. */
  private static class Rounds implements Pruner {
    private final BiPredicate<Integer, double[]> rule;
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final List<Trial> told = new ArrayList<>();

    Rounds(BiPredicate<Integer, double[]> rule) {
      this.rule = rule;
    }

    @Override
    public int[] rounds() {
      return new int[] {1, 3, 9, 27};
    }

    @Override
    public Judge begin(int trial) {
      return new Judge() {
        @Override
        public boolean prunes(Report report) {
          return false;
        }

        @Override
        public boolean prunesAfter(int replicates, double... values) {
          asked.add("trial %s, %s: %s".formatted(trial, replicates, Arrays.toString(values)));
          return rule.test(replicates, values);
        }
      };
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
  @CsvSource({
    "1, ''",
    "2, '1'",
    "3, '1'",
    "4, '1 3'",
    "9, '1 3'",
    "10, '1 3 9'",
  })
  void rounds_areThoseBelowTheNumberOfReplicates(int replicates, String expected) {
    var pruner = new Rounds((n, values) -> false);

    RISING.optimize(study(pruner, 4).replicates(replicates));

    assertThat(pruner.asked.stream().map(text -> text.replaceAll("trial 0, |:.*", "")))
        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void pruned_afterThree_hasTheReportsAndMetricsOfThree(int threads) {
    var pruner = new Rounds((n, values) -> n == 3 && values[0] > 5);

    StudyResult result =
        RISING.optimize(study(pruner, 0, 9, 1).replicates(10).threads(threads).parallelism(2));

    assertThat(result.trials())
        .extracting(trial -> trial.outcome().toString())
        .containsExactly("completed", "pruned: behind after 3 replicates", "completed");
    Trial pruned = result.trials().get(1);
    assertThat(pruned.outcome()).isEqualTo(new Outcome.Pruned(2, 2, 3));
    assertThat(pruned.replicates()).isEqualTo(3);
    assertThat(pruned.samples("loss").toArray()).containsExactly(9, 10, 11);
    assertThat(pruned.reports())
        .containsExactly(
            new Report(0, 1, 10),
            new Report(0, 2, 9),
            new Report(1, 1, 11),
            new Report(1, 2, 10),
            new Report(2, 1, 12),
            new Report(2, 2, 11));
    assertThat(pruner.told).extracting(Trial::outcome).contains(pruned.outcome());
    assertThat(pruner.asked)
        .contains("trial 1, 1: [9.0]", "trial 1, 3: [10.0]", "trial 0, 9: [4.0]");
  }

  /** The study's own aggregation, in the metric's direction. */
  @Test
  void values_areTheAggregatesOfEachObjective() {
    Experiment<Double> two =
        Experiment.from(ctx -> ctx.get(OneParameter.X))
            .then(
                "measure",
                (x, ctx) -> {
                  ctx.record("loss", x + ctx.replicate());
                  ctx.record("gain", 10 * ctx.replicate());
                  return x;
                })
            .build();
    var pruner = new Rounds((n, values) -> false);
    Study study =
        Study.of(
                OneParameter.SPACE,
                Objective.minimize("loss", Aggregation.max()),
                Objective.maximize("gain", Aggregation.median()))
            .optimizer(TestOptimizers.of(any -> OneParameter.proposing(4)))
            .untilOptimizerEnds()
            .replicates(5)
            .pruner(TestPruners.of(setting -> pruner));

    two.optimize(study);

    assertThat(pruner.asked).containsExactly("trial 0, 1: [4.0, 0.0]", "trial 0, 3: [6.0, 10.0]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void value_thatIsNotFinite_isNeverAskedFor(double odd) {
    Experiment<Double> oddInOne =
        Experiment.measuring("loss", ctx -> ctx.replicate() == 1 ? odd : 1.0);
    var pruner = new Rounds((n, values) -> n > 1);

    StudyResult result = oddInOne.optimize(study(pruner, 1, 2).replicates(5));

    assertThat(pruner.asked).containsExactly("trial 0, 1: [1.0]", "trial 1, 1: [1.0]");
    assertThat(result.trials())
        .extracting(trial -> ((Outcome.Failed) trial.outcome()).reason())
        .containsOnly(Outcome.Reason.NOT_FINITE);
  }

  private static Experiment<Double> noisy(int sign) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          double value = ctx.get(FaultyReplicates.X) + 0.1 * ctx.random().nextDouble();
          for (int step = 0; step < 3; step++) {
            ctx.report(step, sign * value);
          }
          return sign * value;
        });
  }

  private static List<String> outcomes(int sign, Objective objective) {
    Study study =
        Study.of(FaultyReplicates.SPACE, objective)
            .optimizer(TestOptimizers.uniform())
            .trials(60)
            .replicates(10)
            .pruner(TestPruners.roundsAlone());
    return noisy(sign).optimize(study).trials().stream()
        .map(trial -> trial.outcome().toString())
        .toList();
  }

  @Test
  void maximizing_theNegatedValues_isTheSameStudy() {
    List<String> minimized = outcomes(1, Objective.minimize("loss"));

    assertThat(minimized)
        .contains("completed", "pruned: behind after 1 replicate")
        .contains("pruned: behind after 3 replicates");
    assertThat(outcomes(-1, Objective.maximize("loss"))).isEqualTo(minimized);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void prunesAfter_throws_endsTheStudyAtItsTrial(int threads) {
    var pruner =
        new Rounds((n, values) -> {
          if (values[0] >= 3) {
            throw new IllegalStateException("no threes");
          }
          return false;
        });

    var failed =
        catchThrowableOfType(
            StudyFailedException.class,
            () ->
                RISING.optimize(
                    study(pruner, 0, 1, 2, 3, 4).replicates(2).threads(threads).parallelism(4)));

    assertThat(failed)
        .hasMessage(
            "pruner 'test' could not judge trial 3 after replicate 0:"
                + " java.lang.IllegalStateException: no threes");
    assertThat(failed.result().trials()).extracting(Trial::number).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 1", "3 1", "2 2"})
  void rounds_thatDoNotAscend_areRefusedWithTheRule(String rounds) {
    var pruner =
        new Rounds((n, values) -> false) {
          @Override
          public int[] rounds() {
            return Arrays.stream(rounds.split(" ")).mapToInt(Integer::parseInt).toArray();
          }
        };

    assertThatThrownBy(() -> RISING.optimize(study(pruner, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pruner 'test' of ")
        .hasMessageContaining("cannot say its rounds")
        .hasMessageContaining(Arrays.toString(pruner.rounds()))
        .hasMessageContaining("rule 10");
  }

  @Test
  void begin_returnsNull_endsTheStudyWithTheRule() {
    var pruner =
        new Rounds((n, values) -> false) {
          @Override
          @SuppressWarnings("NullAway")
          public Judge begin(int trial) {
            return null;
          }
        };

    assertThatThrownBy(() -> RISING.optimize(study(pruner, 1).replicates(2)))
        .isInstanceOf(StudyFailedException.class)
        .hasMessageContaining("pruner 'test' could not judge trial 0")
        .hasMessageContaining("rule 1: begin returned null");
  }

  @Test
  void reproduced_aPrunedTrial_runsToItsEnd() {
    var pruner = new Rounds((n, values) -> true);
    StudyResult result = RISING.optimize(study(pruner, 2).replicates(4));
    Trial pruned = result.trials().getFirst();
    assertThat(pruned.outcome()).isEqualTo(new Outcome.Pruned(0, 2, 1));

    Trial again = result.reproduce(pruned);

    assertThat(again.isCompleted()).isTrue();
    assertThat(again.samples("loss").toArray()).containsExactly(2, 3, 4, 5);
  }

  @Test
  void exports_sayAfterHowManyReplicates(@TempDir Path folder) throws Exception {
    var pruner = new Rounds((n, values) -> n == 3);
    StudyResult result = RISING.optimize(study(pruner, 2).replicates(4));

    result.writeCsv(folder.resolve("study.csv"));
    result.writeJson(folder.resolve("study.json"));

    assertThat(Files.readString(folder.resolve("study.csv")))
        .contains("0,pruned: behind after 3 replicates,");
    assertThat(Files.readString(folder.resolve("study.json")))
        .contains("\"outcome\":\"pruned: behind after 3 replicates\"")
        .contains("\"replicates\":3,\"samples\":{\"loss\":[[2.0],[3.0],[4.0]]}");
  }

  /** Looks back with a sentence each time. */
  private static final class Worried extends Rounds {
    private final List<Integer> looks = new ArrayList<>();
    private final boolean throwing;

    Worried(boolean throwing) {
      super((n, values) -> false);
      this.throwing = throwing;
    }

    @Override
    public Optional<String> lookBack() {
      looks.add(super.told.size());
      if (throwing) {
        throw new IllegalStateException("too dark");
      }
      return Optional.of(super.told.size() < 50 ? "early values mislead" : "they still do");
    }
  }

  @Test
  void lookBack_after30TrialsAndAtTheEnd_isLoggedAndAWarning() throws Exception {
    double[] xs = new double[50];
    var once = new Worried(false);
    var twice = new Worried(false);
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      assertThat(RISING.optimize(study(twice, xs)).warnings())
          .containsExactly("early values mislead", "they still do");
      assertThat(RISING.optimize(study(once, xs).trials(30)).warnings())
          .containsExactly("early values mislead");

      assertThat(log.entries())
          .extracting(CapturedLog.Entry::message)
          .containsExactly("early values mislead", "they still do", "early values mislead");
    }
    assertThat(twice.looks).containsExactly(30, 50);
    assertThat(once.looks).containsExactly(30, 30);
  }

  @Test
  void lookBack_throws_isLoggedAndEndsNothing() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result = RISING.optimize(study(new Worried(true), 1, 2));

      assertThat(result.warnings()).isEmpty();
      assertThat(result.trials()).hasSize(2);
      assertThat(log.entries())
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.message()).contains("pruner 'test' could not look back");
            assertThat(entry.thrown()).hasMessage("too dark");
          });
    }
  }
}
