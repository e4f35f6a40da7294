package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {
  private final RealParameter delta = Parameter.real("delta", 0, 2);
  private final RealParameter rate = Parameter.real("rate", 1e-4, 1).log();
  private final IntegerParameter depth = Parameter.integer("depth", 0, 10);
  private final CategoricalParameter<String> kernel = Parameter.choice("kernel", "rbf", "linear");

  @Test
  void ask_oneRealAndThreeTrials_givesEndsAndMiddle() {
    assertThat(deltas(Grid.withDefaults(), 3)).containsExactly(0.0, 1.0, 2.0);
  }

  @Test
  void ask_noBudget_takesFivePoints() {
    assertThat(deltas(Grid.withDefaults(), 0)).containsExactly(0.0, 0.5, 1.0, 1.5, 2.0);
  }

  @Test
  void ask_budget_takesTheMostPointsThatFit() {
    assertThat(grid(Grid.withDefaults(), 26, delta, rate)).hasSize(25);
    assertThat(grid(Grid.withDefaults(), 36, delta, rate)).hasSize(36);
    assertThat(grid(Grid.withDefaults(), 35, delta, kernel)).hasSize(34);
  }

  @Test
  void ask_budgetAndConditionalReal_countsActiveCombinations() {
    assertThat(grid(Grid.withDefaults(), 10, kernel, rate.when(kernel, "rbf"))).hasSize(10);
  }

  @Test
  void ask_logScale_isEvenInRatiosAndReachesTheEndsExactly() {
    List<Double> rates =
        grid(Grid.withDefaults().points(5), 0, rate).stream().map(t -> t.get(rate)).toList();
    assertThat(rates.getFirst()).isEqualTo(1e-4);
    assertThat(rates.getLast()).isEqualTo(1);
    for (int i = 1; i < rates.size(); i++) {
      assertThat(rates.get(i) / rates.get(i - 1)).isBetween(10 - 1e-12, 10 + 1e-12);
    }
  }

  @Test
  void ask_midpoints_areTheMiddlesOfEqualParts() {
    assertThat(deltas(Grid.withDefaults().points(4).midpoints(), 0))
        .containsExactly(0.25, 0.75, 1.25, 1.75);
  }

  @Test
  void ask_onePoint_isTheMiddle() {
    assertThat(deltas(Grid.withDefaults().points(1), 0)).containsExactly(1.0);
  }

  @Test
  void ask_givenOrder_changesTheLastParameterFastest() {
    assertThat(grid(Grid.withDefaults().points(2), 0, kernel, delta))
        .extracting(Treatment::name)
        .containsExactly(
            "kernel=rbf delta=0.0",
            "kernel=rbf delta=2.0",
            "kernel=linear delta=0.0",
            "kernel=linear delta=2.0");
  }

  @Test
  void ask_randomOrder_isAnotherPermutationForEachSeed() {
    SearchSpace space = SearchSpace.of(depth, kernel);
    Grid shuffled = Grid.withDefaults().randomOrder();
    List<Treatment> one = Asking.all(Asking.create(shuffled, Asking.setting(space, 1)));
    List<Treatment> other = Asking.all(Asking.create(shuffled, Asking.setting(space, 2)));
    assertThat(one)
        .containsExactlyInAnyOrderElementsOf(space.enumerate().toList())
        .isNotEqualTo(space.enumerate().toList())
        .isNotEqualTo(other);
    assertThat(other).containsExactlyInAnyOrderElementsOf(one);
  }

  @Test
  void ask_pointsOfOneParameter_leavesTheOthers() {
    assertThat(grid(Grid.withDefaults().points(2).points(rate, 7), 0, delta, rate)).hasSize(14);
  }

  @Test
  void ask_pointsOfInteger_thinsItsLevelsEvenly() {
    assertThat(grid(Grid.withDefaults().points(depth, 6), 0, depth))
        .extracting(t -> t.get(depth))
        .containsExactly(0L, 2L, 4L, 6L, 8L, 10L);
  }

  @Test
  void ask_morePointsThanLevels_takesAllLevels() {
    assertThat(grid(Grid.withDefaults().points(depth, 100), 0, depth))
        .extracting(t -> t.get(depth))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void ask_pointsOfLogInteger_takesCoincidingOnesOnce() {
    IntegerParameter width = Parameter.integer("width", 1, 1000).log();
    List<Long> widths =
        grid(Grid.withDefaults().points(width, 50), 0, width).stream()
            .map(t -> t.get(width))
            .toList();
    assertThat(widths).isSorted().doesNotHaveDuplicates().startsWith(1L).endsWith(1000L);
    assertThat(widths).hasSizeBetween(30, 49);
  }

  @Test
  void ask_rangeOfThreeDoubles_takesThem() {
    double one = Math.nextUp(1.0);
    RealParameter narrow = Parameter.real("narrow", 1, Math.nextUp(one));
    assertThat(grid(Grid.withDefaults().points(100), 0, narrow))
        .extracting(t -> t.get(narrow))
        .containsExactly(1.0, one, Math.nextUp(one));
  }

  @Test
  void ask_chosenValues_takesThemOnceInTheirOrder() {
    Grid chosen =
        Grid.withDefaults().values(delta, 2, 0, 0.5, 0).values(kernel, "linear").values(depth, 3);
    assertThat(grid(chosen, 3, delta, kernel, depth))
        .extracting(Treatment::name)
        .containsExactly(
            "delta=2.0 kernel=linear depth=3",
            "delta=0.0 kernel=linear depth=3",
            "delta=0.5 kernel=linear depth=3");
  }

  @Test
  void ask_optionsByName_givesTheSameAsTyped() {
    SearchSpace space = SearchSpace.of(delta, rate, depth, kernel);
    Grid typed =
        Grid.withDefaults()
            .points(3)
            .points(rate, 4)
            .points(depth, 2)
            .values(kernel, "linear", "rbf")
            .values(delta, 0.0, 0.5, 2.0)
            .midpoints()
            .randomOrder()
            .partial();
    Map<String, String> named =
        Map.of(
            "points", "3",
            "points-of", "rate=4, depth=2",
            "values-of", "kernel=linear|rbf, delta = 0.0|0.5|2.0",
            "spacing", "midpoints",
            "order", "random",
            "partial", "true");
    OptimizerSetting setting = Asking.setting(space, 7).withTrials(5);
    OptimizerProvider provider = typed.provider();
    OptimizerSetting byName = setting.withOptions(provider, named);
    OptimizerSetting byType = setting.withOptions(provider, typed.chosen());
    assertThat(byName.options()).hasToString(byType.options().toString());
    assertThat(Asking.all(provider.create(byName)))
        .isEqualTo(Asking.all(provider.create(byType)))
        .hasSize(3 * 4 * 2 * 2);
  }

  @Test
  void withers_leaveTheirSubjectAsItWas() {
    Grid plain = Grid.withDefaults();
    Grid seven = plain.points(delta, 7);
    Grid both = seven.points(rate, 3);
    assertThat(plain.chosen()).isEmpty();
    assertThat(seven.chosen()).containsExactly(Map.entry("points-of", Map.of("delta", 7)));
    assertThat(both.chosen())
        .containsExactly(Map.entry("points-of", Map.of("delta", 7, "rate", 3)));
    assertThat(plain).hasToString("grid");
    assertThat(both).hasToString("grid {points-of={delta=7, rate=3}}");
    assertThatThrownBy(() -> seven.chosen().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void ask_constraints_leaveOutViolators() {
    SearchSpace space =
        SearchSpace.of(depth, kernel)
            .subjectTo("shallow if linear", t -> t.get(kernel).equals("rbf") || t.get(depth) < 2);
    List<Treatment> expected = space.enumerate().filter(t -> space.violated(t).isEmpty()).toList();
    OptimizerSetting setting = Asking.setting(space, 1);
    assertThat(expected).hasSize(13);
    assertThat(Asking.all(Asking.create(Grid.withDefaults(), setting))).isEqualTo(expected);
    assertThat(Asking.all(Asking.create(Grid.withDefaults(), setting.withTrials(13))))
        .isEqualTo(expected);
    assertThatThrownBy(() -> Asking.create(Grid.withDefaults(), setting.withTrials(12)))
        .hasMessageContaining("22 treatments before constraints, more than the study's 12 trials");
  }

  @Test
  void ask_nothingSatisfiesTheConstraints_proposesOneViolator() {
    SearchSpace space = SearchSpace.of(depth).subjectTo("never", t -> false);
    assertThat(Asking.all(Asking.create(Grid.withDefaults(), Asking.setting(space, 1)))).hasSize(1);
  }

  @Test
  void ask_hugeGridWithoutFeasiblePoint_returnsViolatorsInFiniteTime() {
    SearchSpace space =
        SearchSpace.of(Parameter.integer("n", 0, 1L << 50)).subjectTo("never", t -> false);
    var optimizer = Asking.create(Grid.withDefaults(), Asking.setting(space, 1));
    assertThat(Asking.upTo(2, optimizer)).hasSize(2).doesNotHaveDuplicates();
  }

  private List<Double> deltas(OptimizerChoice grid, int trials) {
    return grid(grid, trials, delta).stream().map(t -> t.get(delta)).toList();
  }

  private static List<Treatment> grid(OptimizerChoice grid, int trials, Parameter... parameters) {
    OptimizerSetting setting = Asking.setting(SearchSpace.of(parameters), 42);
    return Asking.all(Asking.create(grid, trials == 0 ? setting : setting.withTrials(trials)));
  }
}
