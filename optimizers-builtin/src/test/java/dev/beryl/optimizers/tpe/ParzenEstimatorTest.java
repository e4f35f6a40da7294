package dev.beryl.optimizers.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.math.Exponential;
import dev.beryl.optimizers.math.TruncatedNormal;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.Scale;
import dev.beryl.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParzenEstimatorTest {
  private static final Bandwidth NEIGHBOUR = new Bandwidth.Neighbor(false);
  private static final Bandwidth SCOTT = new Bandwidth.Scott(0.8, 0.01);

  private static SearchSpace space(String name) {
    return switch (name) {
      case "float", "float_single" -> SearchSpace.of(Parameter.real("x", 0, 1));
      case "float_log" -> SearchSpace.of(Parameter.real("x", 1e-5, 1).log());
      case "int" -> SearchSpace.of(Parameter.integer("x", 0, 10));
      case "int_log" -> SearchSpace.of(Parameter.integer("x", 1, 128).log());
      case "categorical" -> SearchSpace.of(Parameter.choice("c", 0.0, 1.0, 2.0, 3.0));
      case "multivariate" ->
          SearchSpace.of(
              Parameter.choice("c", 0.0, 1.0),
              Parameter.integer("n", 1, 8),
              Parameter.real("x", 0, 1));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The range, in the units in which the known answers are given. */
  private static double[] ranges(String name) {
    return switch (name) {
      case "float_log" -> new double[] {Math.log(1e5)};
      case "int" -> new double[] {11};
      case "int_log" -> new double[] {Math.log(257)};
      case "multivariate" -> new double[] {1, 8, 1};
      default -> new double[] {1};
    };
  }

  private static Object[] values(String text) {
    return Stream.of(text.split(" ")).map(Double::valueOf).toArray();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/parzen-estimators.csv", numLinesToSkip = 1)
  void logDensity_knownAnswers(
      String name, String observations, String point, double expected, String kernels) {
    var told = new Told(space(name));
    for (String observation : observations.split("\\|")) {
      told.completed(0, values(observation));
    }
    ParzenEstimator estimator = told.estimator(NEIGHBOUR);
    double[] at = told.point(told.treatment(values(point)));
    double perUnit = name.equals("float_log") ? Math.log(ranges(name)[0]) : 0;
    assertThat(estimator.logDensity(at, 0) - perUnit).isCloseTo(expected, within(1e-12));
    String[] ofFeatures = kernels.split(";");
    for (int feature = 0; feature < ofFeatures.length; feature++) {
      hasKernels(
          estimator.column(feature), ofFeatures[feature].split("\\|"), ranges(name)[feature]);
    }
  }

  private static void hasKernels(KernelColumn column, String[] expected, double range) {
    for (int i = 0; i < expected.length; i++) {
      if (column instanceof NumericColumn numeric) {
        double width = Double.parseDouble(expected[i]) / range;
        assertThat(numeric.width(i)).isCloseTo(width, within(1e-14));
      } else {
        double[] sums = new double[expected.length];
        Object[] masses = values(expected[i]);
        for (int choice = 0; choice < masses.length; choice++) {
          Arrays.fill(sums, 0);
          column.lookAt(choice);
          column.addLogDensities(new int[] {i}, 1, sums, new double[sums.length]);
          assertThat(Math.exp(sums[i])).isCloseTo((Double) masses[choice], within(1e-14));
        }
      }
    }
  }

  private static Told reals(double... values) {
    var told = new Told(SearchSpace.of(Parameter.real("x", 0, 1)));
    for (double value : values) {
      told.completed(value, value);
    }
    return told;
  }

  @Test
  void density_integratesToOne() {
    var told = reals(0, 0.03, 0.031, 0.4, 0.72, 0.99, 1);
    for (Bandwidth bandwidth : new Bandwidth[] {NEIGHBOUR, SCOTT}) {
      ParzenEstimator estimator = told.estimator(bandwidth);
      int cells = 4000;
      double sum = 0;
      for (int i = 0; i <= cells; i++) {
        double density = Math.exp(estimator.logDensity(new double[] {(double) i / cells}, 0));
        sum += density * (i == 0 || i == cells ? 1 : i % 2 == 1 ? 4 : 2); // Simpson's rule
      }
      assertThat(sum / (3 * cells)).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void masses_ofAllValues_sumToOne() {
    for (Parameter parameter :
        new Parameter[] {
          Parameter.integer("n", -3, 17),
          Parameter.integer("n", 1, 1000).log(),
          Parameter.integer("n", 3, 99).step(4).log(),
          Parameter.real("n", -1, 1).step(0.05),
          Parameter.real("n", 0.1, 7).step(0.1).log(),
          Parameter.ordinal("n", "a", "b", "c", "d"),
          Parameter.choice("n", IntStream.range(0, 60).boxed().toList()),
        }) {
      var told = new Told(SearchSpace.of(parameter));
      long levels = parameter.levels().orElseThrow();
      for (long level : new long[] {0, 1, 1, 2, levels - 1}) {
        told.completed(level, parameter.valueAt(parameter.coordinateAt(level)));
      }
      for (Bandwidth bandwidth : new Bandwidth[] {NEIGHBOUR, SCOTT}) {
        ParzenEstimator estimator = told.estimator(bandwidth);
        double sum = 0;
        for (long level = 0; level < levels; level++) {
          double value = told.features.get(0).value(parameter.coordinateAt(level));
          sum += Math.exp(estimator.logDensity(new double[] {value}, 0));
        }
        assertThat(sum).as("%s", parameter).isCloseTo(1, within(1e-10));
      }
    }
  }

  /** Of many kernels, the masses of narrow bins are those of a series. */
  @ParameterizedTest
  @ValueSource(longs = {250, 1000, 50_000})
  void masses_ofNarrowBins_sumToOne(long levels) {
    for (Parameter parameter :
        new Parameter[] {
          Parameter.integer("n", 0, levels - 1), Parameter.integer("n", 1, levels).log()
        }) {
      var told = new Told(SearchSpace.of(parameter));
      var random = new SplittableRandom(levels);
      for (int i = 0; i < 150; i++) {
        told.completed(i, parameter.valueAt(parameter.fromUnit(random.nextDouble())));
      }
      ParzenEstimator estimator = told.estimator(NEIGHBOUR);
      double sum = 0;
      for (long level = 0; level < levels; level++) {
        double value = told.features.get(0).value(parameter.coordinateAt(level));
        sum += Math.exp(estimator.logDensity(new double[] {value}, 0));
      }
      assertThat(sum).as("%s", parameter).isCloseTo(1, within(1e-6));
    }
  }

  /** Kolmogorov and Smirnov's test of 100 000 draws at the level 1e-4. */
  @Test
  void sample_followsTheDensity() {
    var told = reals(0, 0.03, 0.031, 0.4, 0.72, 0.99);
    for (Bandwidth bandwidth : new Bandwidth[] {NEIGHBOUR, SCOTT}) {
      ParzenEstimator estimator = told.estimator(bandwidth);
      var random = new PhiloxRandom(20261124, 0);
      double[] draws = new double[100_000];
      for (int i = 0; i < draws.length; i++) {
        estimator.sample(random, draws, i);
      }
      Arrays.sort(draws);
      double distance = 0;
      for (int i = 0; i < draws.length; i++) {
        double below = cumulative(estimator, draws[i]);
        distance = Math.max(distance, Math.abs(below - (double) i / draws.length));
        distance = Math.max(distance, Math.abs(below - (i + 1.0) / draws.length));
      }
      double critical = Math.sqrt(-Math.log(1e-4 / 2) / 2 / draws.length);
      assertThat(distance).isLessThan(critical);
    }
  }

  private static double cumulative(ParzenEstimator estimator, double x) {
    var column = (NumericColumn) estimator.column(0);
    double sum = 0;
    for (int i = 0; i <= estimator.size(); i++) {
      double low = -column.place(i) / column.width(i);
      double high = (1 - column.place(i)) / column.width(i);
      double at = (x - column.place(i)) / column.width(i);
      sum += estimator.share(i) * TruncatedNormal.mass(low, at) / TruncatedNormal.mass(low, high);
    }
    return sum;
  }

  /** Pearson's chi-square test of 100 000 draws over 2 x 8 cells at the level 1e-4. */
  @Test
  void sample_ofACategoryAndAnInteger_followsTheJointMasses() {
    var told =
        new Told(
            SearchSpace.of(Parameter.choice("c", "a", "b"), Parameter.integer("n", 1, 8).log()));
    told.completed(0, "a", 3);
    told.completed(0, "b", 8);
    told.completed(0, "a", 4);
    ParzenEstimator estimator = told.estimator(SCOTT);
    var random = new PhiloxRandom(20261125, 0);
    int[] counts = new int[16];
    double[] point = new double[2];
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      estimator.sample(random, point, 0);
      counts[(int) (8 * point[0] + told.features.get(1).coordinate(point[1]) - 1)]++;
    }
    double statistic = 0;
    for (int cell = 0; cell < 16; cell++) {
      double[] at = {cell / 8, told.features.get(1).value(cell % 8 + 1)};
      double expected = draws * Math.exp(estimator.logDensity(at, 0));
      statistic += (counts[cell] - expected) * (counts[cell] - expected) / expected;
    }
    assertThat(statistic).isLessThan(44.26); // quantile 1 - 1e-4 of chi-square with 15 degrees
  }

  @Test
  void logDensity_fortyWidthsAway_isFinite() {
    var members = new WeightedRows();
    var told = reals(IntStream.range(0, 200).mapToDouble(i -> 1e-6 * i).toArray());
    for (int i = 0; i < told.history.size(); i++) {
      members.add(told.history.inOrder(i), 1);
    }
    members.priorWeight(1e-300);
    var estimator = new ParzenEstimator(told.history, told.features, new int[] {0}, NEIGHBOUR);
    estimator.fit(members);
    double far = estimator.logDensity(new double[] {1}, 0);
    double farther = estimator.logDensity(new double[] {0.9}, 0);
    assertThat(far).isFinite();
    assertThat(farther - far).isFinite();
  }

  @Test
  void fit_stepByStep_isTheFitOfTheLastMembers() {
    var space =
        SearchSpace.of(
            Parameter.real("x", 0, 1),
            Parameter.integer("n", 1, 9),
            Parameter.choice("c", "a", "b"));
    var told = new Told(space);
    var random = new SplittableRandom(7);
    for (int i = 0; i < 80; i++) {
      told.completed(i, random.nextDouble(), random.nextInt(1, 10), i % 3 == 0 ? "a" : "b");
    }
    var stepwise = new ParzenEstimator(told.history, told.features, new int[] {0, 1, 2}, NEIGHBOUR);
    for (int step = 0; step < 40; step++) {
      var members = new WeightedRows();
      for (int i = 0; i < told.history.size(); i++) {
        if (random.nextInt(4) > 0) {
          members.add(told.history.inOrder(i), 1 + random.nextDouble());
        }
      }
      members.priorWeight(1);
      stepwise.fit(members);
      var fresh = new ParzenEstimator(told.history, told.features, new int[] {0, 1, 2}, NEIGHBOUR);
      fresh.fit(members);
      double[] at = {random.nextDouble(), told.features.get(1).value(1 + step % 9), step % 2};
      assertThat(stepwise.logDensity(at, 0)).isEqualTo(fresh.logDensity(at, 0));
    }
  }

  private static final List<Parameter> ALL_KINDS =
      List.of(
          Parameter.real("x", -1, 1),
          Parameter.integer("few", 1, 6),
          Parameter.integer("many", 1, 3000),
          Parameter.integer("log", 1, 500).log(),
          Parameter.integer("large", 1, 1L << 50).log(),
          Parameter.integer("hairline", 0, 1L << 50),
          Parameter.choice("c", "a", "b", "c"),
          Parameter.ordinal("o", "low", "middle", "high"));

  /** Tells treatments in a part of the unit cube around its middle. */
  private static Told around(SearchSpace space, int trials, double part, SplittableRandom random) {
    var told = new Told(space);
    for (int i = 0; i < trials; i++) {
      double[] unit = random.doubles(space.dimension()).map(u -> 0.5 + part * (u - 0.5)).toArray();
      told.tell(-i, space.fromUnit(unit), i);
    }
    return told;
  }

  @ParameterizedTest
  @CsvSource({"1, 300, 1", "1, 300, 0.05", "3, 40, 1", "3, 700, 0.3", "9, 400, 0.02", "9, 700, 1"})
  void logDensity_isTheSumOverAllKernels(int times, int trials, double part) {
    var random = new SplittableRandom(11);
    for (Bandwidth bandwidth : new Bandwidth[] {NEIGHBOUR, SCOTT}) {
      for (List<Parameter> kinds : List.of(ALL_KINDS, ALL_KINDS.subList(0, 1))) {
        Told told = around(repeated(kinds, times), trials, part, random);
        ParzenEstimator estimator = told.estimator(bandwidth);
        for (int draw = 0; draw < 20; draw++) {
          double[] at = new double[told.features.size()];
          estimator.sample(new PhiloxRandom(3, draw), at, 0);
          assertThat(estimator.logDensity(at, 0)).isEqualTo(ofAllKernels(estimator, at));
        }
      }
    }
  }

  private static SearchSpace repeated(List<Parameter> kinds, int times) {
    return SearchSpace.of(
        IntStream.range(0, times)
            .boxed()
            .flatMap(i -> kinds.stream().map(each -> renamed(each, each.name() + i)))
            .toList());
  }

  private static Parameter renamed(Parameter parameter, String name) {
    return switch (parameter) {
      case RealParameter p -> Parameter.real(name, p.low(), p.high());
      case IntegerParameter p when p.scale() == Scale.LOG ->
          Parameter.integer(name, p.low(), p.high()).log();
      case IntegerParameter p -> Parameter.integer(name, p.low(), p.high());
      case OrdinalParameter<?> p -> Parameter.ordinal(name, p.values());
      case CategoricalParameter<?> p -> Parameter.choice(name, p.values());
      default -> throw new IllegalArgumentException(parameter.toString());
    };
  }

  private static double ofAllKernels(ParzenEstimator estimator, double[] at) {
    int[] all = IntStream.rangeClosed(0, estimator.size()).toArray();
    double[] sums = new double[all.length];
    for (int k = 0; k < at.length; k++) {
      estimator.column(k).lookAt(at[k]);
      estimator.column(k).addLogDensities(all, all.length, sums, new double[all.length]);
    }
    double largest = Arrays.stream(sums).max().orElseThrow();
    double total = 0;
    for (int i : all) {
      if (sums[i] - largest > -40) {
        total += estimator.share(i) * Exponential.exp(sums[i] - largest);
      }
    }
    return largest + StrictMath.log(total);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.1, 0.001})
  void bounds_areNotBelowWhatTheyBound(double part) {
    var random = new SplittableRandom(13);
    for (Bandwidth bandwidth : new Bandwidth[] {NEIGHBOUR, SCOTT}) {
      Told told = around(SearchSpace.of(ALL_KINDS), 200, part, random);
      ParzenEstimator estimator = told.estimator(bandwidth);
      int[] all = IntStream.range(0, estimator.size()).toArray();
      for (int draw = 0; draw < 200; draw++) {
        double[] at = told.point(told.space.fromUnit(random.doubles(8).toArray()));
        for (int k = 0; k < at.length; k++) {
          KernelColumn column = estimator.column(k);
          double[] bounds = new double[all.length];
          double[] exact = new double[all.length];
          column.lookAt(at[k]);
          column.addBounds(bounds, 0, all.length);
          column.addLogDensities(all, all.length, exact, new double[all.length]);
          for (int i : all) {
            assertThat(exact[i]).isLessThanOrEqualTo(bounds[i] + 1e-9);
            assertThat(bounds[i]).isLessThanOrEqualTo(column.most() + 1e-9);
          }
        }
      }
    }
  }
}
