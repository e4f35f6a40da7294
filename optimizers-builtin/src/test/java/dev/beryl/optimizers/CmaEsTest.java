package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CmaEsTest {
  private static final int DIMENSION = 5;

  private final List<RealParameter> reals =
      IntStream.range(0, DIMENSION).mapToObj(i -> Parameter.real("x" + i, -5, 5)).toList();
  private final SearchSpace cube = SearchSpace.of(reals);

  private double sphere(Treatment treatment) {
    double sum = 0;
    for (RealParameter real : reals) {
      double distance = treatment.get(real) - 1.5;
      sum += distance * distance;
    }
    return sum;
  }

  @Test
  void ask_sphere_convergesQuickly() {
    for (int seed = 0; seed < 5; seed++) {
      assertThat(study(CmaEs.withDefaults(), seed).run(700).best()).isLessThan(1e-8);
    }
  }

  @Test
  void ask_optimumInACornerOfTheBox_findsIt() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 3));
    double best =
        new CmaEsStudy(optimizer, t -> reals.stream().mapToDouble(x -> 7 - t.get(x)).sum())
            .run(400)
            .best();
    assertThat(best).isEqualTo(2.0 * DIMENSION);
  }

  @Test
  void ask_rotatedAndScaled_learnsTheCovariance() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 4));
    double best =
        new CmaEsStudy(
                optimizer,
                t -> {
                  double along = 0;
                  double sum = 0;
                  for (RealParameter x : reals) {
                    along += t.get(x) - 1;
                    sum += (t.get(x) - 1) * (t.get(x) - 1);
                  }
                  return sum + 1000 * along * along;
                })
            .run(2000)
            .best();
    assertThat(best).isLessThan(1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 50})
  void ask_anyBatchSize_converges(int batch) {
    OptimizerSetting setting = setting(cube, 5).withParallelism(batch);
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting);
    assertThat(new CmaEsStudy(optimizer, this::sphere).runInBatches(2500, batch).best())
        .isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tell_inAnyOrder_converges(boolean synchronous) {
    CmaEs cmaEs = CmaEs.withDefaults();
    OptimizerSetting setting = setting(cube, 6).withParallelism(5);
    Optimizer optimizer = Asking.create(synchronous ? cmaEs.synchronous() : cmaEs, setting);
    assertThat(new CmaEsStudy(optimizer, this::sphere).runInFlight(2000, 5, 1).best())
        .isLessThan(1e-6);
  }

  @Test
  void tell_synchronousInAnyOrder_leadsToTheSameBits() {
    int population = 9;
    List<List<Treatment>> runs = new ArrayList<>();
    for (int seed = 0; seed < 4; seed++) {
      Optimizer optimizer =
          Asking.create(
              CmaEs.withDefaults().population(population).synchronous(), setting(cube, 7));
      var study = new CmaEsStudy(optimizer, this::sphere);
      var shuffled = new Random(seed);
      for (int generation = 0; generation < 20; generation++) {
        int from = study.proposed().size();
        study.proposed().addAll(optimizer.ask(population));
        List<Integer> order =
            new ArrayList<>(IntStream.range(from, from + population).boxed().toList());
        Collections.shuffle(order, shuffled);
        order.forEach(study::tell);
      }
      runs.add(study.proposed());
    }
    assertThat(runs).allMatch(runs.getFirst()::equals);
  }

  @Test
  void ask_moreThanThePopulation_goesOnWithTheSameDistribution() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 8));
    assertThat(optimizer.ask(100)).hasSize(100).doesNotHaveDuplicates();
    assertThat(optimizer.ask(1)).hasSize(1);
  }

  @Test
  void ask_sameSeed_givesTheSameBitsAndAnotherSeedOthers() {
    List<Treatment> one = study(CmaEs.withDefaults(), 9).run(300).proposed();
    assertThat(study(CmaEs.withDefaults(), 9).run(300).proposed()).isEqualTo(one);
    assertThat(study(CmaEs.withDefaults(), 10).run(300).proposed())
        .doesNotContainAnyElementsOf(one);
  }

  @Test
  void ask_defaultsGiven_beginsThere() {
    SearchSpace space =
        SearchSpace.of(
            Parameter.real("x", 0, 10).withDefault(7),
            Parameter.integer("n", 1, 64).log().withDefault(16),
            Parameter.choice("c", "a", "b", "c").withDefault("b"));
    Treatment first = Asking.create(CmaEs.withDefaults(), setting(space, 1)).ask(1).getFirst();
    assertThat(first).isEqualTo(space.defaults());
  }

  @Test
  void tell_losesHalfOfTheTrials_stillConverges() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 11));
    double best =
        new CmaEsStudy(optimizer, t -> t.get(reals.getFirst()) > 1.6 ? Double.NaN : sphere(t))
            .run(1500)
            .best();
    assertThat(best).isLessThan(1e-6);
  }

  @Test
  void tell_allFail_goesOnElsewhere() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 12));
    var study = new CmaEsStudy(optimizer, _ -> Double.NaN).run(500);
    assertThat(study.proposed()).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void ask_constantLoss_goesOnElsewhere() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 13));
    assertThat(new CmaEsStudy(optimizer, _ -> 1).run(500).proposed()).hasSize(500);
  }

  @Test
  void ask_constrainedSpace_proposesWhatSatisfies() {
    SearchSpace half = cube.subjectTo("half", t -> t.get(reals.get(0)) + t.get(reals.get(1)) <= 0);
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(half, 14));
    var study = new CmaEsStudy(optimizer, this::sphere).run(1000);
    assertThat(study.proposed()).allMatch(t -> half.violated(t).isEmpty());
    // Least at x0 = x1 = 0: 2 times 1.5 squared.
    assertThat(study.best()).isLessThan(4.501);
  }

  @Test
  void ask_mixedSpace_findsTheBestOfEachKind() {
    RealParameter x = Parameter.real("x", -5, 5);
    IntegerParameter n = Parameter.integer("n", 0, 20);
    CategoricalParameter<String> c = Parameter.choice("c", "a", "b", "c", "d");
    SearchSpace space = SearchSpace.of(x, n, c);
    for (int seed = 0; seed < 5; seed++) {
      Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(space, seed));
      double best =
          new CmaEsStudy(
                  optimizer,
                  t ->
                      Math.pow(t.get(x) - 2, 2)
                          + Math.pow(t.get(n) - 13, 2)
                          + (t.get(c).equals("c") ? 0 : 3))
              .run(500)
              .best();
      assertThat(best).isLessThan(1e-4);
    }
  }

  @Test
  void ask_onlyCategories_findsTheBest() {
    List<CategoricalParameter<Integer>> choices =
        IntStream.range(0, 8).mapToObj(i -> Parameter.choice("c" + i, 0, 1, 2, 3, 4)).toList();
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(SearchSpace.of(choices), 15));
    double best =
        new CmaEsStudy(
                optimizer, t -> choices.stream().mapToDouble(c -> t.get(c) == 3 ? 0 : 1).sum())
            .run(600)
            .best();
    assertThat(best).isZero();
  }

  @Test
  void ask_finiteSpace_coversItOnceAndIsThenEmpty() {
    SearchSpace space =
        SearchSpace.of(Parameter.integer("n", 1, 7), Parameter.choice("c", "a", "b", "c"));
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(space, 16));
    var study = new CmaEsStudy(optimizer, t -> t.hashCode() % 5).run(100);
    assertThat(study.proposed()).containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
    assertThat(optimizer.ask(1)).isEmpty();
  }

  @Test
  void tell_observationsFromElsewhere_areBegunFrom() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 17));
    for (int i = 1; i <= 40; i++) {
      double[] unit = new double[DIMENSION];
      for (int j = 0; j < DIMENSION; j++) {
        unit[j] = 0.65 + (i * (j + 3) % 41 - 20) * 0.01;
      }
      Treatment treatment = cube.fromUnit(unit);
      optimizer.tell(CmaEsStudy.trial(-i, treatment, sphere(treatment)));
    }
    double warm = new CmaEsStudy(optimizer, this::sphere).run(40).best();
    assertThat(warm).isLessThan(study(CmaEs.withDefaults(), 17).run(40).best());
  }

  @Test
  void tell_aMuchBetterPointLater_isTakenUp() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults().sigma(0.01), setting(cube, 18));
    var study = new CmaEsStudy(optimizer, this::sphere).run(16);
    double before = study.best();
    Treatment better = cube.fromUnit(new double[] {0.65, 0.65, 0.65, 0.65, 0.65});
    optimizer.tell(CmaEsStudy.trial(-1, better, sphere(better)));
    assertThat(study.run(60).best()).isLessThan(before / 3);
  }

  @Test
  void recommend_noisyReplicates_isTheMean() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 19));
    var random = new Random(1);
    Problem problem = Problem.of(cube, Objective.minimize("loss"));
    double lucky = Double.POSITIVE_INFINITY;
    Treatment luckiest = cube.fromUnit(new double[DIMENSION]);
    for (int i = 0; i < 600; i++) {
      Treatment treatment = optimizer.ask(1).getFirst();
      double[] samples = new double[4];
      double sum = 0;
      for (int r = 0; r < 4; r++) {
        samples[r] = sphere(treatment) + 3 * random.nextGaussian();
        sum += samples[r];
      }
      if (sum < lucky) {
        lucky = sum;
        luckiest = treatment;
      }
      optimizer.tell(
          Trial.of(i, treatment, problem).samples("loss", Samples.of(samples)).completed());
    }
    Treatment recommended = optimizer.recommend().orElseThrow();
    assertThat(cube.owns(recommended)).isTrue();
    assertThat(sphere(recommended)).isLessThan(1).isLessThan(2 * sphere(luckiest) + 0.5);
  }

  @Test
  void recommend_withoutReplicates_isLeftToTheBestTrial() {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(cube, 20));
    new CmaEsStudy(optimizer, this::sphere).run(50);
    assertThat(optimizer.recommend()).isEmpty();
  }

  @Test
  void restartsNone_convergedRun_isTheEnd() {
    Optimizer optimizer =
        Asking.create(CmaEs.withDefaults().restarts(CmaEs.Restarts.NONE), setting(cube, 21));
    assertThat(new CmaEsStudy(optimizer, this::sphere).run(5000).proposed())
        .hasSizeBetween(300, 3000);
    assertThat(optimizer.ask(10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"IPOP", "BIPOP"})
  void restarts_convergedRun_isNotTheEnd(CmaEs.Restarts restarts) {
    Optimizer optimizer = Asking.create(CmaEs.withDefaults().restarts(restarts), setting(cube, 22));
    assertThat(new CmaEsStudy(optimizer, this::sphere).run(5000).proposed()).hasSize(5000);
  }

  @Test
  void ask_moreThanTwoHundredDimensions_learnsTheDiagonal() {
    var study = sphereIn(300);
    double early = study.run(100).best();
    assertThat(study.run(5000).best()).isLessThan(early / 4);
  }

  @Test
  void ask_tenThousandDimensions_works() {
    var study = sphereIn(10_000).run(100);
    assertThat(study.proposed()).hasSize(100).doesNotHaveDuplicates();
  }

  private static CmaEsStudy sphereIn(int dimension) {
    List<RealParameter> many =
        IntStream.range(0, dimension).mapToObj(i -> Parameter.real("x" + i, -5, 5)).toList();
    return new CmaEsStudy(
        Asking.create(CmaEs.withDefaults(), setting(SearchSpace.of(many), 23)),
        t -> many.stream().mapToDouble(x -> Math.pow(t.get(x) - 1, 2)).sum());
  }

  @Test
  void ask_maxBelowOne_isRefused() {
    assertThatThrownBy(() -> Asking.create(CmaEs.withDefaults(), setting(cube, 1)).ask(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ask: expected max >= 1, got 0");
  }

  @Test
  void create_severalObjectives_isRefused() {
    OptimizerSetting two =
        OptimizerSetting.of(Problem.of(cube, Objective.minimize("a"), Objective.minimize("b")), 1);
    assertThatThrownBy(() -> Asking.create(CmaEs.withDefaults(), two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("optimizer 'cma-es' minimizes one objective, got 2");
  }

  private CmaEsStudy study(CmaEs cmaEs, long seed) {
    return new CmaEsStudy(Asking.create(cmaEs, setting(cube, seed)), this::sphere);
  }

  private static OptimizerSetting setting(SearchSpace space, long seed) {
    return Asking.setting(space, seed).withTrials(5000);
  }
}
