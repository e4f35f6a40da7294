package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.Seeds;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private static final RealParameter DELTA = Parameter.real("delta", -9, 9).withDefault(0);

  /** Noise of the replicate plus the treatment's shift. */
  private static final Experiment<Double> SHIFTED =
      Experiment.measuring("loss", ctx -> ctx.random().nextGaussian() + ctx.get(DELTA));

  private static Treatment delta(String name, double delta) {
    return Treatment.of(name, Map.of("delta", delta));
  }

  @Test
  void run_treatments_comeAfterTheBaselineInOrder() {
    RunResult result = SHIFTED.run(List.of(delta("up", 1), delta("down", -1)), 2);

    assertThat(result.runs()).extracting(Run::name).containsExactly("baseline", "up", "down");
    assertThat(result.baseline().name()).isEqualTo("baseline");
    assertThat(result.baseline().treatment().values()).isEmpty();
    assertThat(result.run("down").treatment()).isEqualTo(delta("any", -1));
    assertThat(result.run("up").outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void run_replicate_hasTheSameSeedUnderEveryTreatment() {
    RunResult result = SHIFTED.run(List.of(delta("up", 1), delta("down", -1)), 4, 99);

    List<Long> seeds =
        LongStream.range(0, 4).map(r -> Seeds.replicate(99, (int) r)).boxed().toList();
    assertThat(result.runs()).extracting(Run::seeds).containsOnly(seeds);
    double[] none = result.baseline().samples("loss").toArray();
    double[] up = result.run("up").samples("loss").toArray();
    for (int r = 0; r < 4; r++) {
      assertThat(up[r]).isEqualTo(none[r] + 1);
    }
  }

  @Test
  void run_seed_decidesTheNumbers() {
    Samples zero = SHIFTED.run(List.of(), 3).baseline().samples("loss");

    assertThat(SHIFTED.run(List.of(), 3, 0).baseline().samples("loss")).isEqualTo(zero);
    assertThat(SHIFTED.run(List.of(), 3, 1).baseline().samples("loss")).isNotEqualTo(zero);
    assertThat(SHIFTED.run(List.of(), 5, 0).baseline().samples("loss").toArray())
        .as("more replicates begin with the same ones")
        .startsWith(zero.toArray());
  }

  @Test
  void difference_ofAShift_isTheShiftWithoutError() {
    RunResult result = SHIFTED.run(List.of(delta("up", 1)), 50);

    assertThat(result.difference("loss", "up").replicates()).isEqualTo(50);
    for (double difference : result.difference("loss", "up").toArray()) {
      assertThat(difference).isEqualTo(1, within(1e-15 * 8));
    }
    assertThat(result.run("up").standardError("loss")).isBetween(0.05, 0.3);
  }

  @Test
  void difference_severalValuesInAReplicate_areAveragedFirst() {
    Experiment<Integer> folds =
        Experiment.from(
                ctx -> {
                  int values = ctx.treatment().name().equals("baseline") ? 3 : 2;
                  for (int i = 1; i <= values; i++) {
                    ctx.record("loss", i * (ctx.replicate() + 1));
                  }
                  return values;
                })
            .build();

    RunResult result = folds.run(List.of(Treatment.of("short", Map.of())), 2);

    assertThat(result.baseline().samples("loss")).hasToString("[[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]]");
    assertThat(result.run("short").samples("loss")).hasToString("[[1.0, 2.0], [2.0, 4.0]]");
    assertThat(result.difference("loss", "short").toArray()).containsExactly(-0.5, -1);
    assertThat(result.baseline().mean("loss")).isEqualTo(3);
  }

  @Test
  void difference_metricThatAReplicateLacks_isRefused() {
    Experiment<Integer> sometimes =
        Experiment.from(
                ctx -> {
                  if (ctx.replicate() != 1) {
                    ctx.record("loss", 1);
                  }
                  return 1;
                })
            .build();
    RunResult result = sometimes.run(List.of(Treatment.of("again", Map.of())), 3);

    assertThat(result.baseline().samples("loss")).hasToString("[[1.0], [], [1.0]]");
    assertThatThrownBy(() -> result.difference("loss", "again"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "metric 'loss': expected a value in every replicate, got none in replicate 1 of"
                + " 'again'");
  }

  @Test
  void difference_failedTreatment_saysSo() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 1 && ctx.get(DELTA) > 0) {
                throw new IllegalStateException("too hot");
              }
              return 1;
            });
    RunResult result = experiment.run(List.of(delta("hot", 3)), 2);

    assertThatThrownBy(() -> result.difference("loss", "hot"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "metric 'loss': expected as many replicates of 'hot' as of 'baseline', got 1 and 2;"
                + " failed in replicate 1 at 'loss': java.lang.IllegalStateException: too hot");
  }

  @Test
  void run_failingReplicate_isAnOutcomeAndTheOthersGoOn() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 2 && ctx.get(DELTA) == 1) {
                throw new IllegalStateException("too hot");
              }
              return ctx.get(DELTA);
            });

    RunResult result = experiment.run(List.of(delta("hot", 1), delta("cold", -1)), 4);

    Run hot = result.run("hot");
    assertThat(hot.outcome()).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) hot.outcome();
    assertThat(failed.reason()).isEqualTo(Outcome.Reason.EXCEPTION);
    assertThat(failed.replicate()).isEqualTo(2);
    assertThat(failed.step()).isEqualTo("loss");
    assertThat(failed.message()).isEqualTo("java.lang.IllegalStateException: too hot");
    assertThat(failed.cause()).isInstanceOf(IllegalStateException.class);
    assertThat(hot.samples("loss").toArray()).containsExactly(1, 1);
    assertThat(hot.seeds()).hasSize(4);
    assertThat(result.run("cold").outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.baseline().outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void run_parameterWithoutDefault_failsTheBaselineAlone() {
    RealParameter bare = Parameter.real("rate", 0, 1);
    Experiment<Double> experiment = Experiment.measuring("loss", ctx -> ctx.get(bare));

    RunResult result = experiment.run(List.of(Treatment.of("half", Map.of("rate", 0.5))), 2);

    assertThat(result.baseline().outcome().toString())
        .contains("treatment 'baseline': gives no value to parameter 'rate', which has no default");
    assertThat(result.run("half").mean("loss")).isEqualTo(0.5);
    assertThatThrownBy(() -> result.baseline().samples("loss"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "'baseline' has no metric 'loss'; there are none; it failed in replicate 0");
  }

  @Test
  void samples_unknownMetric_namesTheNearest() {
    Run run = SHIFTED.run(List.of(), 1).baseline();

    assertThatThrownBy(() -> run.samples("los"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'baseline' has no metric 'los'; known are [loss]; did you mean 'loss'?; it completed");
  }

  @Test
  void samples_map_isUnmodifiable() {
    Run run = SHIFTED.run(List.of(), 1).baseline();

    assertThatThrownBy(() -> run.samples().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void run_valueThatIsNeverRead_isRefusedWithTheNearestName() {
    Treatment mistyped = Treatment.of("up", Map.of("detla", 1.0, "delta", 1.0));

    assertThatThrownBy(() -> SHIFTED.run(List.of(mistyped), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "treatment 'up': gives a value to 'detla', which the experiment never read;"
                + " known are [delta]; did you mean 'delta'?");
  }

  @Test
  void run_valueReadThroughTheTreatment_countsAsRead() {
    Experiment<Double> experiment =
        Experiment.measuring("loss", ctx -> ctx.treatment().has("delta") ? 1 : 0);

    assertThat(experiment.run(List.of(delta("up", 1)), 1).run("up").mean("loss")).isEqualTo(1);
  }

  @Test
  void run_valueReadByName_countsAsRead() {
    Experiment<Double> experiment = Experiment.measuring("loss", ctx -> ctx.value("delta", 0.0));

    assertThat(experiment.run(List.of(delta("up", 1)), 1).run("up").mean("loss")).isEqualTo(1);
  }

  @Test
  void run_treatmentOfASpace_mayGiveMoreThanIsRead() {
    SearchSpace space = SearchSpace.of(DELTA, Parameter.integer("unread", 1, 3));
    Treatment bound = space.bind(Treatment.of("up", Map.of("delta", 1, "unread", 2)));

    assertThat(SHIFTED.run(List.of(bound), 1).run("up").outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void run_badArguments_areAllNamedTogether() {
    assertThatThrownBy(
            () -> SHIFTED.run(List.of(delta("up", 1), delta("up", 2), delta("baseline", 0)), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            run has 3 faults:
             - replicates: expected >= 1, got 0
             - treatments: the name 'up' is taken; rename with named(…)
             - treatments: the name 'baseline' is taken; rename with named(…)\
            """);
  }

  @Test
  void of_unknownTreatment_namesTheNearest() {
    RunResult result = SHIFTED.run(List.of(delta("hot", 1)), 1);

    assertThatThrownBy(() -> result.run("hto"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no treatment 'hto' in the run; known are [baseline, hot]; did you mean 'hot'?");
  }

  @Test
  void standardError_oneReplicate_isNotKnown() {
    assertThat(SHIFTED.run(List.of(), 1).baseline().standardError("loss")).isNaN();
  }

  @Test
  void run_order_interleavesTheTreatmentsReplicateByReplicate() {
    var order = new ArrayList<String>();
    Experiment<Double> noting =
        Experiment.measuring(
            "loss",
            ctx -> {
              order.add(ctx.replicate() + " " + ctx.treatment().name());
              return ctx.get(DELTA);
            });

    var _ = noting.run(List.of(delta("up", 1), delta("down", -1)), 40, 7);

    var first = new HashMap<String, Integer>();
    for (int r = 0; r < 40; r++) {
      assertThat(order.subList(3 * r, 3 * r + 3))
          .containsExactlyInAnyOrder(r + " baseline", r + " up", r + " down");
      first.merge(order.get(3 * r).split(" ")[1], 1, Integer::sum);
    }
    assertThat(first.values()).as("each comes first now and then").hasSize(3).allMatch(n -> n >= 5);
    var again = List.copyOf(order);
    order.clear();
    var _ = noting.run(List.of(delta("up", 1), delta("down", -1)), 40, 7);
    assertThat(order).isEqualTo(again);
  }

  @Test
  void difference_ofTheSameTreatmentUnderDrift_isWithinItsError() {
    int outside = 0;
    for (int seed = 0; seed < 100; seed++) {
      var runs = new AtomicInteger();
      Experiment<Double> drifting =
          Experiment.measuring(
              "ms",
              ctx ->
                  (100 + runs.incrementAndGet())
                      * (1 + 0.01 * ctx.random().nextGaussian() + 0 * ctx.get(DELTA)));
      RunResult result = drifting.run(List.of(delta("same", 0)), 20, seed);
      outside += result.interval("ms", "same", "baseline").contains(0) ? 0 : 1;
    }

    assertThat(outside).as("5 of 100 expected").isLessThanOrEqualTo(12);
  }

  @Test
  void difference_ofTwoTreatments_isThatOfTheirDifferencesToTheBaseline() {
    RunResult result = SHIFTED.run(List.of(delta("up", 2), delta("down", -1)), 20);

    for (double difference : result.difference("loss", "up", "down").toArray()) {
      assertThat(difference).isEqualTo(3, within(1e-14));
    }
    assertThat(result.difference("loss", "baseline", "up").toArray()[0])
        .isEqualTo(-2, within(1e-14));
  }

  @Test
  void difference_baselineWithoutDefault_saysWhatToDo() {
    RealParameter bare = Parameter.real("rate", 0, 1);
    Experiment<Double> experiment = Experiment.measuring("loss", ctx -> ctx.get(bare));
    RunResult result =
        experiment.run(
            List.of(
                Treatment.of("half", Map.of("rate", 0.5)), Treatment.of("all", Map.of("rate", 1))),
            2);

    assertThatThrownBy(() -> result.difference("loss", "half"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gives no value to parameter 'rate', which has no default")
        .hasMessageEndingWith(
            "; the baseline takes every parameter's default: set one by withDefault(…), or compare"
                + " two treatments by difference(metric, treatment, other)");
    assertThat(result.difference("loss", "all", "half").toArray()).containsExactly(0.5, 0.5);
  }

  @Test
  void isSame_defaultsOfASpace_areTheBaseline() {
    SearchSpace space = SearchSpace.of(DELTA);
    RunResult result =
        SHIFTED.run(
            List.of(
                space.defaults().named("defaults"),
                space.bind(delta("up", 1)),
                delta("up by hand", 1)),
            2);

    assertThat(result.isSame("defaults", "baseline")).isTrue();
    assertThat(result.isSame("baseline", "defaults")).isTrue();
    assertThat(result.isSame("up", "up by hand")).isTrue();
    assertThat(result.isSame("up", "baseline")).isFalse();
    assertThat(result.isSame("up", "defaults")).isFalse();
  }

  @Test
  void table_hasMeansPairedDifferencesAndTheirIntervals() {
    // Replicates 0, 1, 2 measure 0, 10, 20; the treatment takes 0.5, 1, 1.5 away.
    Experiment<Double> experiment =
        Experiment.measuring(
            "m", ctx -> 10 * ctx.replicate() + ctx.get(DELTA) * (1 + ctx.replicate()));

    RunResult result =
        experiment.run(
            List.of(delta("best", -0.5), SearchSpace.of(DELTA).defaults().named("same")), 3);

    // Variances 100, 90.25 and 0.25 over three replicates; t = 4.303.
    assertThat(result.table("m"))
        .isEqualTo(
            """
            metric  treatment  mean  std. error  difference  95 % interval
            m       baseline   10.0  5.8
            m       best       9.0   5.5         -1.00       [-2.24, 0.24]
            m       same       10.0  5.8         the same treatment as the baseline
            """);
    assertThat(result.run("best")).hasToString("best: m=9.0 ± 5.5; 3 replicates");
    assertThat(result).hasToString(result.table());
  }

  @Test
  void table_metricThatIsNotEverywhere_isShownWhereItIs() {
    Experiment<Integer> sometimes =
        Experiment.from(
                ctx -> {
                  if (ctx.get(DELTA) > 0 && ctx.replicate() > 0) {
                    ctx.record("extra", 2);
                  }
                  if (ctx.get(DELTA) > 1) {
                    throw new IllegalStateException("too hot");
                  }
                  return 1;
                })
            .build();
    RunResult result = sometimes.run(List.of(delta("up", 1), delta("hot", 2)), 3);

    assertThat(result.table())
        .isEqualTo(
            """
            metric  treatment  mean  std. error  difference  95 % interval
            extra   baseline   not recorded
            extra   up         2     0
            extra   hot        failed in replicate 0 at 'source': java.lang.IllegalStateException: too hot
            """);
    assertThatThrownBy(() -> result.table("extar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'baseline' has no metric 'extar'");
  }

  @Test
  void table_withConstraints_saysHowFarEachTreatmentIsFromTheBound() {
    // Replicates 0, 1, 2 measure 0, 10, 20 and what the treatment adds; the standard error is 5.77.
    Experiment<Double> experiment =
        Experiment.measuring("m", ctx -> 10 * ctx.replicate() + ctx.get(DELTA));
    OutcomeConstraint bound = OutcomeConstraint.atMost("m", 11);
    RunResult result = experiment.run(List.of(delta("low", -9), delta("high", 5)), 3);

    assertThat(result.table(List.of(bound, bound.withMargin(1)), "m"))
        .startsWith(result.table("m") + "\n")
        .endsWith(
            """
            constraint                                                   treatment  value  std. error  satisfied
            mean of m at most 11.0                                       baseline   10.0   5.8         yes, 0.2 std. errors within
            mean of m at most 11.0                                       low        1.0    5.8         yes, 1.7 std. errors within
            mean of m at most 11.0                                       high       15.0   5.8         no, 0.7 std. errors beyond
            mean of m at most 11.0 with a margin of 1.0 standard errors  baseline   10.0   5.8         no, 0.2 std. errors within
            mean of m at most 11.0 with a margin of 1.0 standard errors  low        1.0    5.8         yes, 1.7 std. errors within
            mean of m at most 11.0 with a margin of 1.0 standard errors  high       15.0   5.8         no, 0.7 std. errors beyond
            """);
    assertThat(result.run("low").satisfies(bound.withMargin(1))).isTrue();
    assertThat(result.table(List.of(), "m")).isEqualTo(result.table("m"));
    RunResult once = experiment.run(List.of(), 1);
    assertThat(once.baseline().satisfies(bound)).isTrue();
    assertThat(once.baseline().satisfies(bound.withMargin(1)))
        .as("one replicate has no standard error")
        .isFalse();
    assertThat(once.table(List.of(bound))).endsWith("0      -           yes, 11 within\n");
  }

  @Test
  void run_failed_printsHowItFailed() {
    Experiment<Double> broken =
        Experiment.measuring(
            "m",
            ctx -> {
              throw new IllegalStateException("too hot");
            });

    assertThat(broken.run(List.of(), 2).baseline())
        .hasToString(
            "baseline: failed in replicate 0 at 'm': java.lang.IllegalStateException: too hot");
  }

  private static final SearchSpace SPACE = SearchSpace.of(DELTA);

  private static Study execution() {
    return Study.of(SPACE, OneParameter.LOSS).seed(99).threads(4).parallelism(2);
  }

  @Test
  void run_withAStudy_isTheSameInParallel_withListenersAndJournal(@TempDir Path folder) {
    var told = new ArrayList<Integer>();
    List<Treatment> treatments = List.of(delta("up", 1), delta("down", -1));
    Study study =
        execution()
            .journal(folder.resolve("run.journal"))
            .listener(
                new StudyListener() {
                  @Override
                  public void onTrial(Trial trial, Progress progress) {
                    told.add(trial.replicates());
                  }
                });

    RunResult result = SHIFTED.run(treatments, 5, study);

    RunResult alone = SHIFTED.run(treatments, 5, 99);
    assertThat(result.table()).isEqualTo(alone.table());
    assertThat(result.run("up").seeds()).isEqualTo(alone.run("up").seeds());
    assertThat(result.interval("loss", "up", "down"))
        .isEqualTo(alone.interval("loss", "up", "down"));
    assertThat(result.baseline().treatment().values()).isEqualTo(Map.of("delta", 0.0));
    assertThat(told).containsExactly(5, 5, 5);
    Experiment<Double> notAgain =
        Experiment.measuring(
            "loss",
            ctx -> {
              throw new IllegalStateException("it is in the journal");
            });
    assertThat(notAgain.run(treatments, 5, study).table()).isEqualTo(alone.table());
  }

  @Test
  void run_withAStudy_failure_isTheRunsOutcome() {
    Experiment<Double> failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.get(DELTA) > 0) {
                throw new IllegalStateException("too high");
              }
              return 1;
            });

    RunResult result = failing.run(List.of(delta("up", 1)), 2, execution());

    assertThat(result.run("up").outcome())
        .hasToString(failing.run(List.of(delta("up", 1)), 2).run("up").outcome().toString());
    assertThat(result.baseline().mean("loss")).isEqualTo(1);
  }

  @Test
  void run_withAStudyThatEndsBefore_saysSo() {
    RunResult result =
        SHIFTED.run(
            List.of(delta("up", 1), delta("down", -1)),
            2,
            Study.of(SPACE, OneParameter.LOSS)
                .optimizer(TestOptimizers.of(_ -> new ScriptedOptimizer(_ -> null)))
                .target(100));

    assertThat(result.baseline().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.run("down").outcome().toString())
        .contains("withdrawn", "trial 0 reached the target 100.0");
  }

  @Test
  void run_withAStudy_faults() {
    assertThatThrownBy(() -> SHIFTED.run(List.of(delta("far", 10)), 2, execution()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("startWith: at index 1: treatment 'far'");
    assertThatThrownBy(() -> SHIFTED.run(List.of(delta("baseline", 1)), 2, execution()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the name 'baseline' is taken");
    Study without = Study.of(SearchSpace.of(Parameter.real("x", 0, 1)), OneParameter.LOSS);
    assertThatThrownBy(() -> SHIFTED.run(List.of(), 2, without))
        .hasMessageContaining("'x'")
        .hasMessageContaining("default");
  }
}
