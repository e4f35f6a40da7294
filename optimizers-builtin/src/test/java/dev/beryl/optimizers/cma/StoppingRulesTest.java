package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoppingRulesTest {
  private static final int N = 4;
  private static final int POPULATION = 8;
  private static final double SIGMA = 0.2;

  private final StrategyParameters parameters = StrategyParameters.of(N, POPULATION, 1, false);
  private final SearchDistribution wide = distribution(SIGMA);

  @Test
  void check_progress_goesOn() {
    StoppingRules rules = rules(null);
    for (int g = 0; g < 300; g++) {
      assertThat(check(rules, wide, 1000 - g, 1)).isNull();
    }
  }

  @Test
  void check_lossesAlikeForLong_isTolFunHistory() {
    StoppingRules rules = rules(null);
    StopReason reason = null;
    int generations = 0;
    while (reason == null) {
      reason = check(rules, wide, 1, 1e-3);
      generations++;
    }
    assertThat(reason).isEqualTo(StopReason.TOL_FUN_HISTORY);
    assertThat(generations).isEqualTo(10);
  }

  @Test
  void check_lossesWithinTheTolerance_isTolFun() {
    StoppingRules rules = rules(null);
    StopReason reason = null;
    for (int g = 0; g < 10; g++) {
      assertThat(check(rules, wide, 20_000 - g, 2e4)).isNull();
    }
    for (int g = 0; g < 100 && reason == null; g++) {
      reason = check(rules, wide, (g % 2) * 5e-12, 1e-12);
    }
    assertThat(reason).isEqualTo(StopReason.TOL_FUN);
  }

  @Test
  void check_smallLossesAll_goesOn() {
    StoppingRules rules = rules(null);
    for (int g = 0; g < 300; g++) {
      assertThat(check(rules, wide, (1000 - g) * 1e-40, 1e-40)).isNull();
    }
  }

  @Test
  void check_equalLosses_isFlat() {
    StoppingRules rules = rules(null);
    assertThat(check(rules, wide, 5, 0)).isNull();
    assertThat(check(rules, wide, 4, 0)).isEqualTo(StopReason.FLAT);
  }

  @Test
  void check_noiseKnown_ignoresLosses() {
    StoppingRules rules = rules(null);
    rules.ignoreLosses();
    for (int g = 0; g < 100; g++) {
      assertThat(check(rules, wide, 1, 0)).isNull();
    }
  }

  @Test
  void check_settledFarAboveTheIncumbent_isHopeless() {
    Candidate incumbent = Candidates.completed(N, 0, 0);
    StoppingRules rules = rules(incumbent);
    StopReason reason = null;
    int g = 0;
    for (; g < 200 && reason == null; g++) {
      reason = check(rules, wide, 10 + Math.pow(0.9, g), Math.pow(0.9, g));
    }
    assertThat(reason).isEqualTo(StopReason.HOPELESS);
    assertThat(g).isBetween(20, 60);
  }

  @Test
  void check_shrunkenAroundTheIncumbent_isRediscovered() {
    Candidate incumbent = Candidates.completed(N, 0, 0);
    java.util.Arrays.fill(incumbent.x, 0.5001);
    assertThat(check(rules(incumbent), distribution(0.001), 1, 1))
        .isEqualTo(StopReason.REDISCOVERED);
    assertThat(check(rules(incumbent), distribution(0.1), 1, 1)).isNull();
    assertThat(check(rules(incumbent), distribution(1e-5), 1, 1)).isNull();
  }

  @Test
  void check_shrunkenToAPoint_isTolX() {
    assertThat(check(rules(null), distribution(1e-12), 1, 1)).isEqualTo(StopReason.TOL_X);
  }

  @Test
  void check_grownBeyondAll_isTolXUp() {
    assertThat(check(rules(null), distribution(1e4), 1, 1)).isEqualTo(StopReason.TOL_X_UP);
  }

  @Test
  void check_badlyConditioned_isCondition() {
    FullCovariance covariance = FullCovariance.identity(N);
    double[] along = {1, 0, 0, 0};
    covariance.update(1e-17, 0, along, new double[][] {along}, new double[] {1}, 1);
    covariance.decompose();
    var distribution = new SearchDistribution(parameters, center(), SIGMA, covariance);
    assertThat(check(rules(null), distribution, 1, 1)).isEqualTo(StopReason.CONDITION);
  }

  @Test
  void check_stepBelowTheSpacingOfDoubles_hasNoEffect() {
    FullCovariance covariance = FullCovariance.identity(N);
    double[] along = {1, 0, 0, 0};
    covariance.update(1e-13, 0, along, new double[][] {along}, new double[] {1}, 1);
    covariance.decompose();
    var distribution = new SearchDistribution(parameters, center(), 1e-10, covariance);
    assertThat(check(rules(null), distribution, 1, 1)).isEqualTo(StopReason.NO_EFFECT_COORDINATE);
  }

  @Test
  void check_noProgressForLong_isStagnation() {
    StoppingRules rules = rules(null);
    StopReason reason = null;
    double[] step = new double[N];
    for (int g = 0; g < 2000 && reason == null; g++) {
      // A generation that changes nothing but the count.
      Candidate[] members =
          IntStream.range(0, POPULATION)
              .mapToObj(k -> Candidates.completed(N, k, k))
              .toArray(Candidate[]::new);
      assertThat(members[0].step).isEqualTo(step);
      Candidates.update(wide, parameters, members);
      wide.sigma(SIGMA);
      wide.covariance().set(FullCovariance.identity(N).rows());
      reason = check(rules, wide, 5 + g % 7, 3);
    }
    assertThat(reason).isEqualTo(StopReason.STAGNATION);
    assertThat(wide.generation()).isBetween(100L, 300L);
  }

  @Test
  void check_discreteAxisAlone_goesOn() {
    SearchSpace mixed = SearchSpace.of(Parameter.integer("n", 0, 9), Parameter.real("x", 0, 1));
    var few = StrategyParameters.of(2, 6, 1, true);
    var distribution =
        new SearchDistribution(few, new double[] {0.5, 0.5}, SIGMA, DiagonalCovariance.identity(2));
    var rules = new StoppingRules(few, new SpaceLayout(mixed), SIGMA, new LossScale(), null);
    assertThat(rules.check(distribution, new double[] {1, 2, 3, 4, 5, 6}, 6)).isNull();
  }

  private StoppingRules rules(@Nullable Candidate incumbent) {
    SearchSpace space =
        SearchSpace.of(IntStream.range(0, N).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList());
    return new StoppingRules(parameters, new SpaceLayout(space), SIGMA, new LossScale(), incumbent);
  }

  private SearchDistribution distribution(double sigma) {
    return new SearchDistribution(parameters, center(), sigma, FullCovariance.identity(N));
  }

  private static double[] center() {
    return new double[] {0.5, 0.5, 0.5, 0.5};
  }

  /** A generation of losses from the best one up, so far apart. */
  private static @Nullable StopReason check(
      StoppingRules rules, SearchDistribution distribution, double best, double range) {
    double[] losses = new double[POPULATION];
    for (int k = 0; k < POPULATION; k++) {
      losses[k] = best + range * k / (POPULATION - 1);
    }
    return rules.check(distribution, losses, POPULATION);
  }
}
