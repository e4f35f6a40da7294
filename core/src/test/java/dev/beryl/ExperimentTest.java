package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final RealParameter DELTA = Parameter.real("delta", 0, 2).step(1).withDefault(0);

  private static final Experiment<List<Double>> SUM =
      Experiment.from(ctx -> List.of(1.0, 2.0, 3.0))
          .then("add_delta", (data, ctx) -> data.stream().map(x -> x + ctx.get(DELTA)).toList())
          .then(
              "record_sum",
              (data, ctx) -> {
                ctx.record("sum", data.stream().mapToDouble(x -> x).sum());
                return data;
              })
          .build();

  @Test
  void optimize_threeDeltas_findsTheLeastSum() {
    SearchSpace space = SearchSpace.of(DELTA);
    List<Treatment> deltas = space.enumerate().toList();
    StudyResult result =
        SUM.optimize(
            Study.of(space, Objective.minimize("sum"))
                .optimizer(TestOptimizers.of(setting -> new ScriptedOptimizer(deltas::get)))
                .trials(3));

    assertThat(result.values(0)).containsExactly(6, 9, 12);
    assertThat(result.recommended().get(DELTA)).isZero();
    assertThat(SUM.apply(result.recommended())).containsExactly(1.0, 2.0, 3.0);
    assertThat(SUM.apply(result.trials().get(1).treatment())).containsExactly(2.0, 3.0, 4.0);
    assertThat(result.trials()).extracting(Trial::number).containsExactly(0, 1, 2);
  }

  @Test
  void apply_stepsOfDifferentTypes_runInOrderAndHandTheirOutputOn() {
    var order = new ArrayList<String>();
    Experiment<String> experiment =
        Experiment.from(
                ctx -> {
                  order.add(ctx.step());
                  return "seven";
                })
            .then(
                "length",
                (text, ctx) -> {
                  order.add(ctx.step());
                  return text.length();
                })
            .then(
                "half",
                (length, ctx) -> {
                  order.add(ctx.step());
                  return length / 2.0;
                })
            .then(
                "show",
                (half, ctx) -> {
                  order.add(ctx.step());
                  return "<" + half + ">";
                })
            .build();

    assertThat(experiment.apply(Treatment.of("none", Map.of()))).isEqualTo("<2.5>");
    assertThat(order).containsExactly("source", "length", "half", "show");
  }

  @Test
  void apply_withoutSteps_givesTheSource() {
    assertThat(Experiment.from(ctx -> 42).build().apply(Treatment.of("none", Map.of())))
        .isEqualTo(42);
  }

  @Test
  void then_ofOneBuilder_branchesWithoutSharing() {
    ExperimentBuilder<Integer> trunk = Experiment.from(ctx -> 1).with("by", 10);
    Experiment<Integer> added =
        trunk.then("add", (x, ctx) -> x + ctx.entry("by", Integer.class)).build();
    Experiment<Integer> taken =
        trunk.then("take", (x, ctx) -> x - ctx.entry("by", Integer.class)).build();

    assertThat(added.apply(Treatment.of("none", Map.of()))).isEqualTo(11);
    assertThat(taken.apply(Treatment.of("none", Map.of()))).isEqualTo(-9);
  }

  @Test
  void build_badNames_areAllNamedTogether() {
    ExperimentBuilder<Integer> builder =
        Experiment.from(ctx -> 1)
            .then(" ", (x, ctx) -> x)
            .then("fit", (x, ctx) -> x)
            .then("fit", (x, ctx) -> x)
            .with("", 1)
            .with("rate", 1)
            .with("rate", 2)
            .using(Resource.of("", () -> 1, r -> {}))
            .using(Resource.of("pool", () -> 1, r -> {}))
            .using(Resource.of("pool", () -> 2, r -> {}));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            experiment has 6 faults:
             - a step's name is blank
             - two steps are named 'fit'; give each its own name
             - a context entry's key is blank
             - context entry 'rate' is given twice
             - a resource's name is blank
             - two resources are named 'pool'; use each once, under its own name\
            """);
  }

  @Test
  void build_oneResourceUsedTwice_isRefused() {
    Resource<Integer> pool = Resource.of("pool", () -> 1, r -> {});
    ExperimentBuilder<Integer> builder = Experiment.from(ctx -> 1).using(pool).using(pool);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two resources are named 'pool'");
  }

  @Test
  void measuring_blankMetric_isRefused() {
    assertThatThrownBy(() -> Experiment.measuring("  ", ctx -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("experiment: expected a metric's name, got a blank one");
  }

  @Test
  void measuring_aFunction_recordsItsValueAndGivesIt() {
    Experiment<Double> square =
        Experiment.measuring("loss", ctx -> ctx.get(DELTA) * ctx.get(DELTA));
    Treatment two = Treatment.of("two", Map.of("delta", 2));

    assertThat(square.apply(two)).isEqualTo(4.0);
    assertThat(square.run(List.of(two), 1).run("two").samples("loss").toArray()).containsExactly(4);
    assertThat(square.run(List.of(), 1).baseline().mean("loss")).isZero();
  }

  @Test
  void measuring_moreMetricsOnTheWay_keepsThemAll() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("accuracy", 0.9);
              return 1;
            });

    Run run = experiment.run(List.of(), 2).baseline();

    assertThat(run.samples().keySet()).containsExactly("accuracy", "loss");
    assertThat(run.samples("accuracy").toArray()).containsExactly(0.9, 0.9);
  }

  @Test
  void apply_failingStep_isNamedWithItsTreatmentAndCause() {
    var cause = new IOException("disk full");
    Experiment<Integer> experiment =
        Experiment.from(ctx -> 1)
            .then("load", (x, ctx) -> x)
            .then(
                "save",
                (x, ctx) -> {
                  if (x == 1) {
                    throw cause;
                  }
                  return x;
                })
            .build();

    assertThatThrownBy(() -> experiment.apply(Treatment.of("hot", Map.of())))
        .isInstanceOf(ExperimentException.class)
        .hasMessage("step 'save' failed under treatment 'hot': java.io.IOException: disk full")
        .hasCause(cause);
  }

  @Test
  void apply_failingSource_isNamed() {
    Experiment<Integer> experiment =
        Experiment.<Integer>from(
                ctx -> {
                  throw new IllegalStateException("no data");
                })
            .build();

    assertThatThrownBy(() -> experiment.apply(Treatment.of("hot", Map.of())))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining("step 'source' failed under treatment 'hot'");
  }

  @Test
  void apply_valueThatIsNeverRead_isRefusedWithTheNearestName() {
    assertThatThrownBy(() -> SUM.apply(Treatment.of("hot", Map.of("detla", 2.0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "treatment 'hot': gives a value to 'detla', which the experiment never read;"
                + " known are [delta]; did you mean 'delta'?");
  }

  @Test
  void apply_seed_isThatOfTheRunsFirstReplicate() {
    Experiment<Double> noise = Experiment.measuring("noise", ctx -> ctx.random().nextDouble());
    Treatment none = Treatment.of("none", Map.of());

    double first = noise.run(List.of(), 2, 17).baseline().samples("noise").get(0);

    assertThat(noise.apply(none, 17)).isEqualTo(first);
    assertThat(noise.apply(none)).isEqualTo(noise.apply(none, 0)).isNotEqualTo(first);
  }
}
