package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.random.Seeds;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ContextTest {
  private static final Treatment NONE = Treatment.of("none", Map.of());

  private enum Kernel {
    LINEAR,
    RBF {
      @Override
      boolean isSmooth() {
        return true;
      }
    };

    boolean isSmooth() {
      return false;
    }
  }

  @Test
  void getInt_readsAnInteger_ofARangeWithinInt() {
    IntegerParameter wide = Parameter.integer("wide", 0, 1L << 31).withDefault(7);
    Experiment<Integer> experiment = Experiment.from(ctx -> ctx.getInt(DEPTH)).build();

    assertThat(experiment.apply(NONE)).isEqualTo(3);
    assertThat(experiment.apply(Treatment.of("deep", Map.of("depth", 9)))).isEqualTo(9);
    assertThat(Treatment.of("deep", Map.of("depth", 9)).getInt(DEPTH)).isEqualTo(9);
    assertThatThrownBy(() -> NONE.getInt(wide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "parameter 'wide': expected a range within int, got [0, 2147483648]; read it by get(…),"
                + " which returns a long");
    assertThatThrownBy(() -> NONE.getInt(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("context: parameter: expected a value, got null");
  }

  @Test
  void report_withTheWrongNumberOfValues_failsAtOnceAndNamesTheObjectives() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.report(3, 1, 2);
              return 1;
            });

    StudyResult result = experiment.optimize(OneParameter.study(1).neverFail());

    assertThat(result.trials().getFirst().outcome().toString())
        .contains(
            "report at step 3: expected a value for each objective of [minimize mean of loss], got [1.0,"
                + " 2.0]");
    assertThat(experiment.apply(NONE)).as("outside a study there are no objectives").isEqualTo(1);
  }

  private interface Prior {}

  private record Flat() implements Prior {}

  private record Gauss(double sigma) implements Prior {}

  private static final RealParameter RATE = Parameter.real("rate", 0, 1).withDefault(0.5);
  private static final IntegerParameter DEPTH = Parameter.integer("depth", 1, 9).withDefault(3);
  private static final CategoricalParameter<Kernel> KERNEL =
      Parameter.choice("kernel", Kernel.class);
  private static final OrdinalParameter<String> SIZE = Parameter.ordinal("size", "S", "M", "L");

  /** What a source reads of its context under a treatment. */
  private static <T> T read(Treatment treatment, Source<T> source) {
    return Experiment.from(source).build().apply(treatment);
  }

  private static void assertReads(Treatment treatment, Source<?> source, Object expected) {
    assertThat((Object) read(treatment, source)).isEqualTo(expected);
  }

  /** The cause of a failing source. */
  private static void assertFails(Treatment treatment, Source<?> source, String message) {
    assertThatThrownBy(() -> read(treatment, source))
        .isInstanceOf(ExperimentException.class)
        .cause()
        .hasMessage(message);
  }

  @Test
  void get_handles_giveTheTreatmentsValuesInTheirTypes() {
    SearchSpace space = SearchSpace.of(RATE, DEPTH, KERNEL, SIZE);
    Treatment byHand =
        Treatment.of("t", Map.of("rate", 0.25, "depth", 7, "kernel", Kernel.RBF, "size", "L"));

    for (Treatment treatment : List.of(byHand, space.bind(byHand))) {
      String read =
          read(
              treatment,
              ctx -> {
                double rate = ctx.get(RATE);
                long depth = ctx.get(DEPTH);
                Kernel kernel = ctx.get(KERNEL);
                String size = ctx.get(SIZE);
                return rate + " " + depth + " " + kernel.isSmooth() + " " + size;
              });

      assertThat(read).isEqualTo("0.25 7 true L");
    }
  }

  @Test
  void get_withoutAValue_servesTheHandlesDefault() {
    assertReads(NONE, ctx -> ctx.get(RATE), 0.5);
    assertReads(NONE, ctx -> ctx.get(DEPTH), 3L);
    assertReads(NONE, ctx -> ctx.get(KERNEL.withDefault(Kernel.RBF)), Kernel.RBF);
  }

  @Test
  void get_neitherValueNorDefault_isAnError() {
    assertFails(
        NONE,
        ctx -> ctx.get(SIZE),
        "treatment 'none': gives no value to parameter 'size', which has no default; there are"
            + " none");
  }

  @Test
  void value_byName_isBoxedInTheSpacesTypes() {
    SearchSpace space = SearchSpace.of(RATE, DEPTH, KERNEL);
    Treatment treatment =
        space.bind(Treatment.of("t", Map.of("rate", 0.25, "depth", 7, "kernel", Kernel.RBF)));

    assertReads(treatment, ctx -> ctx.value("rate"), 0.25);
    assertReads(treatment, ctx -> ctx.value("depth"), 7L);
    assertReads(treatment, ctx -> ctx.value("kernel"), Kernel.RBF);
  }

  @Test
  void value_unknownName_namesTheNearest() {
    Treatment treatment = Treatment.of("t", Map.of("rate", 0.25));

    assertFails(
        treatment,
        ctx -> ctx.value("rat"),
        "treatment 't' gives no value to parameter 'rat'; known are [rate]; did you mean 'rate'?");
  }

  @Test
  void value_withAnother_servesWhereThereIsNone() {
    assertReads(NONE, ctx -> ctx.value("rate", 0.75), 0.75);
    assertReads(NONE, ctx -> ctx.value("depth", 4L), 4L);
    assertReads(NONE, ctx -> ctx.value("kernel", Kernel.RBF), Kernel.RBF);
  }

  @Test
  void value_withAnother_takesNumbersGivenByHandForWhatTheyAreWorth() {
    Treatment whole = Treatment.of("t", Map.of("rate", 1));
    Treatment real = Treatment.of("t", Map.of("depth", 4.0));
    Treatment single = Treatment.of("t", Map.of("rate", 0.1f));

    assertReads(whole, ctx -> ctx.value("rate", 0.5), 1.0);
    assertReads(real, ctx -> ctx.value("depth", 3L), 4L);
    assertReads(single, ctx -> ctx.value("rate", 0.5), (double) 0.1f);
  }

  @Test
  void value_withAnother_takesAnyConstantAndAnyChoiceOfAUsersType() {
    Treatment smooth = Treatment.of("t", Map.of("kernel", Kernel.RBF));
    Treatment linear = Treatment.of("t", Map.of("kernel", Kernel.LINEAR));
    Treatment gauss = Treatment.of("t", Map.of("prior", new Gauss(2)));

    assertReads(smooth, ctx -> ctx.value("kernel", Kernel.LINEAR), Kernel.RBF);
    assertReads(linear, ctx -> ctx.value("kernel", Kernel.RBF), Kernel.LINEAR);
    assertReads(gauss, ctx -> ctx.<Prior>value("prior", new Flat()), new Gauss(2));
  }

  @Test
  void value_withAnotherOfTheWrongType_isAnError() {
    Treatment text = Treatment.of("t", Map.of("rate", "fast"));
    Treatment half = Treatment.of("t", Map.of("depth", 2.5));

    assertFails(
        text,
        ctx -> ctx.value("rate", 0.5),
        "parameter 'rate': expected a Double, got 'fast' of type String");
    assertFails(
        half,
        ctx -> ctx.value("depth", 3L),
        "parameter 'depth': expected a Long, got '2.5' of type Double");
    assertFails(
        text,
        ctx -> ctx.value("rate", Kernel.RBF),
        "parameter 'rate': expected a Kernel, got 'fast' of type String");
  }

  @Test
  void random_isTheReplicatesOwnAndAlwaysTheSameOne() {
    var seeds = new ConcurrentSkipListMap<Integer, Long>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "noise",
            ctx -> {
              seeds.put(ctx.replicate(), ctx.seed());
              assertThat(ctx.random()).isSameAs(ctx.random());
              return ctx.random().nextDouble();
            });

    double[] noise = experiment.run(List.of(), 3, 7).baseline().samples("noise").toArray();

    assertThat(seeds.values())
        .containsExactly(Seeds.replicate(7, 0), Seeds.replicate(7, 1), Seeds.replicate(7, 2));
    for (int r = 0; r < noise.length; r++) {
      assertThat(noise[r]).isEqualTo(new PhiloxRandom(seeds.get(r), 0).nextDouble());
    }
  }

  @Test
  void trialAndReplicate_tellWhereItRuns() {
    var places = new ConcurrentLinkedQueue<String>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              places.add(ctx.trial() + "/" + ctx.replicate() + " at " + ctx.step());
              return ctx.get(OneParameter.X);
            });

    experiment.optimize(OneParameter.study(1, 2).replicates(2));
    experiment.run(List.of(), 1);

    assertThat(places)
        .containsExactlyInAnyOrder(
            "0/0 at loss", "0/1 at loss", "1/0 at loss", "1/1 at loss", "-1/0 at loss");
  }

  @Test
  void record_afterTheEnd_isRefused() {
    var kept = new AtomicReference<Context>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              kept.set(ctx);
              return 1;
            });
    experiment.run(List.of(), 1);
    Context ended = kept.get();
    String message = "replicate 0 of trial -1 has ended; record before its last step returns";

    assertThatThrownBy(() -> ended.record("loss", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> ended.report(1, 0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
  }

  @Test
  void record_afterAFailure_isRefused() {
    var kept = new AtomicReference<Context>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              kept.set(ctx);
              throw new IllegalStateException("broken");
            });
    experiment.run(List.of(), 1);

    assertThatThrownBy(() -> kept.get().record("loss", 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void report_comesWithTheTrialByReplicate() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.report(1, 0.5 + ctx.replicate());
              ctx.report(10, 0.25 + ctx.replicate());
              return 1;
            });

    StudyResult result = experiment.optimize(OneParameter.study(1).replicates(2));

    assertThat(result.trials().getFirst().reports())
        .containsExactly(
            new Report(0, 1, 0.5),
            new Report(0, 10, 0.25),
            new Report(1, 1, 1.5),
            new Report(1, 10, 1.25));
    assertThat(result.trials().getFirst().duration()).isGreaterThan(Duration.ZERO);
  }

  @Test
  void report_withoutAValue_isRefused() {
    assertFails(
        NONE,
        ctx -> {
          ctx.report(3);
          return 1;
        },
        "report at step 3: expected a value, got none");
  }

  @Test
  void report_keepsACopyOfItsValues() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              double[] values = {0.5};
              ctx.report(1, values);
              values[0] = 9;
              return 1;
            });

    StudyResult result = experiment.optimize(OneParameter.study(1));

    assertThat(result.trials().getFirst().reports()).containsExactly(new Report(0, 1, 0.5));
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may give
  void record_underNoName_failsThatTrialAlone_andNamesTheStep() {
    StudyResult result =
        Experiment.from(ctx -> 1)
            .then(
                "fit",
                (one, ctx) -> {
                  ctx.record(ctx.trial() == 1 ? null : "loss", 2);
                  return one;
                })
            .build()
            .optimize(OneParameter.study(1, 2, 3));

    assertThat(result.trials()).hasSize(3);
    assertThat(result.trials().get(1).outcome().toString())
        .contains("step 'fit' records 2.0: expected the name of a metric, got null");
    assertThat(result.trials().get(2).isCompleted()).isTrue();
  }
}
