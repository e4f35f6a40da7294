package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of the unit interval each discrete value owns. */
class BinMassTest {
  private static final int DRAWS = 100_000;
  private static final double QUANTILE_OF_NORMAL = 4.265; // 1 - 1e-5

  static Stream<Parameter> discrete() {
    return Stream.of(
        Parameter.integer("n", -3, 12),
        Parameter.integer("n", 0, 1),
        Parameter.integer("n", 10, 100).step(7),
        Parameter.integer("n", 1, 10).log(),
        Parameter.integer("n", 3, 131).step(4).log().withDefault(7),
        Parameter.integer("n", 4, 64).step(4).log(),
        Parameter.real("x", -1, 2).step(0.1),
        Parameter.real("x", 0.001, 0.02).step(0.001).log(),
        Parameter.choice("c", "a", "b", "c", "d", "e"),
        Parameter.ordinal("o", 1, 2, 4),
        Parameter.flag("f"));
  }

  /** Finds the bins' ends by bisection, to a rounding or two. */
  @ParameterizedTest
  @MethodSource("discrete")
  void mass_isThatOfTheBin_exactly(Parameter parameter) {
    double from = 0;
    for (int level = 0; level < parameter.levels().orElseThrow(); level++) {
      double to = endOf(level, parameter);
      assertThat(to - from).as("level %s", level).isCloseTo(mass(level, parameter), within(1e-14));
      from = to;
    }
    assertThat(from).isEqualTo(1);
  }

  private static double endOf(int level, Parameter parameter) {
    double low = 0;
    double high = 1;
    while (Math.nextUp(low) < high) {
      double middle = low / 2 + high / 2;
      if (levelAt(middle, parameter) <= level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * Pearson's chi-square test with a fixed seed; the quantile at level 1e-5 is Wilson and
   * Hilferty's, so that of the 11 cases one fails by chance with probability 1.1e-4.
   */
  @ParameterizedTest
  @MethodSource("discrete")
  void draws_fallIntoBinsByTheirMass(Parameter parameter) {
    int levels = (int) parameter.levels().orElseThrow();
    int[] counts = new int[levels];
    var random = new SplittableRandom(20_260_101);
    for (int i = 0; i < DRAWS; i++) {
      counts[levelAt(random.nextDouble(), parameter)]++;
    }
    double statistic = 0;
    for (int level = 0; level < levels; level++) {
      double expected = DRAWS * mass(level, parameter);
      statistic += (counts[level] - expected) * (counts[level] - expected) / expected;
    }
    double degrees = levels - 1;
    double spread = 2 / (9 * degrees);
    double quantile = degrees * Math.pow(1 - spread + QUANTILE_OF_NORMAL * Math.sqrt(spread), 3);
    assertThat(statistic).isLessThan(quantile);
  }

  private static int levelAt(double unit, Parameter parameter) {
    long coordinate = parameter.fromUnit(unit);
    return (int)
        (parameter instanceof IntegerParameter n ? (coordinate - n.low()) / n.step() : coordinate);
  }

  /** Equal shares, or on a log scale the logarithms between the midpoints to the neighbors. */
  private static double mass(int level, Parameter parameter) {
    double levels = parameter.levels().orElseThrow();
    return switch (parameter) {
      case IntegerParameter n when n.scale() == Scale.LOG ->
          logMass(n.low(), n.step(), level, levels);
      case RealParameter x when x.scale() == Scale.LOG ->
          logMass(x.low(), x.step().orElseThrow(), level, levels);
      default -> 1 / levels;
    };
  }

  private static double logMass(double low, double step, int level, double levels) {
    return Math.log((low + (level + 0.5) * step) / (low + (level - 0.5) * step))
        / Math.log((low + (levels - 0.5) * step) / (low - 0.5 * step));
  }
}
