package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class GridProperties {

  @Property(tries = 300, seed = "20240602")
  void ask_finiteSpace_enumeratesItOnce(@ForAll long seed, @ForAll boolean shuffled) {
    SearchSpace space = Spaces.finite(seed);
    Grid grid = shuffled ? Grid.withDefaults().randomOrder() : Grid.withDefaults();
    Optimizer optimizer = Asking.create(grid, Asking.setting(space, seed));
    List<Treatment> proposals = Asking.all(optimizer);
    assertThat(proposals).hasSize(space.cardinality().orElseThrow().intValueExact());
    assertThat(new HashSet<>(proposals)).isEqualTo(treatments(space, 5));
    assertThat(optimizer.ask(3)).isEmpty();
  }

  /** The oracle decodes every combination of points, active or not, and drops what comes again. */
  @Property(tries = 300, seed = "20240603")
  void ask_continuousParameters_takesAllCombinationsOfTheirPointsOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int points) {
    SearchSpace space = Spaces.mixed(seed);
    Grid grid = Grid.withDefaults().points(points);
    List<Treatment> proposals = Asking.all(Asking.create(grid, Asking.setting(space, seed)));
    assertThat(proposals).doesNotHaveDuplicates().allMatch(space::contains);
    assertThat(new HashSet<>(proposals)).isEqualTo(treatments(space, points));
  }

  @Property(tries = 300, seed = "20240604")
  void ask_budget_isUsedAsFarAsWholePointsGo(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int trials) {
    SearchSpace space = Spaces.mixed(seed);
    OptimizerSetting setting = Asking.setting(space, 1).withTrials(trials);
    int points = 2;
    if (treatments(space, points).size() > trials) {
      assertThatThrownBy(() -> Asking.create(Grid.withDefaults(), setting))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    while (points < trials && size(space, points + 1) <= trials) {
      points++;
    }
    assertThat(Asking.all(Asking.create(Grid.withDefaults(), setting)))
        .hasSize(size(space, points));
  }

  @Property(tries = 100, seed = "20240605")
  void ask_anySizes_giveTheSameSequence(@ForAll long seed, @ForAll("sizes") List<Integer> sizes) {
    SearchSpace space = Spaces.mixed(seed);
    Grid grid = Grid.withDefaults().points(3).randomOrder();
    List<Treatment> expected = Asking.all(Asking.create(grid, Asking.setting(space, 9)));
    Optimizer optimizer = Asking.create(grid, Asking.setting(space, 9));
    var proposals = new ArrayList<Treatment>();
    for (int size : sizes) {
      List<Treatment> batch = optimizer.ask(size);
      assertThat(batch).hasSizeLessThanOrEqualTo(size);
      proposals.addAll(batch);
    }
    proposals.addAll(Asking.all(optimizer));
    assertThat(proposals).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 40).list().ofMaxSize(10);
  }

  private static int size(SearchSpace space, int points) {
    Grid grid = Grid.withDefaults().points(points);
    return Asking.all(Asking.create(grid, Asking.setting(space, 1))).size();
  }

  private static Set<Treatment> treatments(SearchSpace space, int points) {
    var found = new HashSet<Treatment>();
    combine(space, 0, points, new long[space.dimension()], found);
    return found;
  }

  private static void combine(
      SearchSpace space, int place, int points, long[] coordinates, Set<Treatment> found) {
    if (place == coordinates.length) {
      found.add(space.fromCoordinates(coordinates));
      return;
    }
    Parameter parameter = space.parameters().get(place);
    long[] axis =
        LongStream.range(0, parameter.levels().orElse(points))
            .map(k -> coordinate(parameter, k, points))
            .toArray();
    for (long coordinate : axis) {
      coordinates[place] = coordinate;
      combine(space, place + 1, points, coordinates, found);
    }
  }

  private static long coordinate(Parameter parameter, long level, int points) {
    if (parameter.levels().isPresent()) {
      return parameter.coordinateAt(level);
    }
    double low = ((RealParameter) parameter).low();
    return points == 1
        ? parameter.fromUnit(0.5)
        : level == 0 ? parameter.coordinateOf(low) : parameter.fromUnit(level / (points - 1.0));
  }
}
