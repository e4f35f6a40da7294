package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Feasible sets that are small, thin, or away from the center. */
class HardConstraintsTest {
  private static final int SEEDS = 10;

  @Test
  void cmaEs_smallCorner_findsItsBorder() {
    assertThat(medianLog(2, 200, x -> x[0] + x[1] <= 0.1, x -> 1 - x[0] * x[1] / 0.0025))
        .isLessThan(-4);
    assertThat(
            medianLog(
                3,
                200,
                x -> Arrays.stream(x).allMatch(each -> each <= 0.2),
                x -> 1 - x[0] * x[1] * x[2] / 0.008))
        .isLessThan(-3);
  }

  @Test
  void cmaEs_simplexOfTenDimensions_findsAPointInside() {
    assertThat(
            medianLog(
                10,
                200,
                x -> Arrays.stream(x).sum() <= 1,
                x -> Arrays.stream(x).map(each -> (each - 0.06) * (each - 0.06)).sum()))
        .isLessThan(-2.3);
  }

  @Test
  void cmaEs_longStudyAtAVertex_convergesThere() {
    for (int dimension : new int[] {1, 3}) {
      assertThat(
              medianLog(
                  dimension,
                  2000,
                  x -> Arrays.stream(x).allMatch(each -> each <= 0.5),
                  x -> 1 - Arrays.stream(x).reduce(1, (a, b) -> 2 * a * b)))
          .isLessThan(-8);
    }
  }

  @Test
  void cmaEs_alwaysTrue_changesNothing() {
    List<RealParameter> parameters = reals(3);
    SearchSpace plain = SearchSpace.of(parameters);
    ToDoubleFunction<Treatment> loss = treatment -> treatment.get(parameters.getFirst());
    for (long seed = 1; seed <= 3; seed++) {
      Optimizer without = Asking.create(CmaEs.withDefaults(), Asking.setting(plain, seed));
      SearchSpace always = plain.subjectTo("always", _ -> true);
      Optimizer with = Asking.create(CmaEs.withDefaults(), Asking.setting(always, seed));
      assertThat(units(plain, new CmaEsStudy(without, loss).run(300)))
          .isEqualTo(units(always, new CmaEsStudy(with, loss).run(300)));
    }
  }

  @Test
  void cmaEs_thousandthOfAMixedSpace_isAlwaysFeasible() {
    IntegerParameter n = Parameter.integer("n", 0, 99);
    RealParameter x = Parameter.real("x", 0, 1);
    var kind = Parameter.choice("kind", "a", "b", "c");
    SearchSpace space =
        SearchSpace.of(n, x, kind)
            .subjectTo(
                "small",
                each -> each.get(kind).equals("b") && each.get(n) / 100.0 + each.get(x) < 0.07);
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (var choice :
          List.of(CmaEs.withDefaults(), Tpe.withDefaults(), RandomSearch.withDefaults())) {
        Optimizer optimizer = Asking.create(choice, Asking.setting(space, seed).withTrials(200));
        var study = new CmaEsStudy(optimizer, each -> -each.get(x) - each.get(n)).run(200);
        assertThat(study.proposed()).hasSize(200).allMatch(each -> space.violated(each).isEmpty());
      }
    }
  }

  @Test
  void cmaEs_integersOfWhichFewAreFeasible_findsTheBestOfThem() {
    IntegerParameter i = Parameter.integer("i", 1, 200);
    IntegerParameter j = Parameter.integer("j", 1, 200);
    SearchSpace space =
        SearchSpace.of(i, j).subjectTo("sum", each -> each.get(i) + each.get(j) <= 20);
    ToDoubleFunction<Treatment> loss = each -> 1 - each.get(i) * each.get(j) / 100.0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Optimizer optimizer =
          Asking.create(CmaEs.withDefaults(), Asking.setting(space, seed).withTrials(100));
      var study = new CmaEsStudy(optimizer, loss).run(100);
      assertThat(study.proposed()).hasSize(100).doesNotHaveDuplicates();
      assertThat(study.proposed()).allMatch(each -> space.violated(each).isEmpty());
      assertThat(study.best()).isLessThan(0.05);
    }
  }

  @Test
  void cmaEs_emptySet_asksEndAllTheSame() {
    SearchSpace empty = SearchSpace.of(reals(2)).subjectTo("never", _ -> false);
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), Asking.setting(empty, 1));
    assertThat(new CmaEsStudy(optimizer, _ -> Double.NaN).run(20).proposed()).hasSize(20);
  }

  /** Random draws end at -0.8 and -1.4, with six seeds and 200 trials. */
  @Test
  void tpe_smallCornerAndThinSlab_areSearchedAsIfTheyWereTheSpace() {
    Predicate<double[]> corner = x -> Arrays.stream(x).allMatch(each -> each <= 0.2);
    Predicate<double[]> slab = x -> Math.abs(Arrays.stream(x).sum() - 2) <= 0.02;
    double[] inTheSlab = {0.6, 0.6, 0.6, 0.1, 0.1};

    assertThat(medianLog(Tpe.withDefaults(), 3, 200, corner, x -> 1 - x[0] * x[1] * x[2] / 0.008))
        .isLessThan(-2.5);
    assertThat(medianLog(Tpe.withDefaults(), 5, 200, slab, x -> squaredDistance(x, inTheSlab)))
        .isLessThan(-4);
  }

  private static double squaredDistance(double[] x, double[] from) {
    return IntStream.range(0, x.length).mapToDouble(i -> (x[i] - from[i]) * (x[i] - from[i])).sum();
  }

  private static double medianLog(
      int dimension, int trials, Predicate<double[]> feasible, ToDoubleFunction<double[]> loss) {
    return medianLog(CmaEs.withDefaults(), dimension, trials, feasible, loss);
  }

  private static double medianLog(
      OptimizerChoice choice,
      int dimension,
      int trials,
      Predicate<double[]> feasible,
      ToDoubleFunction<double[]> loss) {
    List<RealParameter> parameters = reals(dimension);
    SearchSpace space =
        SearchSpace.of(parameters)
            .subjectTo("set", each -> feasible.test(values(parameters, each)));
    double[] logs = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Optimizer optimizer =
          Asking.create(choice, Asking.setting(space, seed + 1).withTrials(trials));
      var study =
          new CmaEsStudy(optimizer, each -> loss.applyAsDouble(values(parameters, each)))
              .runInFlight(trials, 1 + seed % 2 * 3, seed);
      assertThat(study.proposed()).allMatch(each -> space.violated(each).isEmpty());
      logs[seed] = Math.log10(Math.max(1e-16, study.best()));
    }
    Arrays.sort(logs);
    return (logs[SEEDS / 2 - 1] + logs[SEEDS / 2]) / 2;
  }

  private static List<List<Double>> units(SearchSpace space, CmaEsStudy study) {
    return study.proposed().stream()
        .map(each -> Arrays.stream(space.toUnit(each)).boxed().toList())
        .toList();
  }

  private static double[] values(List<RealParameter> parameters, Treatment treatment) {
    return parameters.stream().mapToDouble(treatment::get).toArray();
  }

  private static List<RealParameter> reals(int dimension) {
    return IntStream.range(0, dimension).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList();
  }
}
