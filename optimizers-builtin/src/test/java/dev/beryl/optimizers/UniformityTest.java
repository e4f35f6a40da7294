package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The law of random search. Each test alarms falsely with the stated probability; the seeds are
 * fixed, so that it does so either always or never.
 */
class UniformityTest {

  /**
   * Kolmogorov-Smirnov at level 0.001 for each of 20 coordinates: false alarms at most 2 percent.
   */
  @Test
  void ask_reals_areUniformInTheUnitCube() {
    SearchSpace space =
        SearchSpace.of(
            IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0 ? real("x" + i) : real("x" + i).log())
                .toList());
    List<Treatment> proposals = search(space, 11).ask(10_000);
    for (int j = 0; j < 20; j++) {
      int place = j;
      assertThat(distanceToUniform(proposals, t -> space.toUnit(t)[place]))
          .as("coordinate %s", j)
          .isLessThan(1.9495 / Math.sqrt(10_000));
    }
  }

  /** Chi-square of 10 x 10 cells at level 0.001: the 0.999 quantile at 99 degrees is 148.23. */
  @Test
  void ask_neighboringCoordinates_areIndependent() {
    SearchSpace space = SearchSpace.of(real("x"), real("y"));
    int[] counts = new int[100];
    for (Treatment treatment : search(space, 12).ask(20_000)) {
      double[] unit = space.toUnit(treatment);
      counts[(int) (unit[0] * 10) * 10 + (int) (unit[1] * 10)]++;
    }
    assertThat(chiSquare(counts)).isLessThan(148.23);
  }

  /** Chi-square of 12 cells over 6000 seeds at level 0.001: the quantile at 11 degrees is 31.26. */
  @Test
  void ask_firstOfFiniteSpace_isUniformOverSeeds() {
    CategoricalParameter<String> choice = Parameter.choice("choice", "a", "b", "c");
    IntegerParameter level = Parameter.integer("level", 0, 3);
    SearchSpace space = SearchSpace.of(choice, level);
    int[] counts = new int[12];
    for (int seed = 0; seed < 6000; seed++) {
      Treatment first = search(space, seed).ask(1).getFirst();
      counts[choice.values().indexOf(first.get(choice)) * 4 + (int) first.get(level)]++;
    }
    assertThat(chiSquare(counts)).isLessThan(31.26);
  }

  /** Chi-square of 12 cells over 6000 seeds at level 0.001: the quantile at 11 degrees is 31.26. */
  @Test
  void ask_lastOfFiniteSpace_isUniformOverSeeds() {
    IntegerParameter level = Parameter.integer("level", 0, 11);
    int[] counts = new int[12];
    for (int seed = 0; seed < 6000; seed++) {
      Treatment last = search(SearchSpace.of(level), seed).ask(12).getLast();
      counts[(int) last.get(level)]++;
    }
    assertThat(chiSquare(counts)).isLessThan(31.26);
  }

  /**
   * Chi-square of 24 orders over 6000 seeds at level 0.001: the quantile at 23 degrees is 49.73.
   */
  @Test
  void ask_shuffledGridOfFour_hasAllOrdersEquallyOften() {
    IntegerParameter level = Parameter.integer("level", 0, 3);
    Grid grid = Grid.withDefaults().randomOrder();
    var orders = new ArrayList<List<Long>>();
    int[] counts = new int[24];
    for (int seed = 0; seed < 6000; seed++) {
      Optimizer optimizer = Asking.create(grid, Asking.setting(SearchSpace.of(level), seed));
      List<Long> order = optimizer.ask(4).stream().map(t -> t.get(level)).toList();
      if (!orders.contains(order)) {
        orders.add(order);
      }
      counts[orders.indexOf(order)]++;
    }
    assertThat(chiSquare(counts)).isLessThan(49.73);
  }

  private static RealParameter real(String name) {
    return Parameter.real(name, 1e-3, 10);
  }

  private static Optimizer search(SearchSpace space, long seed) {
    return Asking.create(RandomSearch.withDefaults(), Asking.setting(space, seed));
  }

  private static double distanceToUniform(
      List<Treatment> treatments, ToDoubleFunction<Treatment> position) {
    double[] sorted = treatments.stream().mapToDouble(position).sorted().toArray();
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double above = (i + 1.0) / sorted.length - sorted[i];
      double below = sorted[i] - (double) i / sorted.length;
      distance = Math.max(distance, Math.max(above, below));
    }
    return distance;
  }

  private static double chiSquare(int[] counts) {
    double expected = (double) IntStream.of(counts).sum() / counts.length;
    return IntStream.of(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }
}
