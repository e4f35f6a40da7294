package dev.beryl.optimizers.cma;

import java.util.Optional;

/**
 * Restarts with twice the population each time, up to 2⁹ times the first, and no larger than what
 * the budget has left for {@value #LEAST_GENERATIONS} generations.
 *
 * @see <a href="https://doi.org/10.1109/CEC.2005.1554902">Auger and Hansen, A restart CMA evolution
 *     strategy with increasing population size, CEC 2005</a>
 */
final class Ipop implements RestartSchedule {
  static final int LEAST_GENERATIONS = 50;
  private static final int MOST_DOUBLINGS = 9;

  private final int population;
  private final double sigma;
  private int doublings;

  Ipop(int population, double sigma) {
    this.population = population;
    this.sigma = sigma;
  }

  @Override
  public RunPlan first() {
    return new RunPlan(population, sigma, Long.MAX_VALUE, RunPlan.Start.CENTER);
  }

  @Override
  public Optional<RunPlan> next(long used, long remaining, double[] uniforms) {
    doublings = Math.min(MOST_DOUBLINGS, doublings + 1);
    long size = (long) population << doublings;
    while (size > population && remaining / LEAST_GENERATIONS < size) {
      size /= 2;
    }
    return Optional.of(
        new RunPlan((int) Math.min(size, 1 << 24), sigma, Long.MAX_VALUE, RunPlan.Start.UNIFORM));
  }
}
