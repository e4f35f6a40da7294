package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.quasi.ScrambledSobol;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hipparchus.random.HaltonSequenceGenerator;
import org.hipparchus.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuasiSearchTest {
  private final RealParameter x = Parameter.real("x", -1, 2);
  private final RealParameter rate = Parameter.real("rate", 1e-4, 1).log();
  private final SearchSpace plane = SearchSpace.of(x, rate);

  static Stream<OptimizerChoice> searches() {
    return Stream.of(
        Sobol.withDefaults(), Halton.withDefaults(), LatinHypercube.withDefaults().points(16));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void ask_sameSeed_givesTheSameBitsAndAnotherSeedOthers(OptimizerChoice search) {
    List<Treatment> one = create(search, plane, 1).ask(100);

    assertThat(one).hasSize(100).doesNotHaveDuplicates();
    assertThat(create(search, plane, 1).ask(100)).isEqualTo(one);
    assertThat(create(search, plane, 2).ask(100)).doesNotContainAnyElementsOf(one);
  }

  /** A sixteenth of each range for each of 16 trials, on the scale of the parameter. */
  @ParameterizedTest
  @MethodSource("searches")
  void ask_powerOfTwo_coversTheFirstRangeEvenly(OptimizerChoice search) {
    List<Treatment> proposals = create(search, plane, 5).ask(16);

    assertThat(proposals.stream().map(t -> (int) (plane.toUnit(t)[0] * 16)))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 16).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("searches")
  void ask_constraint_leavesViolatingPointsOut(OptimizerChoice search) {
    SearchSpace halved = plane.subjectTo("x < 0.5", t -> t.get(x) < 0.5);
    List<Treatment> satisfying =
        create(search, plane, 3).ask(1000).stream().filter(t -> t.get(x) < 0.5).limit(200).toList();

    List<Treatment> bound = create(search, halved, 3).ask(200);

    assertThat(bound).isEqualTo(satisfying.stream().map(halved::bind).toList());
  }

  @ParameterizedTest
  @MethodSource("searches")
  void ask_noFeasiblePoint_proposesViolators(OptimizerChoice search) {
    SearchSpace never = plane.subjectTo("never", t -> false);

    assertThat(create(search, never, 1).ask(3)).hasSize(3).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("searches")
  void ask_finiteSpaceWithConstraint_coversTheFeasiblePartOnce(OptimizerChoice search) {
    IntegerParameter a = Parameter.integer("a", 0, 29);
    IntegerParameter b = Parameter.integer("b", 0, 29);
    SearchSpace triangle = SearchSpace.of(a, b).subjectTo("a < b", t -> t.get(a) < t.get(b));

    assertThat(Asking.all(create(search, triangle, 5)))
        .hasSize(30 * 29 / 2)
        .doesNotHaveDuplicates()
        .allMatch(t -> t.get(a) < t.get(b));
  }

  /** An inactive parameter leaves the coordinates of the others where they are. */
  @ParameterizedTest
  @MethodSource("searches")
  void ask_conditionalSpace_ignoresInactiveCoordinates(OptimizerChoice search) {
    CategoricalParameter<String> kernel = Parameter.choice("kernel", "rbf", "linear");
    RealParameter gamma = Parameter.real("gamma", 0, 1);
    SearchSpace conditional = SearchSpace.of(kernel, gamma.when(kernel, "rbf"), x);
    SearchSpace flat = SearchSpace.of(kernel, gamma, x);

    List<Treatment> some = create(search, conditional, 4).ask(64);
    List<Treatment> all = create(search, flat, 4).ask(64);

    for (int i = 0; i < 64; i++) {
      boolean active = some.get(i).get(kernel).equals("rbf");
      assertThat(some.get(i).get(kernel)).isEqualTo(all.get(i).get(kernel));
      assertThat(some.get(i).get(x)).isEqualTo(all.get(i).get(x));
      assertThat(some.get(i).has("gamma")).isEqualTo(active);
      if (active) {
        assertThat(some.get(i).get(gamma.when(kernel, "rbf"))).isEqualTo(all.get(i).get(gamma));
      }
    }
  }

  @Test
  void ask_sobol_decodesTheScrambledSequence() {
    OptimizerSetting setting = Asking.setting(plane, 17);
    var sobol = new ScrambledSobol(2, setting.random(0).nextLong());
    double[] point = new double[2];

    List<Treatment> proposals = Asking.create(Sobol.withDefaults(), setting).ask(50);

    for (int i = 0; i < 50; i++) {
      sobol.point(i, point, 0, 2);
      assertThat(proposals.get(i)).isEqualTo(plane.fromUnit(point));
    }
  }

  /** Hipparchus goes in Gray code order, so that blocks of a power of two are the same sets. */
  @Test
  void ask_unscrambledSobol_givesThePointsOfAPublicImplementation() {
    SearchSpace cube = cube(30);
    var peer = new SobolSequenceGenerator(30);
    List<Treatment> expected =
        Stream.generate(peer::nextVector).limit(256).map(cube::fromUnit).toList();

    assertThat(create(Sobol.withDefaults().unscrambled(), cube, 9).ask(256))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Hipparchus permutes its digits from the third base on, so that two dimensions agree. */
  @Test
  void ask_unscrambledHalton_givesThePointsOfAPublicImplementation() {
    SearchSpace square = cube(2);
    var peer = new HaltonSequenceGenerator(2, new int[] {2, 3}, null);

    for (Treatment proposal : create(Halton.withDefaults().unscrambled(), square, 9).ask(256)) {
      assertThat(square.toUnit(proposal)).containsExactly(peer.nextVector(), within(1e-15));
    }
  }

  @Test
  void ask_unscrambledSobolInTooManyDimensions_isRefused() {
    assertThat(create(Sobol.withDefaults(), cube(1200), 1).ask(3)).hasSize(3);
    assertThatThrownBy(() -> create(Sobol.withDefaults().unscrambled(), cube(1200), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 1111 dimensions, the space has 1200");
  }

  @Test
  void ask_latinHypercube_hasAsManyPointsAsTrialsUnlessTold() {
    LatinHypercube search = LatinHypercube.withDefaults();

    assertThat(intervals(search, Asking.setting(plane, 1).withTrials(23), 23)).isEqualTo(23);
    assertThat(intervals(search.points(40), Asking.setting(plane, 1).withTrials(23), 40))
        .isEqualTo(40);
    assertThat(intervals(search, Asking.setting(plane, 1), 64)).isEqualTo(64);
  }

  /** How many of n equal intervals of the first range have one of n proposals. */
  private long intervals(LatinHypercube search, OptimizerSetting setting, int n) {
    return Asking.create(search, setting).ask(n).stream()
        .map(t -> (int) (plane.toUnit(t)[0] * n))
        .distinct()
        .count();
  }

  @Test
  void ask_latinHypercubeBeyondItsEnd_goesOnWithAFurtherOne() {
    List<Treatment> proposals = create(LatinHypercube.withDefaults().points(8), plane, 1).ask(24);

    for (int cube = 0; cube < 3; cube++) {
      assertThat(
              proposals.subList(8 * cube, 8 * cube + 8).stream()
                  .map(t -> (int) (plane.toUnit(t)[1] * 8)))
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    }
    assertThat(proposals).doesNotHaveDuplicates();
  }

  @Test
  void options_byNameAndTyped_areTheSame() {
    assertThat(Sobol.withDefaults().unscrambled().chosen()).isEqualTo(Map.of("scrambled", false));
    assertThat(Halton.withDefaults().unscrambled()).hasToString("halton {scrambled=false}");
    assertThat(LatinHypercube.withDefaults().points(32)).hasToString("latin-hypercube {points=32}");
    assertThat(Sobol.withDefaults()).hasToString("sobol");
    assertThatThrownBy(() -> LatinHypercube.withDefaults().points(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("points");
  }

  /** The mean of a smooth function over 64 trials: squared errors over 50 seeds, summed. */
  @ParameterizedTest
  @MethodSource("searches")
  void ask_meanOfASmoothFunction_hasATenthOfRandomSearchsError(OptimizerChoice search) {
    assertThat(error(search)).isLessThan(error(RandomSearch.withDefaults()) / 10);
  }

  private static double error(OptimizerChoice search) {
    SearchSpace space = cube(4);
    List<RealParameter> places =
        space.parameters().stream().map(RealParameter.class::cast).toList();
    return LongStream.range(0, 50)
        .mapToDouble(seed ->
            create(search, space, seed).ask(64).stream()
                    .mapToDouble(t -> places.stream().mapToDouble(p -> Math.pow(t.get(p), 2)).sum())
                    .average()
                    .orElseThrow()
                - 4 / 3.0)
        .map(e -> e * e)
        .sum();
  }

  private static SearchSpace cube(int dimension) {
    return SearchSpace.of(
        IntStream.range(0, dimension).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList());
  }

  private static Optimizer create(OptimizerChoice search, SearchSpace space, long seed) {
    return Asking.create(search, Asking.setting(space, seed));
  }
}
