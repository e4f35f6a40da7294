package dev.beryl.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random search spaces: any domains, conditions of any depth, any order of declaration. */
final class AnySpace {
  private static final int MOST = 12;

  private AnySpace() {}

  /** A space and a point of its unit cube. */
  record Point(SearchSpace space, double[] unit) {
    Treatment treatment() {
      return space.fromUnit(unit);
    }

    @Override
    public String toString() {
      return space + " at " + Arrays.toString(unit);
    }
  }

  /** Spaces of every kind of parameter. */
  static final class Any implements ArbitrarySupplier<SearchSpace> {
    @Override
    public Arbitrary<SearchSpace> get() {
      return spaces(AnyDomain.any(), MOST);
    }
  }

  /** The same space, built twice of parameters of its own. */
  record Twins(SearchSpace one, SearchSpace other) {}

  /** Spaces of every kind of parameter, each built twice. */
  static final class EachTwice implements ArbitrarySupplier<Twins> {
    @Override
    public Arbitrary<Twins> get() {
      return drafts(AnyDomain.any(), MOST).map(d -> new Twins(build(d), build(d)));
    }
  }

  /** Spaces of at most 4^6 combinations of levels. */
  static final class Finite implements ArbitrarySupplier<SearchSpace> {
    @Override
    public Arbitrary<SearchSpace> get() {
      return spaces(AnyDomain.small(), 6);
    }
  }

  /** Spaces of every kind of parameter, each with a point. */
  static final class Points implements ArbitrarySupplier<Point> {
    @Override
    public Arbitrary<Point> get() {
      return Combinators.combine(
              new Any().get(), units().list().ofSize(MOST), Arbitraries.of(true, false))
          .as((space, units, deep) -> {
            double[] unit = new double[space.dimension()];
            Arrays.setAll(unit, units::get);
            return new Point(space, deep ? satisfying(space, unit) : unit);
          });
    }

    /** Moves parents to where conditions hold; of conditions that exclude one another, the last. */
    private static double[] satisfying(SearchSpace space, double[] unit) {
      for (Parameter parameter : space.parameters()) {
        parameter
            .condition()
            .ifPresent(c ->
                unit[space.indexOf(c.parent())] =
                    c.parent().toUnit(c.coordinates()[c.coordinates().length - 1]));
      }
      return unit;
    }
  }

  /** Positions in [0, 1], the ends among them. */
  static final class Units implements ArbitrarySupplier<Double> {
    @Override
    public Arbitrary<Double> get() {
      return units();
    }
  }

  static Arbitrary<Double> units() {
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(0.0)),
            Tuple.of(1, Arbitraries.just(1.0)),
            Tuple.of(
                18,
                Arbitraries.longs()
                    .between(0, 1L << 53)
                    .withDistribution(RandomDistribution.uniform())
                    .map(bits -> bits * 0x1p-53)))
        .withoutEdgeCases();
  }

  private record Draft(
      Function<String, Parameter> domain,
      double defaultAt,
      boolean conditional,
      int parent,
      List<Integer> levels,
      int place) {}

  private static Arbitrary<SearchSpace> spaces(
      Arbitrary<Function<String, Parameter>> domains, int most) {
    return drafts(domains, most).map(AnySpace::build);
  }

  private static Arbitrary<List<Draft>> drafts(
      Arbitrary<Function<String, Parameter>> domains, int most) {
    var drafts =
        Combinators.combine(
                domains,
                units().injectNull(0.5),
                Arbitraries.of(false, true, true),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 100).list().ofMinSize(1).ofMaxSize(3),
                Arbitraries.integers().between(0, 99))
            .as((domain, unit, conditional, parent, levels, place) ->
                new Draft(domain, unit == null ? -1 : unit, conditional, parent, levels, place));
    return drafts
        .withoutEdgeCases()
        .list()
        .ofMinSize(1)
        .ofMaxSize(most)
        .withSizeDistribution(RandomDistribution.uniform())
        .withoutEdgeCases();
  }

  private static SearchSpace build(List<Draft> drafts) {
    var made = new ArrayList<Parameter>();
    for (Draft draft : drafts) {
      Parameter parameter = draft.domain().apply("p" + made.size());
      if (draft.defaultAt() >= 0) {
        long coordinate = parameter.fromUnit(draft.defaultAt());
        parameter = Refined.orElse(parameter, parameter.valueAt(coordinate));
      }
      made.add(draft.conditional() ? underOneOf(parameter, made, draft) : parameter);
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < made.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> drafts.get(i).place()));
    return SearchSpace.of(order.stream().map(made::get).toList());
  }

  private static Parameter underOneOf(Parameter child, List<Parameter> made, Draft draft) {
    var parents =
        made.stream()
            .filter(p -> p instanceof IntegerParameter || p instanceof ChoiceParameter)
            .toList();
    if (parents.isEmpty()) {
      return child;
    }
    Parameter parent = parents.get(Math.max(0, parents.size() - 1 - draft.parent()));
    long count = parent.levels().orElseThrow();
    List<Object> values =
        draft.levels().stream()
            .<Object>map(level -> parent.valueAt(parent.coordinateAt(level % count)))
            .toList();
    return Refined.when(child, parent, values);
  }
}
