package dev.beryl.optimizers.cma;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Options;
import java.util.List;

/** Makes the runs of a study by their plans. */
final class RunFactory {
  private static final long SAMPLES = 0;
  private static final long RESTARTS = 1;
  private static final long CATEGORIES = 2;
  private static final double SIGMA = 0.2;
  private static final double SIGMA_AT_DEFAULTS = 0.1;
  private static final double NARROWEST_WARM = 0.02;
  private static final double CENTRE = 0.5;
  private static final int LARGEST_FULL = 200;
  private static final double DISCRETE_POPULATION = 1.5;
  private static final int LEAST_DISCRETE_POPULATION = 6;

  private final SpaceLayout layout;
  private final Options options;
  private final OrthogonalSampler sampler;
  private final PhiloxRandom categoryRandom;
  private final PhiloxRandom restartRandom;
  private final NoiseEstimate noise = new NoiseEstimate();
  private final int population;
  private final boolean separable;
  private final boolean allDefaults;

  RunFactory(OptimizerSetting setting, SpaceLayout layout) {
    this.layout = layout;
    this.options = setting.options();
    int n = layout.coordinates();
    this.sampler = new OrthogonalSampler(setting.random(SAMPLES), n);
    this.categoryRandom = setting.random(CATEGORIES);
    this.restartRandom = setting.random(RESTARTS);
    this.separable =
        switch (options.get(CmaEsOptions.COVARIANCE)) {
          case AUTO -> n > LARGEST_FULL;
          case FULL -> false;
          case DIAGONAL -> true;
        };
    this.population =
        options
            .find(CmaEsOptions.POPULATION)
            .orElseGet(() -> Math.max(defaultPopulation(layout), setting.parallelism()));
    this.allDefaults =
        setting.space().parameters().stream()
            .allMatch(parameter -> parameter.defaultCoordinate().isPresent());
  }

  private static int defaultPopulation(SpaceLayout layout) {
    int size = StrategyParameters.defaultPopulation(layout.size());
    int discrete = layout.discreteSize();
    if (discrete == 0) {
      return size;
    }
    double factor = 2 * discrete > layout.size() ? DISCRETE_POPULATION : 1;
    return (int) Math.max(LEAST_DISCRETE_POPULATION, factor * size);
  }

  /** {@return whether ranks are to a good part chance} */
  boolean isNoisy() {
    return noise.isConsiderable();
  }

  /** {@return the population of the first run} */
  int population() {
    return population;
  }

  /** {@return the step size of the first run} */
  double sigma() {
    return options.find(CmaEsOptions.SIGMA).orElse(allDefaults ? SIGMA_AT_DEFAULTS : SIGMA);
  }

  /** A run from the defaults, and from the centre where there is none. */
  Run first(RunPlan plan) {
    double[] mean = new double[layout.coordinates()];
    int[] categories = new int[layout.categories().length];
    List<Parameter> parameters = layout.space().parameters();
    double[] unit = new double[parameters.size()];
    boolean given = false;
    for (int place = 0; place < unit.length; place++) {
      Parameter parameter = parameters.get(place);
      boolean has = parameter.defaultCoordinate().isPresent();
      unit[place] =
          has ? parameter.toUnit(parameter.defaultCoordinate().getAsLong()) : CENTRE;
      given |= has;
    }
    layout.read(unit, mean, mean, categories);
    Run run = run(plan, mean, plan.sigma(), identity(), 0);
    if (given) {
      run.beginWithMean(categories);
    }
    return run;
  }

  /** A run from where observations from elsewhere were best. */
  Run warm(RunPlan plan, WarmStart start) {
    Covariance shape = identity();
    double sigma = Math.sqrt(start.shape(shape));
    for (int j = 0; j < layout.coordinates(); j++) {
      sigma = Math.max(sigma, NARROWEST_WARM / Math.sqrt(shape.variance(j)));
    }
    return run(plan, start.mean(), sigma, shape, 0);
  }

  /**
   * A run from anywhere.
   *
   * @param number of the run, from 1
   */
  Run next(RunPlan plan, int number, long firstGeneration) {
    double[] mean = new double[layout.coordinates()];
    restartRandom.seek(number, 1);
    restartRandom.nextDoubles(mean, 0, mean.length);
    return run(plan, mean, plan.sigma(), identity(), firstGeneration);
  }

  /** Two uniform numbers for the plan of a run. */
  double[] uniforms(int number) {
    restartRandom.seek(number, 0);
    return new double[] {restartRandom.nextDouble(), restartRandom.nextDouble()};
  }

  private Covariance identity() {
    int n = layout.coordinates();
    return separable ? DiagonalCovariance.identity(n) : FullCovariance.identity(n);
  }

  private Run run(
      RunPlan plan, double[] mean, double sigma, Covariance shape, long firstGeneration) {
    var parameters =
        StrategyParameters.of(
            mean.length, plan.populationSize(), options.get(CmaEsOptions.DAMPING), separable);
    var distribution = new SearchDistribution(parameters, mean, sigma, shape);
    return new Run(
        parameters,
        distribution,
        sampler,
        categoryRandom,
        layout,
        noise,
        options.get(CmaEsOptions.LEARNING_RATE),
        firstGeneration);
  }
}
