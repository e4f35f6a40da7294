package dev.beryl.optimizers.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.Asking;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.optimizers.Tpe;
import dev.beryl.optimizers.pareto.Hypervolume;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TpeTest {
  private static final Problem PROBLEM =
      Problem.of(SearchSpace.of(Parameter.real("any", 0, 1)), Objective.minimize("loss"));

  private static SearchSpace reals(int dimension) {
    return SearchSpace.of(
        IntStream.range(0, dimension).mapToObj(i -> Parameter.real("x" + i, -5, 5)).toList());
  }

  private static Trial completed(int number, Treatment treatment, double... losses) {
    return Trial.of(number, treatment, PROBLEM).samples("loss", Samples.of(losses)).completed();
  }

  private static double sphere(SearchSpace space, Treatment treatment) {
    double sum = 0;
    for (double each : space.toUnit(treatment)) {
      sum += (each - 0.3) * (each - 0.3);
    }
    return 100 * sum;
  }

  private static double best(
      OptimizerChoice factory,
      OptimizerSetting setting,
      int trials,
      ToDoubleFunction<Treatment> loss) {
    Optimizer optimizer = Asking.create(factory, setting);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < trials; i++) {
      Treatment treatment = optimizer.ask(1).get(0);
      double value = loss.applyAsDouble(treatment);
      best = Math.min(best, value);
      optimizer.tell(completed(i, treatment, value));
    }
    return best;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  /** All that is known are pruned trials of another study, and how they did where they ended. */
  @Test
  void warmStart_prunedTrials_areRankedApartByTheirReports() {
    for (double good : new double[] {0.2, 0.8}) {
      SearchSpace space = SearchSpace.of(Parameter.real("x", 0, 1));
      Problem problem = Problem.of(space, Objective.minimize("loss"));
      Optimizer optimizer = Asking.create(Tpe.withDefaults(), OptimizerSetting.of(problem, 1));
      for (int i = 0; i < 40; i++) {
        double x = (i + 0.5) / 40;
        optimizer.tell(
            Trial.of(i - 40, space.fromUnit(new double[] {x}), problem)
                .report(new Report(0, 5, Math.abs(x - good)))
                .unfinished(new Outcome.Pruned(0, 5)));
      }
      double[] asked = new double[21];
      for (int i = 0; i < asked.length; i++) {
        Treatment treatment = optimizer.ask(1).getFirst();
        asked[i] = space.toUnit(treatment)[0];
        optimizer.tell(
            Trial.of(i, treatment, problem)
                .report(new Report(0, 5, Math.abs(asked[i] - good)))
                .unfinished(new Outcome.Pruned(0, 5)));
      }
      assertThat(median(asked)).isCloseTo(good, within(0.1));
    }
  }

  /** Over 20 seeds; measured: a factor of about 50. */
  @Test
  void sphereOfFive_hundredTrials_tenTimesBetterThanRandom() {
    SearchSpace space = reals(5);
    double[] tpe = new double[20];
    double[] random = new double[20];
    for (int seed = 0; seed < 20; seed++) {
      OptimizerSetting setting = Asking.setting(space, seed).withTrials(100);
      tpe[seed] = best(Tpe.withDefaults(), setting, 100, t -> sphere(space, t));
      random[seed] = best(RandomSearch.withDefaults(), setting, 100, t -> sphere(space, t));
    }
    assertThat(median(tpe)).isLessThan(median(random) / 10);
  }

  @Test
  void conditionalSpace_findsTheBetterBranchAndItsParameter() {
    CategoricalParameter<String> kind = Parameter.choice("kind", "a", "b");
    RealParameter ofA = Parameter.real("of a", 0, 1).when(kind, "a");
    RealParameter ofB = Parameter.real("of b", 0, 1).when(kind, "b");
    SearchSpace space = SearchSpace.of(ofA, kind, ofB);
    double[] bests = new double[10];
    for (int seed = 0; seed < 10; seed++) {
      bests[seed] =
          best(
              Tpe.withDefaults(),
              Asking.setting(space, seed),
              60,
              t ->
                  t.get(kind).equals("a")
                      ? 1 + Math.abs(t.get(ofA) - 0.9)
                      : Math.abs(t.get(ofB) - 0.2));
    }
    assertThat(median(bests)).isLessThan(0.01);
  }

  @Test
  void ask_manyPending_keepApart() {
    SearchSpace space = reals(2);
    Optimizer optimizer = Asking.create(Tpe.withDefaults(), Asking.setting(space, 3));
    for (int i = 0; i < 50; i++) {
      Treatment treatment = optimizer.ask(1).get(0);
      optimizer.tell(completed(i, treatment, sphere(space, treatment)));
    }
    double nearest = Double.POSITIVE_INFINITY;
    List<Treatment> batch = optimizer.ask(40);
    assertThat(batch).hasSize(40);
    double spread = 0;
    for (Treatment one : batch) {
      for (Treatment other : batch) {
        double[] a = space.toUnit(one);
        double[] b = space.toUnit(other);
        double distance = Math.hypot(a[0] - b[0], a[1] - b[1]);
        nearest = one.equals(other) ? nearest : Math.min(nearest, distance);
        spread = Math.max(spread, distance);
      }
    }
    assertThat(nearest).isGreaterThan(1e-4);
    assertThat(spread).isGreaterThan(0.3); // with so many pending, not all are near the best
  }

  @Test
  void ask_failuresOnOneSide_turnAway() {
    RealParameter x = Parameter.real("x", 0, 1);
    RealParameter y = Parameter.real("y", 0, 1);
    SearchSpace space = SearchSpace.of(x, y);
    int failures = 0;
    for (int seed = 0; seed < 10; seed++) {
      Optimizer optimizer = Asking.create(Tpe.withDefaults(), Asking.setting(space, seed));
      for (int i = 0; i < 60; i++) {
        Treatment treatment = optimizer.ask(1).get(0);
        boolean fails = treatment.get(x) > 0.5;
        failures += fails && i >= 30 ? 1 : 0;
        optimizer.tell(
            fails
                ? Trial.of(i, treatment, PROBLEM)
                    .unfinished(new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "step", "no", null))
                : completed(i, treatment, treatment.get(y)));
      }
    }
    assertThat(failures).isLessThan(75); // of 300; half of uniform ones would fail, measured 42
  }

  @Test
  void ask_integersAndCategories_findTheOneBestCombination() {
    IntegerParameter n = Parameter.integer("n", 1, 30);
    CategoricalParameter<String> c = Parameter.choice("c", "a", "b", "c", "d", "e");
    SearchSpace space = SearchSpace.of(n, c, Parameter.ordinal("o", 1, 2, 3, 4));
    double[] bests = new double[10];
    for (int seed = 0; seed < 10; seed++) {
      bests[seed] =
          best(
              Tpe.withDefaults(),
              Asking.setting(space, seed),
              60, // of 600 treatments
              t -> Math.abs(t.get(n) - 17) + (t.get(c).equals("d") ? 0 : 5));
    }
    assertThat(median(bests)).isLessThanOrEqualTo(1);
  }

  @Test
  void outcomeConstraint_rarelySatisfied_findsFeasibleTrials() {
    RealParameter x = Parameter.real("x", 0, 1);
    RealParameter y = Parameter.real("y", 0, 1);
    SearchSpace space = SearchSpace.of(x, y);
    Problem problem =
        Problem.of(space, Objective.minimize("loss"))
            .withConstraints(List.of(OutcomeConstraint.atMost("distance", 0.1)));
    int feasible = 0;
    double[] bests = new double[10];
    for (int seed = 0; seed < 10; seed++) {
      Optimizer optimizer = Asking.create(Tpe.withDefaults(), OptimizerSetting.of(problem, seed));
      bests[seed] = 1;
      for (int i = 0; i < 60; i++) {
        Treatment t = optimizer.ask(1).get(0);
        double distance = Math.hypot(t.get(x) - 0.8, t.get(y) - 0.8); // 3 % of the space
        double loss = t.get(x);
        Trial trial =
            Trial.of(i, t, problem)
                .samples("loss", Samples.of(loss))
                .samples("distance", Samples.of(distance))
                .completed();
        optimizer.tell(trial);
        feasible += trial.isFeasible() ? 1 : 0;
        bests[seed] = trial.isFeasible() ? Math.min(bests[seed], loss) : bests[seed];
      }
    }
    assertThat(feasible).isGreaterThan(60); // of 600; 18 of uniform ones would be
    assertThat(median(bests)).isLessThan(0.76); // the best is 0.7
  }

  @Test
  void severalObjectives_dominateMoreThanRandom() {
    SearchSpace space = reals(3);
    Problem both = Problem.of(space, Objective.minimize("a"), Objective.minimize("b"));
    double[] gains = new double[10];
    for (int seed = 0; seed < 10; seed++) {
      double[] volumes = new double[2];
      OptimizerChoice[] factories = {Tpe.withDefaults(), RandomSearch.withDefaults()};
      for (int k = 0; k < 2; k++) {
        Optimizer optimizer = Asking.create(factories[k], OptimizerSetting.of(both, seed));
        var points = new ArrayList<double[]>();
        for (int i = 0; i < 80; i++) {
          Treatment treatment = optimizer.ask(1).get(0);
          double[] u = space.toUnit(treatment);
          double rest = (u[1] - 0.5) * (u[1] - 0.5) + (u[2] - 0.5) * (u[2] - 0.5);
          double[] losses = {u[0] + 4 * rest, (1 - u[0]) * (1 - u[0]) + 4 * rest};
          points.add(losses);
          optimizer.tell(
              Trial.of(i, treatment, both)
                  .samples("a", Samples.of(losses[0]))
                  .samples("b", Samples.of(losses[1]))
                  .completed());
        }
        volumes[k] = Hypervolume.of(points, new double[] {1.5, 1.5});
      }
      gains[seed] = volumes[0] - volumes[1];
    }
    assertThat(median(gains)).isGreaterThan(0.05);
  }

  @Test
  void handOver_longStudyOverReals_resolvesFinerThanTheModel() {
    SearchSpace space = reals(4);
    double[] with = new double[10];
    double[] without = new double[10];
    for (int seed = 0; seed < 10; seed++) {
      OptimizerSetting setting = Asking.setting(space, seed).withTrials(300);
      with[seed] = best(Tpe.withDefaults(), setting, 300, t -> sphere(space, t));
      without[seed] =
          best(Tpe.withDefaults().withoutHandOver(), setting, 300, t -> sphere(space, t));
    }
    assertThat(median(with)).isLessThan(median(without) / 10);
  }

  /** With four in flight, told in any order, over the hand-over. */
  @Test
  void tell_inAnyOrder_makesNoDifferenceAfterTheHandOver() {
    SearchSpace space = reals(3);
    OptimizerSetting setting = Asking.setting(space, 5).withTrials(160).withParallelism(4);
    Optimizer inOrder = Asking.create(Tpe.withDefaults(), setting);
    Optimizer shuffled = Asking.create(Tpe.withDefaults(), setting);
    var random = new Random(1);
    for (int round = 0; round < 40; round++) {
      List<Treatment> proposals = inOrder.ask(4);
      assertThat(shuffled.ask(4)).isEqualTo(proposals);
      var trials = new ArrayList<Trial>();
      for (int i = 0; i < 4; i++) {
        Treatment treatment = proposals.get(i);
        trials.add(completed(4 * round + i, treatment, sphere(space, treatment)));
      }
      trials.forEach(inOrder::tell);
      Collections.shuffle(trials, random);
      trials.forEach(shuffled::tell);
    }
    assertThat(Delegation.text(inOrder.delegations())).isEqualTo("from trial 80 on cma-es");
  }

  @Test
  void tell_treatmentsOfAnotherSpace_areUsedAsFarAsTheyFit() {
    SearchSpace before =
        SearchSpace.of(Parameter.real("x", 0, 2), Parameter.real("y", 0, 1), Parameter.flag("f"));
    SearchSpace space = SearchSpace.of(Parameter.real("x", 0, 1), Parameter.real("z", 0, 1));
    Optimizer optimizer =
        Asking.create(Tpe.withDefaults().startupTrials(5).univariate(), Asking.setting(space, 1));
    var random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Treatment treatment = before.fromUnit(random.doubles(3).toArray());
      optimizer.tell(completed(-20 + i, treatment, random.nextDouble()));
    }
    assertThat(optimizer.ask(5)).hasSize(5).allMatch(space::owns);
  }

  @Test
  void ask_onlyOneTreatment_proposesItOnce() {
    SearchSpace space = SearchSpace.of(Parameter.choice("c", "only"));
    Optimizer optimizer =
        Asking.create(Tpe.withDefaults().startupTrials(1), Asking.setting(space, 1));
    assertThat(optimizer.ask(3)).hasSize(1);
    assertThat(optimizer.ask(1)).isEmpty();
  }

  @Test
  void ask_belowOne_isRefused() {
    Optimizer optimizer = Asking.create(Tpe.withDefaults(), Asking.setting(reals(1), 1));
    assertThatThrownBy(() -> optimizer.ask(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ask: expected max >= 1, got 0");
  }

  @Test
  void options_byName_areThoseOfTheTypedOnes() {
    Tpe typed =
        Tpe.withDefaults()
            .startupTrials(12)
            .shareOfSquareRoot(0.5)
            .mostBelow(30)
            .candidates(48)
            .rankWeights()
            .priorWeight(2)
            .scottBandwidths(0.6, 0.02)
            .endpoints()
            .univariate()
            .withoutExploring()
            .withoutHandOver();
    Map<String, String> named =
        Map.ofEntries(
            Map.entry("startup-trials", "12"),
            Map.entry("share", "0.5"),
            Map.entry("share-of", "square-root"),
            Map.entry("most-below", "30"),
            Map.entry("candidates", "48"),
            Map.entry("weights", "rank"),
            Map.entry("prior-weight", "2"),
            Map.entry("bandwidth", "scott"),
            Map.entry("bandwidth-factor", "0.6"),
            Map.entry("least-bandwidth", "0.02"),
            Map.entry("endpoints", "true"),
            Map.entry("multivariate", "false"),
            Map.entry("exploring", "false"),
            Map.entry("hand-over", "false"));
    OptimizerSetting setting = Asking.setting(reals(2), 1);
    assertThat(setting.withOptions(typed.provider(), typed.chosen()).options())
        .hasToString(setting.withOptions(typed.provider(), named).options().toString());
    assertThat(Tpe.withDefaults().candidates(64)).hasToString("tpe {candidates=64}");
  }

  @Test
  void options_notAllowed_areRefused() {
    Tpe tpe = Tpe.withDefaults();
    assertThatThrownBy(() -> tpe.share(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tpe.candidates(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tpe.startupTrials(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tpe.priorWeight(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
