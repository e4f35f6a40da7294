package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.Seeds;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

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
            "metric 'loss': expected the same number of replicates of 'hot' and of the baseline, got 1 and 2;"
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
}
