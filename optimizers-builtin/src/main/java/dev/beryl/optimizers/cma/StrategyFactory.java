package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.model.RecentNoise;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.spi.OptimizerSetting;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the evolution strategies of a study by their plans. */
final class StrategyFactory {
  private static final long SAMPLES = 0;
  private static final long RESTARTS = 1;
  private static final long CATEGORIES = 2;
  private static final long REPAIRS = 5;
  private static final double NARROWEST_WARM = 0.02;
  private static final double CENTER = 0.5;

  private final SpaceLayout layout;
  private final StrategyChoice choice;
  private final OrthogonalSampler sampler;
  private final PhiloxRandom categoryRandom;
  private final PhiloxRandom restartRandom;
  private final PhiloxRandom repairRandom;
  private final RecentNoise noise = new RecentNoise();
  private final LossScale scale = new LossScale();

  StrategyFactory(OptimizerSetting setting, CmaEsSettings settings, SpaceLayout layout) {
    this.layout = layout;
    this.choice = StrategyChoice.of(setting, settings, layout);
    int n = layout.coordinates();
    this.sampler = new OrthogonalSampler(setting.random(SAMPLES), n);
    this.categoryRandom = setting.random(CATEGORIES);
    this.repairRandom = setting.random(REPAIRS);
    this.restartRandom = setting.random(RESTARTS);
  }

  /** {@return what is known of the noise} */
  RecentNoise noise() {
    return noise;
  }

  /** {@return the population of the first run} */
  int population() {
    return choice.population();
  }

  /** {@return the step size of the first run} */
  double sigma() {
    return choice.sigma();
  }

  /** A strategy that starts at the defaults, and at the center where there is none. */
  EvolutionStrategy first(RunPlan plan) {
    double[] mean = new double[layout.coordinates()];
    Arrays.fill(mean, 0, layout.places().length, CENTER);
    int[] categories = new int[layout.categories().length];
    List<Parameter> parameters = layout.space().parameters();
    double[] unit = new double[parameters.size()];
    boolean given = false;
    for (int place = 0; place < unit.length; place++) {
      Parameter parameter = parameters.get(place);
      boolean has = parameter.defaultCoordinate().isPresent();
      double center = parameter instanceof ItemsParameter<?> ? Double.NaN : CENTER; // no order yet
      unit[place] = has ? parameter.toUnit(parameter.defaultCoordinate().getAsLong()) : center;
      given |= has;
    }
    layout.read(unit, mean, mean, categories);
    EvolutionStrategy strategy = strategy(plan, mean, plan.sigma(), identity(), null, 0);
    if (given) {
      strategy.startWithMean(categories);
    }
    return strategy;
  }

  /** A strategy that starts where observations from elsewhere were best. */
  EvolutionStrategy warm(RunPlan plan, PromisingDistribution start) {
    Covariance shape = identity();
    double sigma = Math.sqrt(start.shape(shape));
    for (int j = 0; j < layout.coordinates(); j++) {
      sigma = Math.max(sigma, NARROWEST_WARM / Math.sqrt(shape.variance(j)));
    }
    return strategy(plan, start.mean(), sigma, shape, null, 0);
  }

  /**
   * A restart.
   *
   * @param number of the restart, from 1
   */
  EvolutionStrategy next(
      RunPlan plan, int number, @Nullable Candidate incumbent, long firstGeneration) {
    double[] mean = new double[layout.coordinates()];
    switch (plan.start()) {
      case CENTER -> Arrays.fill(mean, CENTER);
      case UNIFORM -> {
        restartRandom.seek(number, 1);
        restartRandom.nextDoubles(mean, 0, mean.length);
      }
    }
    return strategy(plan, mean, plan.sigma(), identity(), incumbent, firstGeneration);
  }

  /** Repairs the infeasible samples of a strategy that starts at or beside a feasible point. */
  void repairing(EvolutionStrategy strategy, FeasibleSet set, Candidate start) {
    strategy.repairing(new Repair(set, repairRandom), start);
  }

  /** A strategy that starts at one of the feasible points that were gathered. */
  EvolutionStrategy feasible(
      RunPlan plan,
      FeasibleStart points,
      Candidate at,
      @Nullable Candidate incumbent,
      long firstGeneration) {
    Covariance shape = identity();
    double sigma = points.shape(shape) * (plan.sigma() / choice.sigma());
    return strategy(plan, at.x.clone(), sigma, shape, incumbent, firstGeneration);
  }

  /** A number for the point at which a restart starts. */
  double place(int number) {
    restartRandom.seek(number, 1);
    return restartRandom.nextDouble();
  }

  /** Two uniform numbers for the plan of a restart. */
  double[] uniforms(int number) {
    restartRandom.seek(number, 0);
    return new double[] {restartRandom.nextDouble(), restartRandom.nextDouble()};
  }

  private Covariance identity() {
    int n = layout.coordinates();
    return choice.separable() ? DiagonalCovariance.identity(n) : FullCovariance.identity(n);
  }

  private EvolutionStrategy strategy(
      RunPlan plan,
      double[] mean,
      double sigma,
      Covariance shape,
      @Nullable Candidate incumbent,
      long firstGeneration) {
    var parameters =
        StrategyParameters.of(
            mean.length, plan.populationSize(), choice.damping(), choice.separable());
    var distribution = new SearchDistribution(parameters, mean, sigma, shape);
    return new EvolutionStrategy(
        parameters,
        distribution,
        sampler,
        categoryRandom,
        layout,
        noise,
        scale,
        choice.learningRate(),
        incumbent,
        firstGeneration);
  }
}
