package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A trial under another number is the same trial in all but the number, bit for bit. */
class NumberedProperties {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Treatment TREATMENT = SPACE.fromUnit(new double[] {0.25});
  private static final List<String> METRICS = List.of("z", "loss", "score", "latency");
  private static final Problem PROBLEM =
      Problem.of(SPACE, Objective.minimize("loss"), Objective.maximize("score", Aggregation.max()))
          .withConstraints(List.of(OutcomeConstraint.atMost("latency", 3)));

  /** What is observed of one trial. */
  record Observed(
      List<List<double[]>> samples, List<Report> reports, Map<String, String> notes, long nanos) {
    TrialBuilder builder(int number) {
      TrialBuilder builder =
          Trial.of(number, TREATMENT, PROBLEM)
              .reports(reports)
              .notes(notes)
              .duration(Duration.ofNanos(nanos));
      for (int i = 0; i < samples.size(); i++) {
        builder.samples(METRICS.get(i), joined(samples.get(i)));
      }
      return builder;
    }

    private static Samples joined(List<double[]> replicates) {
      var ends = new ArrayList<Integer>();
      double[] values = replicates.stream().flatMapToDouble(DoubleStream::of).toArray();
      replicates.forEach(r -> ends.add((ends.isEmpty() ? 0 : ends.getLast()) + r.length));
      return Samples.wrap(
          values, 0, values.length, ends.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** A trial of a study's own kind, whose values are not what its samples amount to. */
  private record OwnKind(Trial trial, double shift) implements Trial {
    @Override
    public int number() {
      return trial.number();
    }

    @Override
    public Treatment treatment() {
      return trial.treatment();
    }

    @Override
    public Outcome outcome() {
      return trial.outcome();
    }

    @Override
    public Problem problem() {
      return trial.problem();
    }

    @Override
    public double value(int objective) {
      return trial.value(objective) + shift;
    }

    @Override
    public double standardError(int objective) {
      return trial.standardError(objective) * shift;
    }

    @Override
    public double excess(int constraint) {
      return trial.excess(constraint) - shift;
    }

    @Override
    public int replicates() {
      return trial.replicates();
    }

    @Override
    public List<String> metrics() {
      return trial.metrics();
    }

    @Override
    public Samples samples(String metric) {
      return trial.samples(metric);
    }

    @Override
    public List<Report> reports() {
      return trial.reports();
    }

    @Override
    public Duration duration() {
      return trial.duration();
    }

    @Override
    public Map<String, String> notes() {
      return trial.notes();
    }
  }

  @Property
  void numbered_completedTrial_changesTheNumberOnly(
      @ForAll("completed") Observed observed,
      @ForAll int number,
      @ForAll int other,
      @ForAll("numbers") double shift) {
    Trial trial = observed.builder(number).completed();
    assertSame(trial.numbered(other), trial, other);
    assertThat(trial.numbered(other).numbered(number)).isEqualTo(trial);
    var own = new OwnKind(trial, shift);
    assertSame(own.numbered(other), own, other);
  }

  @Property
  void numbered_unfinishedTrial_changesTheNumberOnly(
      @ForAll("unfinished") Observed observed,
      @ForAll("outcomes") Outcome outcome,
      @ForAll int number,
      @ForAll int other) {
    Trial trial = observed.builder(number).unfinished(outcome);
    assertSame(trial.numbered(other), trial, other);
    assertThat(trial.numbered(other).numbered(number)).isEqualTo(trial);
    var own = new OwnKind(trial, 1);
    assertSame(own.numbered(other), own, other);
  }

  private static void assertSame(Trial trial, Trial expected, int number) {
    assertThat(trial.number()).isEqualTo(number);
    assertThat(trial.treatment()).isSameAs(expected.treatment());
    assertThat(trial.problem()).isSameAs(expected.problem());
    assertThat(trial.outcome()).isSameAs(expected.outcome());
    assertThat(trial.replicates()).isEqualTo(expected.replicates());
    assertThat(trial.metrics()).isEqualTo(expected.metrics());
    assertThat(trial.metrics()).allMatch(m -> trial.samples(m).equals(expected.samples(m)));
    assertThat(trial.reports()).isEqualTo(expected.reports());
    assertThat(List.copyOf(trial.notes().entrySet()))
        .isEqualTo(List.copyOf(expected.notes().entrySet()));
    assertThat(trial.duration()).isEqualTo(expected.duration());
    assertThat(trial.isFeasible()).isEqualTo(expected.isFeasible());
    if (expected.isCompleted()) {
      assertThat(bits(trial)).isEqualTo(bits(expected));
    }
  }

  private static long[] bits(Trial trial) {
    return IntStream.range(0, PROBLEM.objectives().size())
        .mapToObj(i -> DoubleStream.of(trial.value(i), trial.loss(i), trial.standardError(i)))
        .reduce(DoubleStream.of(trial.excess(0)), DoubleStream::concat)
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }

  @Provide
  Arbitrary<Double> numbers() {
    return Arbitraries.doubles().between(-1e9, 1e9);
  }

  @Provide
  Arbitrary<Observed> completed() {
    return Arbitraries.integers()
        .between(1, 4)
        .flatMap(replicates ->
            observed(numbers().array(double[].class).ofMinSize(1).ofMaxSize(3), replicates, 4));
  }

  @Provide
  Arbitrary<Observed> unfinished() {
    Arbitrary<double[]> any = Arbitraries.doubles().array(double[].class).ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 4))
        .flatAs((replicates, metrics) -> observed(any, replicates, metrics));
  }

  private static Arbitrary<Observed> observed(
      Arbitrary<double[]> values, int replicates, int metrics) {
    Arbitrary<String> texts = Arbitraries.strings().alpha().ofMaxLength(5);
    Arbitrary<Report> reports =
        Combinators.combine(
                Arbitraries.integers().between(0, 4),
                Arbitraries.longs(),
                Arbitraries.doubles().array(double[].class).ofMinSize(1).ofMaxSize(2))
            .as(Report::new);
    return Combinators.combine(
            values.list().ofSize(replicates).list().ofSize(metrics),
            reports.list().ofMaxSize(4),
            Arbitraries.maps(texts, texts).ofMaxSize(3),
            Arbitraries.longs().between(0, Long.MAX_VALUE))
        .as(Observed::new);
  }

  @Provide
  Arbitrary<Outcome> outcomes() {
    return Arbitraries.of(
        new Outcome.Failed(Reason.EXCEPTION, 1, "train", "cheese", new RuntimeException("cheese")),
        new Outcome.Failed(Reason.NOT_FINITE, 0, "loss", "was NaN", null),
        new Outcome.Pruned(2, 17),
        new Outcome.TimedOut(0, "train", Duration.ofSeconds(3)),
        new Outcome.Rejected("fits memory"));
  }
}
