package dev.beryl.optimizers.cma;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Options;
import java.util.List;

/** Makes the runs of a study by their plans. */
final class RunFactory {
  private static final long SAMPLES = 0;
  private static final double SIGMA = 0.2;
  private static final double SIGMA_AT_DEFAULTS = 0.1;
  private static final double CENTRE = 0.5;
  private static final int LARGEST_FULL = 200;

  private final SpaceLayout layout;
  private final Options options;
  private final OrthogonalSampler sampler;
  private final int population;
  private final boolean separable;
  private final boolean defaults;

  RunFactory(OptimizerSetting setting, SpaceLayout layout) {
    this.layout = layout;
    this.options = setting.options();
    int n = layout.coordinates();
    this.sampler = new OrthogonalSampler(setting.random(SAMPLES), n);
    this.separable =
        switch (options.get(CmaEsOptions.COVARIANCE)) {
          case AUTO -> n > LARGEST_FULL;
          case FULL -> false;
          case DIAGONAL -> true;
        };
    this.population =
        options
            .find(CmaEsOptions.POPULATION)
            .orElseGet(() ->
                Math.max(StrategyParameters.defaultPopulation(n), setting.parallelism()));
    this.defaults =
        setting.space().parameters().stream()
            .allMatch(parameter -> parameter.defaultCoordinate().isPresent());
  }

  int population() {
    return population;
  }

  double sigma() {
    return options
        .find(CmaEsOptions.SIGMA)
        .orElse(defaults ? SIGMA_AT_DEFAULTS : SIGMA);
  }

  Run first(RunPlan plan) {
    double[] mean = new double[layout.coordinates()];
    List<Parameter> parameters = layout.space().parameters();
    boolean given = false;
    for (int j = 0; j < mean.length; j++) {
      Parameter parameter = parameters.get(layout.places()[j]);
      boolean has = parameter.defaultCoordinate().isPresent();
      mean[j] = has ? parameter.toUnit(parameter.defaultCoordinate().getAsLong()) : CENTRE;
      given |= has;
    }
    Run run = run(plan, mean, 0);
    if (given) {
      run.beginWithMean();
    }
    return run;
  }

  Run next(RunPlan plan, PhiloxRandom random, long firstGeneration) {
    double[] mean = new double[layout.coordinates()];
    random.nextDoubles(mean, 0, mean.length);
    return run(plan, mean, firstGeneration);
  }

  private Run run(RunPlan plan, double[] mean, long firstGeneration) {
    int n = mean.length;
    var parameters =
        StrategyParameters.of(
            n, plan.populationSize(), options.get(CmaEsOptions.DAMPING), separable);
    Covariance shape = separable ? DiagonalCovariance.identity(n) : FullCovariance.identity(n);
    var distribution = new SearchDistribution(parameters, mean, plan.sigma(), shape);
    return new Run(parameters, distribution, sampler, layout, false, firstGeneration);
  }
}
