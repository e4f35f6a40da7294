package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.random.PhiloxRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Subsets and permutations of items. */
class ItemsParameterTest {
  private static final SubsetParameter<String> SUBSET =
      Parameter.subset("features", List.of("age", "height", "weight", "sex"), 1, 3);
  private static final PermutationParameter<Integer> ORDER =
      Parameter.permutation("order", List.of(10, 20, 30));

  @Test
  void levels_areAllValues_eachOnce() {
    assertThat(SUBSET.levels()).hasValue(4 + 6 + 4);
    var seen = new HashSet<List<String>>();
    for (long level = 0; level < 14; level++) {
      long coordinate = SUBSET.coordinateAt(level);
      assertThat(SUBSET.levelOf(coordinate)).isEqualTo(level);
      assertThat(SUBSET.coordinateOf(SUBSET.valueAt(coordinate))).isEqualTo(coordinate);
      seen.add(SUBSET.valueAt(coordinate));
    }
    assertThat(seen).hasSize(14).allMatch(value -> !value.isEmpty() && value.size() <= 3);
    assertThat(LongStream.range(0, 6).mapToObj(ORDER::valueAt))
        .containsExactly(
            List.of(10, 20, 30),
            List.of(10, 30, 20),
            List.of(20, 10, 30),
            List.of(20, 30, 10),
            List.of(30, 10, 20),
            List.of(30, 20, 10));
  }

  @Test
  void largeOnes_goThereAndBack() {
    var chosen = Parameter.subset("s", IntStream.range(0, 62).boxed().toList(), 0, 8);
    var order = Parameter.permutation("p", IntStream.range(0, 18).boxed().toList());
    var random = new PhiloxRandom(5, 0);
    for (int i = 0; i < 1000; i++) {
      for (ItemsParameter<?> each : List.of(chosen, order)) {
        long coordinate = each.fromUnit(random.nextDouble());
        assertThat(each.holds(coordinate)).isTrue();
        assertThat(each.coordinateAt(each.levelOf(coordinate))).isEqualTo(coordinate);
        assertThat(each.fromUnit(each.toUnit(coordinate))).isEqualTo(coordinate);
        assertThat(each.coordinateOf(each.valueAt(coordinate))).isEqualTo(coordinate);
        double[] keys =
            IntStream.range(0, each.items().size())
                .mapToDouble(item -> each.key(coordinate, item))
                .toArray();
        assertThat(each.fromKeys(keys)).isEqualTo(coordinate);
      }
    }
  }

  @Test
  void uniformPositions_giveUniformValues() {
    // chi-squared with 13 degrees of freedom is above 42 by chance in 6 of 100 000 runs
    var random = new PhiloxRandom(11, 0);
    var counts = new HashMap<Object, Integer>();
    for (int i = 0; i < 14_000; i++) {
      counts.merge(SUBSET.valueAt(SUBSET.fromUnit(random.nextDouble())), 1, Integer::sum);
    }
    double squared =
        counts.values().stream().mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000).sum();
    assertThat(counts).hasSize(14);
    assertThat(squared).isLessThan(42);
  }

  @Test
  void keys_ofTooManyOrTooFewItems_areCutOrFilledByTheirSize() {
    assertThat(SUBSET.valueAt(SUBSET.fromKeys(new double[] {0.6, 0.9, 0.7, 0.8})))
        .containsExactly("height", "weight", "sex");
    assertThat(SUBSET.valueAt(SUBSET.fromKeys(new double[] {0.1, 0.2, 0.3, 0.3})))
        .containsExactly("weight");
    assertThat(ORDER.valueAt(ORDER.fromKeys(new double[] {0.9, -3, 0.9})))
        .containsExactly(20, 10, 30);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ORDER.fromKeys(new double[2]))
        .withMessage(
            "parameter 'order', permutation of [10, 20, 30]: expected a key for each of 3 items, got 2"
                + " keys");
  }

  @Test
  void values_areGivenAsCollections_orTexts() {
    SearchSpace space = SearchSpace.of(SUBSET, ORDER);

    Treatment treatment =
        Treatment.of(space, Map.of("features", Set.of("sex", "age"), "order", "[30, 10, 20]"));

    assertThat(treatment.get(SUBSET)).containsExactly("age", "sex");
    assertThat(treatment.get(ORDER)).containsExactly(30, 10, 20);
    assertThat(treatment).hasToString("{features=[age, sex], order=[30, 10, 20]}");
    assertThat(space.cardinality()).hasValue(java.math.BigInteger.valueOf(14 * 6));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Treatment.of(space, Map.of("features", List.of(), "order", List.of(10, 20, 40))))
        .withMessage(
            """
            treatment has 2 faults:
             - parameter 'features': expected subset of ['age', 'height', 'weight', 'sex'], size [1, 3],\
             got '[]'
             - parameter 'order': expected permutation of [10, 20, 30], got '[10, 20, 40]', with '40',\
             which is none of the items\
            """);
  }

  @Test
  void defaultsConditionsAndNarrowing_areThoseOfOtherParameters() {
    var model = Parameter.choice("model", "linear", "tree").withDefault("linear");
    var subset = SUBSET.withDefault(List.of("weight", "age")).when(model, "linear");
    SearchSpace space = SearchSpace.of(model, subset, ORDER.withDefault(List.of(30, 20, 10)));

    assertThat(space.parameters().get(1))
        .hasToString(
            "features: subset of ['age', 'height', 'weight', 'sex'], size [1, 3] default '[age, weight]'"
                + " when model in ['linear']");
    assertThat(space.defaults().get(subset)).containsExactly("age", "weight");
    SearchSpace fixed = space.with("order", List.of(20, 30, 10));
    Treatment treatment = fixed.fromUnit(new double[] {0, 0, 0});
    assertThat(treatment.get(ORDER)).containsExactly(20, 30, 10);
    assertThat(treatment.get(SUBSET)).containsExactly("age");
    assertThat(space.contains(treatment)).isTrue();
  }

  @Test
  void definitions_thatBreakARule_areRefused() {
    List<Integer> many = IntStream.range(0, 62).boxed().toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.subset("s", many, 0, 62))
        .withMessage(
            "parameter 's': expected at most 2^53 subsets, got 4611686018427387904 of 62 items; narrow"
                + " the sizes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.subset("s", List.of(1, 2), 2, 3))
        .withMessageContaining(
            "expected 0 <= min <= max <= 2, the number of items, got min=2, max=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.permutation("p", many))
        .withMessage("parameter 'p': items: expected at most 18, got 62");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.permutation("p", List.of(1, 1)))
        .withMessageContaining("listed twice");
  }
}
