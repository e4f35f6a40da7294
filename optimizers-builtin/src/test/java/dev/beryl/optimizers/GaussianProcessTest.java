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
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianProcessTest {
  private final List<RealParameter> reals =
      IntStream.range(0, 2).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList();
  private final SearchSpace square = SearchSpace.of(reals);

  private double x(Treatment treatment, int i) {
    return treatment.get(reals.get(i));
  }

  private double bowl(Treatment treatment) {
    double x = x(treatment, 0) - 0.3;
    double y = x(treatment, 1) - 0.8;
    return x * x + 2 * y * y;
  }

  private double branin(Treatment treatment) {
    double x = -5 + 15 * x(treatment, 0);
    double y = 15 * x(treatment, 1);
    double term = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return term * term + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10 - 0.39788735772973816;
  }

  private static Optimizer gp(OptimizerSetting setting) {
    return Asking.create(GaussianProcess.withDefaults(), setting);
  }

  private static Optimizer gp(SearchSpace space, long seed) {
    return gp(Asking.setting(space, seed));
  }

  @Test
  void ask_branin_isWithinAThousandthAfterFortyTrials() {
    int reached = 0;
    for (int seed = 0; seed < 10; seed++) {
      reached += new CmaEsStudy(gp(square, seed), this::branin).run(40).best() < 1e-3 ? 1 : 0;
    }
    assertThat(reached).isGreaterThanOrEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 64})
  void ask_anyNumberInFlight_keepsDistanceAndConverges(int inFlight) {
    var study =
        new CmaEsStudy(gp(Asking.setting(square, 3).withParallelism(inFlight)), this::bowl)
            .runInFlight(inFlight == 1 ? 30 : 2 * inFlight + 30, inFlight, 1);
    assertThat(study.proposed()).doesNotHaveDuplicates();
    assertThat(study.best()).isLessThan(1e-3);
  }

  @Test
  void ask_severalAtOnce_proposesPointsApart() {
    Optimizer optimizer = gp(square, 4);
    var study = new CmaEsStudy(optimizer, this::branin).run(14);
    List<Treatment> batch = optimizer.ask(8);
    assertThat(batch).hasSize(8);
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < i; j++) {
        double apart =
            Math.hypot(
                x(batch.get(i), 0) - x(batch.get(j), 0), x(batch.get(i), 1) - x(batch.get(j), 1));
        assertThat(apart).isGreaterThan(1e-4);
      }
    }
    assertThat(study.proposed()).doesNotContainAnyElementsOf(batch);
  }

  @Test
  void tell_inAnyOrder_leadsToTheSameBits() {
    List<List<Treatment>> runs = new ArrayList<>();
    for (int order = 0; order < 4; order++) {
      Optimizer optimizer = gp(square, 5);
      var study = new CmaEsStudy(optimizer, this::branin);
      var random = new Random(order);
      for (int batch = 0; batch < 6; batch++) {
        int from = study.proposed().size();
        study.proposed().addAll(optimizer.ask(8));
        List<Integer> numbers = new ArrayList<>(IntStream.range(from, from + 8).boxed().toList());
        Collections.shuffle(numbers, random);
        numbers.forEach(study::tell);
      }
      runs.add(study.proposed());
    }
    assertThat(runs).allMatch(runs.getFirst()::equals);
  }

  @Test
  void recommend_inBetween_changesNoProposal() {
    Optimizer one = gp(square, 6);
    Optimizer other = gp(square, 6);
    var asked = new ArrayList<Treatment>();
    var alsoAsked = new ArrayList<Treatment>();
    for (int i = 0; i < 25; i++) {
      asked.add(one.ask(1).getFirst());
      alsoAsked.add(other.ask(1).getFirst());
      one.tell(CmaEsStudy.trial(i, asked.getLast(), branin(asked.getLast())));
      other.tell(CmaEsStudy.trial(i, alsoAsked.getLast(), branin(alsoAsked.getLast())));
      assertThat(other.recommend()).isEqualTo(other.recommend());
    }
    assertThat(alsoAsked).isEqualTo(asked);
  }

  @Test
  void ask_mixedSpace_findsTheBestOfEachKind() {
    RealParameter x = Parameter.real("x", 1e-4, 1).log();
    IntegerParameter n = Parameter.integer("n", 0, 100);
    CategoricalParameter<String> c = Parameter.choice("c", "a", "b", "c", "d");
    SearchSpace space = SearchSpace.of(x, n, c, Parameter.ordinal("o", "low", "middle", "high"));
    int found = 0;
    for (int seed = 0; seed < 5; seed++) {
      double best =
          new CmaEsStudy(
                  gp(space, seed),
                  t ->
                      Math.pow(Math.log10(t.get(x)) + 2, 2)
                          + Math.pow((t.get(n) - 37) / 30.0, 2)
                          + (t.get(c).equals("c") ? 0 : 1)
                          + (t.value("o").equals("high") ? 0 : 0.5))
              .run(60)
              .best();
      found += best < 1e-2 ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(4);
  }

  @Test
  void ask_finiteSpace_findsTheBestEarlyAndCoversItOnce() {
    SearchSpace space =
        SearchSpace.of(
            Parameter.integer("i", 0, 9),
            Parameter.integer("j", 0, 9),
            Parameter.choice("c", "a", "b"));
    ToDoubleFunction<Treatment> loss =
        t ->
            Math.pow((Long) t.value("i") - 7, 2)
                + Math.pow((Long) t.value("j") - 2, 2)
                + (t.value("c").equals("a") ? 0 : 5);
    Optimizer optimizer = gp(space, 8);
    var study = new CmaEsStudy(optimizer, loss);
    assertThat(study.run(40).best()).isZero();
    study.run(500);
    assertThat(study.proposed()).containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
    assertThat(optimizer.ask(1)).isEmpty();
  }

  @Test
  void ask_hardConstraint_proposesOnlyWhatSatisfiesIt() {
    SearchSpace thin = square.subjectTo("thin", t -> Math.abs(x(t, 0) + x(t, 1) - 0.7) < 0.02);
    var study = new CmaEsStudy(gp(thin, 9), this::bowl).run(50);
    assertThat(study.proposed()).allMatch(t -> thin.violated(t).isEmpty());
    // Least where x0 + x1 = 0.72: the distance 0.38 shared as 2 to 1.
    double least = 2.0 / 3 * 0.38 * 0.38;
    assertThat(study.best()).isBetween(least, 1.01 * least);
  }

  @Test
  void create_conditionalSpace_isRefusedWithWhatSearchesIt() {
    var kind = Parameter.choice("kind", "a", "b");
    SearchSpace space = SearchSpace.of(kind, Parameter.real("depth", 0, 1).when(kind, "a"));
    assertThatThrownBy(() -> gp(space, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "optimizer 'gp': parameter 'depth' is conditional; make it active always, or use"
                + " optimizer 'tpe', which searches conditional spaces");
  }

  @Test
  void ask_outcomeConstraint_findsTheBestThatSatisfiesIt() {
    Problem problem =
        Problem.of(square, Objective.minimize("loss"))
            .withConstraints(List.of(OutcomeConstraint.atMost("heat", 1)));
    int found = 0;
    for (int seed = 0; seed < 5; seed++) {
      Optimizer optimizer = gp(OptimizerSetting.of(problem, seed));
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 50; i++) {
        Treatment t = optimizer.ask(1).getFirst();
        double heat = 20 * x(t, 1) * x(t, 1);
        double loss = bowl(t);
        optimizer.tell(
            Trial.of(i, t, problem)
                .samples("loss", Samples.of(loss))
                .samples("heat", Samples.of(heat))
                .completed());
        best = heat <= 1 ? Math.min(best, loss) : best;
      }
      double least = 2 * Math.pow(0.8 - Math.sqrt(0.05), 2);
      found += best < 1.01 * least ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(4);
  }

  @Test
  void ask_halfOfTheSpaceFails_learnsToAvoidIt() {
    Optimizer optimizer = gp(square, 11);
    ToDoubleFunction<Treatment> loss = t -> x(t, 1) < 0.5 ? Double.NaN : branin(t);
    var study = new CmaEsStudy(optimizer, loss).run(60);
    long failed =
        study.proposed().stream().skip(20).filter(t -> Double.isNaN(loss.applyAsDouble(t))).count();
    assertThat(failed).isLessThan(12); // of 40
    assertThat(study.best()).isLessThan(1e-2); // of the three minima one is left
  }

  @Test
  void ask_allFail_goesOnElsewhere() {
    assertThat(new CmaEsStudy(gp(square, 12), _ -> Double.NaN).run(60).proposed())
        .hasSize(60)
        .doesNotHaveDuplicates();
  }

  @Test
  void ask_mostArePruned_takesThemForWorse() {
    Problem problem = Problem.of(square, Objective.minimize("loss"));
    Optimizer optimizer = gp(OptimizerSetting.of(problem, 13));
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 60; i++) {
      Treatment t = optimizer.ask(1).getFirst();
      double loss = bowl(t);
      var trial = Trial.of(i, t, problem);
      boolean stops = loss > 0.1;
      best = stops ? best : Math.min(best, loss);
      optimizer.tell(
          stops
              ? trial
                  .report(new Report(0, loss > 0.4 ? 1 : 2, loss))
                  .unfinished(new Outcome.Pruned(0, loss > 0.4 ? 1 : 2))
              : trial.samples("loss", Samples.of(loss)).completed());
    }
    assertThat(best).isLessThan(1e-3);
  }

  @Test
  void ask_twoObjectives_spreadsOverTheFront() {
    Problem problem = Problem.of(square, Objective.minimize("left"), Objective.maximize("right"));
    Optimizer optimizer = gp(OptimizerSetting.of(problem, 14));
    var front = new ArrayList<Treatment>();
    for (int i = 0; i < 60; i++) {
      Treatment t = optimizer.ask(1).getFirst();
      double off = 3 * Math.abs(x(t, 1) - 0.5);
      optimizer.tell(
          Trial.of(i, t, problem)
              .samples("left", Samples.of(x(t, 0) + off))
              .samples("right", Samples.of(x(t, 0) - off))
              .completed());
      if (i >= 20 && off < 0.1) {
        front.add(t);
      }
    }
    assertThat(front).hasSizeGreaterThan(15);
    for (int part = 0; part < 3; part++) {
      double from = part / 3.0;
      assertThat(front).anyMatch(t -> x(t, 0) >= from && x(t, 0) <= from + 1 / 3.0);
    }
    assertThat(optimizer.recommend()).isEmpty();
  }

  @Test
  void recommend_noise_isTheTrialThatIsExpectedToBeBest() {
    Problem problem = Problem.of(square, Objective.minimize("loss"));
    double recommended = 0;
    double luckiest = 0;
    for (int seed = 0; seed < 6; seed++) {
      Optimizer optimizer = gp(OptimizerSetting.of(problem, seed).withReplicates(2));
      var random = new Random(seed);
      double lucky = Double.POSITIVE_INFINITY;
      Treatment lucked = square.fromUnit(new double[2]);
      for (int i = 0; i < 60; i++) {
        Treatment t = optimizer.ask(1).getFirst();
        double[] samples = {
          bowl(t) + 0.1 * random.nextGaussian(), bowl(t) + 0.1 * random.nextGaussian()
        };
        if (samples[0] + samples[1] < lucky) {
          lucky = samples[0] + samples[1];
          lucked = t;
        }
        optimizer.tell(Trial.of(i, t, problem).samples("loss", Samples.of(samples)).completed());
      }
      recommended += bowl(optimizer.recommend().orElseThrow()) / 6;
      luckiest += bowl(lucked) / 6;
    }
    assertThat(recommended).isLessThan(0.01).isLessThan(luckiest);
  }

  /** As folds of a cross-validation, of which some are harder than others for every model. */
  @Test
  void ask_replicatesThatAllTreatmentsFindHard_areNoNoise() {
    Problem problem = Problem.of(square, Objective.minimize("loss"));
    double[] folds = {-1, 0.4, 2, -0.7, 0.2};
    double found = 0;
    for (int seed = 0; seed < 6; seed++) {
      Optimizer optimizer = gp(OptimizerSetting.of(problem, seed).withReplicates(folds.length));
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 40; i++) {
        Treatment t = optimizer.ask(1).getFirst();
        double[] samples = DoubleStream.of(folds).map(fold -> fold + bowl(t)).toArray();
        optimizer.tell(Trial.of(i, t, problem).samples("loss", Samples.of(samples)).completed());
        best = Math.min(best, bowl(t));
      }
      found = Math.max(found, best);
    }
    assertThat(found).isLessThan(1e-4);
  }

  @Test
  void predict_ofTheRecommended_isNearerToItsLossThanWhatItsTrialMeasured() {
    Problem problem = Problem.of(square, Objective.maximize("gain"));
    double expectedOff = 0;
    double measuredOff = 0;
    for (int seed = 0; seed < 6; seed++) {
      Optimizer optimizer = gp(OptimizerSetting.of(problem, seed));
      var random = new Random(seed);
      var measured = new HashMap<Treatment, Double>();
      for (int i = 0; i < 40; i++) {
        Treatment t = optimizer.ask(1).getFirst();
        double loss = bowl(t) + 0.1 * random.nextGaussian();
        measured.put(t, loss);
        optimizer.tell(Trial.of(i, t, problem).samples("gain", Samples.of(-loss)).completed());
      }
      Treatment best = optimizer.recommend().orElseThrow();
      Prediction expected = optimizer.predict(best).orElseThrow();
      double off = Math.abs(expected.mean() - bowl(best));
      assertThat(off).isLessThan(4 * expected.standardDeviation());
      expectedOff += off / 6;
      measuredOff += Math.abs(measured.get(best) - bowl(best)) / 6;
    }
    assertThat(expectedOff).isLessThan(measuredOff / 2);
  }

  @Test
  void predict_noiseAmongLossesOfAWideRange_coversTheTruth() {
    Problem problem = Problem.of(square, Objective.minimize("loss"));
    int covered = 0;
    for (int seed = 0; seed < 10; seed++) {
      Optimizer optimizer = gp(OptimizerSetting.of(problem, seed));
      var random = new Random(seed);
      for (int i = 0; i < 40; i++) {
        Treatment t = optimizer.ask(1).getFirst();
        double loss = 16 * bowl(t) + 0.2 * random.nextGaussian();
        optimizer.tell(Trial.of(i, t, problem).samples("loss", Samples.of(loss)).completed());
      }
      Treatment best = optimizer.recommend().orElseThrow();
      Prediction expected = optimizer.predict(best).orElseThrow();
      double off = Math.abs(expected.mean() - 16 * bowl(best));
      covered += off <= 2 * expected.standardDeviation() ? 1 : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(9);
  }

  @Test
  void predict_beforeTwoTrialsAreCompleted_isEmpty() {
    Optimizer optimizer = gp(square, 3);
    Treatment first = optimizer.ask(1).getFirst();
    assertThat(optimizer.predict(first)).isEmpty();
    optimizer.tell(CmaEsStudy.trial(0, first, 1));
    assertThat(optimizer.predict(first)).isEmpty();
  }

  @Test
  void predict_severalObjectives_isEmpty() {
    Problem problem = Problem.of(square, Objective.minimize("loss"), Objective.minimize("size"));
    Optimizer optimizer = gp(OptimizerSetting.of(problem, 1));
    for (int i = 0; i < 3; i++) {
      Treatment t = optimizer.ask(1).getFirst();
      optimizer.tell(
          Trial.of(i, t, problem)
              .samples("loss", Samples.of(bowl(t)))
              .samples("size", Samples.of(i))
              .completed());
    }
    assertThat(optimizer.predict(square.fromUnit(new double[2]))).isEmpty();
  }

  @Test
  void recommend_noNoise_isLeftToTheBestTrial() {
    Optimizer optimizer = gp(square, 15);
    new CmaEsStudy(optimizer, this::bowl).run(30);
    assertThat(optimizer.recommend()).isEmpty();
  }

  @Test
  void tell_observationsFromElsewhere_countAsData() {
    Optimizer optimizer = gp(square, 16);
    var random = new Random(2);
    for (int i = 1; i <= 25; i++) {
      Treatment t = square.fromUnit(new double[] {random.nextDouble(), random.nextDouble()});
      optimizer.tell(CmaEsStudy.trial(-i, t, bowl(t)));
    }
    assertThat(new CmaEsStudy(optimizer, this::bowl).run(5).best()).isLessThan(1e-3);
  }

  @Test
  void ask_moreTrialsThanTheModelTakes_goesOn() {
    Optimizer optimizer =
        Asking.create(
            GaussianProcess.withDefaults().mostTrials(30).candidates(64, 16).starts(1),
            Asking.setting(square, 17));
    var study = new CmaEsStudy(optimizer, this::branin).run(120);
    assertThat(study.proposed()).hasSize(120).doesNotHaveDuplicates();
    assertThat(study.best()).isLessThan(1e-2);
  }

  @Test
  void settings_areOptions() {
    GaussianProcess chosen =
        GaussianProcess.withDefaults()
            .startupTrials(5)
            .candidates(100, 20)
            .starts(2)
            .plainLosses()
            .withoutQuadratic()
            .noiseFree()
            .mostTrials(50);
    assertThat(chosen)
        .hasToString(
            "gp {candidates=100, half-rank=false, local-candidates=20, most-trials=50,"
                + " noise-free=true, quadratic=false, starts=2, startup-trials=5}");
    assertThat(
            new CmaEsStudy(Asking.create(chosen, Asking.setting(square, 18)), this::bowl)
                .run(20)
                .best())
        .isLessThan(1e-3);
    assertThatThrownBy(() -> chosen.mostTrials(19)).isInstanceOf(IllegalArgumentException.class);
  }
}
