package dev.beryl.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The table against lists of boxed values, under recordings of every shape. */
class TrialTableProperties {
  private static final CategoricalParameter<String> KIND = Parameter.choice("kind", "a", "b");
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Parameter.real("x", -1, 1),
          KIND,
          Parameter.integer("n", -100, 100).when(KIND, "b"),
          Parameter.real("y", 0, 1).step(0.25));
  private static final List<Objective> OBJECTIVES =
      List.of(Objective.minimize("m0"), Objective.maximize("m1"));

  /** What a trial was, as it was appended. */
  private record Told(
      int number,
      Treatment treatment,
      Outcome outcome,
      int replicates,
      double[] values,
      long nanos,
      Map<String, List<List<Double>>> samples,
      List<Report> reports,
      Trial handedOut) {}

  /** How recordings look: from one value each, which needs no ends, to anything. */
  private enum Shape {
    ONE_EACH,
    TWO_EACH,
    ONE_EACH_UNTIL_LATE,
    ANYTHING
  }

  private final List<Told> oracle = new ArrayList<>();
  private final Set<String> columns = new LinkedHashSet<>();

  @Property(tries = 400, seed = "20261128")
  void append_anyRecordings_areReadBack(
      @ForAll Shape shape,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 80) int trials,
      @ForAll @IntRange(min = 0, max = 100) int expected) {
    oracle.clear();
    columns.clear();
    var random = new SplittableRandom(seed);
    var table = new TrialTable(Problem.of(SPACE, OBJECTIVES), expected);
    var recorders = new Recorder[] {new Recorder(), new Recorder(), new Recorder()};

    for (int i = 0; i < trials; i++) {
      append(table, recorders, random, shape, i);
      check(table, random.nextInt(i + 1));
    }

    assertThat(table.size()).isEqualTo(trials);
    assertThat(table.metrics()).containsExactlyElementsOf(columns);
    for (int row = 0; row < trials; row++) {
      check(table, row);
    }
  }

  private void append(
      TrialTable table, Recorder[] recorders, SplittableRandom random, Shape shape, int row) {
    int replicates = shape == Shape.ANYTHING ? random.nextInt(recorders.length + 1) : 2;
    var samples = new LinkedHashMap<String, List<List<Double>>>();
    var reports = new ArrayList<Report>();
    for (int r = 0; r < recorders.length; r++) {
      recorders[r].clear();
      record(recorders[r], r, r < replicates, random, shape, row, samples, reports, replicates);
    }
    samples.keySet().forEach(columns::add);
    double[] unit = random.doubles(SPACE.dimension()).toArray();
    Treatment treatment = SPACE.fromUnit(unit);
    Outcome outcome = random.nextInt(4) == 0 ? new Outcome.Rejected("c" + row) : Outcome.COMPLETED;
    double[] values = {random.nextDouble(), random.nextDouble()};
    int number = random.nextInt();
    long nanos = random.nextLong(1L << 50);
    Trial trial =
        table.append(
            number, treatment, outcome, recordings(recorders, replicates, outcome), values, nanos);
    oracle.add(
        new Told(number, treatment, outcome, replicates, values, nanos, samples, reports, trial));
  }

  private static Recordings recordings(Recorder[] recorders, int replicates, Outcome outcome) {
    var recordings = new Recordings(recorders.length);
    for (int r = 0; r < replicates; r++) {
      recordings.add(recorders[r]);
    }
    if (outcome instanceof Outcome.Pruned && replicates < recorders.length) {
      recordings.addPruned(recorders[replicates]);
    }
    return recordings;
  }

  private static void record(
      Recorder recorder,
      int replicate,
      boolean counts,
      SplittableRandom random,
      Shape shape,
      int row,
      Map<String, List<List<Double>>> samples,
      List<Report> reports,
      int replicates) {
    int values =
        switch (shape) {
          case ONE_EACH -> 1;
          case TWO_EACH -> 2;
          case ONE_EACH_UNTIL_LATE -> row < 40 ? 1 : random.nextInt(4);
          case ANYTHING -> random.nextInt(5);
        };
    for (int v = 0; v < values; v++) {
      String metric =
          shape == Shape.ANYTHING ? "m" + random.nextInt(Math.min(6, 2 + row / 8)) : "m0";
      double value = random.nextInt(9) == 0 ? Double.NaN : random.nextDouble(-5, 5);
      recorder.record(metric, value);
      if (counts) {
        samples.computeIfAbsent(metric, none -> emptyLists(replicates)).get(replicate).add(value);
      }
      if (random.nextInt(6) == 0) {
        var report = new Report(replicate, v, value);
        recorder.report(report);
        if (counts) {
          reports.add(report);
        }
      }
    }
  }

  private static List<List<Double>> emptyLists(int number) {
    var lists = new ArrayList<List<Double>>();
    for (int i = 0; i < number; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private void check(TrialTable table, int row) {
    check(table, oracle.get(row), table.trial(row), row);
    check(table, oracle.get(row), oracle.get(row).handedOut(), row);
    assertThat(table.trial(row)).isEqualTo(oracle.get(row).handedOut());
  }

  private void check(TrialTable table, Told told, Trial trial, int row) {
    assertThat(trial.number()).isEqualTo(told.number());
    assertThat(trial.treatment()).isEqualTo(told.treatment());
    assertThat(trial.treatment().space()).containsSame(SPACE);
    assertThat(trial.outcome()).isEqualTo(told.outcome());
    assertThat(trial.replicates()).isEqualTo(told.replicates());
    assertThat(trial.duration()).isEqualTo(Duration.ofNanos(told.nanos()));
    assertThat(trial.reports()).isEqualTo(told.reports());
    assertThat(trial.objectives()).isEqualTo(OBJECTIVES);
    checkValues(table, told, trial, row);
    assertThat(trial.metrics()).containsExactlyElementsOf(inColumnOrder(told.samples().keySet()));
    told.samples()
        .forEach((metric, values) -> assertThat(trial.samples(metric)).isEqualTo(samples(values)));
    assertThatThrownBy(() -> trial.samples("none")).isInstanceOf(IllegalArgumentException.class);
  }

  private static void checkValues(TrialTable table, Told told, Trial trial, int row) {
    boolean completed = told.outcome() instanceof Outcome.Completed;
    assertThat(trial.isCompleted()).isEqualTo(completed);
    assertThat(table.isCompleted(row)).isEqualTo(completed);
    for (int i = 0; i < told.values().length; i++) {
      if (completed) {
        assertThat(trial.value(i)).isEqualTo(told.values()[i]);
        assertThat(table.value(row, i)).isEqualTo(told.values()[i]);
      } else {
        assertThat(table.value(row, i)).isNaN();
      }
    }
    long[] coordinates = new long[SPACE.dimension()];
    SPACE.coordinates(told.treatment(), coordinates, 0);
    for (int place = 0; place < coordinates.length; place++) {
      assertThat(table.coordinate(row, place)).isEqualTo(coordinates[place]);
    }
  }

  private List<String> inColumnOrder(Set<String> metrics) {
    return columns.stream().filter(metrics::contains).toList();
  }

  private static Samples samples(List<List<Double>> byReplicate) {
    double[] values =
        byReplicate.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    int[] ends = new int[byReplicate.size()];
    int end = 0;
    for (int r = 0; r < ends.length; r++) {
      end += byReplicate.get(r).size();
      ends[r] = end;
    }
    return Samples.wrap(values, 0, values.length, ends);
  }
}
