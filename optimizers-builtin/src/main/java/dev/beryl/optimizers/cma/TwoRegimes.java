package dev.beryl.optimizers.cma;

import java.util.Optional;

/**
 * Restarts in two regimes, whichever has used fewer evaluations so far: large runs, each with twice
 * the population of the last, and small ones with a population between the default and half of the
 * large one and a smaller step size. What the budget has left bounds the population: a large run
 * has room for {@value DoublingPopulation#LEAST_GENERATIONS} generations or does not begin.
 *
 * @see <a href="https://doi.org/10.1145/1570256.1570333">Hansen, Benchmarking a BI-population
 *     CMA-ES on the BBOB-2009 function testbed, GECCO 2009</a>, section 2
 */
final class TwoRegimes implements RestartSchedule {
  private static final int MOST_DOUBLINGS = 9;
  private static final int LEAST_SMALL_GENERATIONS = 10;

  private final int population;
  private final double sigma;
  private int doublings;
  private boolean large;
  private long usedLarge;
  private long usedSmall;
  private long lastLarge;

  TwoRegimes(int population, double sigma) {
    this.population = population;
    this.sigma = sigma;
  }

  @Override
  public RunPlan first() {
    return new RunPlan(population, sigma, Long.MAX_VALUE, RunPlan.Start.GIVEN);
  }

  /** The first run counts as a small one. */
  @Override
  public Optional<RunPlan> next(long used, long remaining, double[] uniforms) {
    if (large) {
      usedLarge += used;
      lastLarge = used;
    } else {
      usedSmall += used;
    }
    long doubled = (long) population << Math.min(MOST_DOUBLINGS, doublings + 1);
    large =
        usedSmall >= usedLarge && remaining / DoublingPopulation.LEAST_GENERATIONS >= doubled;
    if (large) {
      doublings++;
      return Optional.of(
          new RunPlan((int) doubled, sigma, Long.MAX_VALUE, RunPlan.Start.UNIFORM));
    }
    return Optional.of(small(uniforms));
  }

  private RunPlan small(double[] uniforms) {
    double largest = (double) population * (1L << doublings);
    double ratio = Math.max(1, 0.5 * largest / population);
    int size =
        (int) Math.floor(population * StrictMath.pow(ratio, uniforms[0] * uniforms[0]));
    long most =
        lastLarge == 0
            ? Long.MAX_VALUE
            : Math.max(lastLarge / 2, (long) LEAST_SMALL_GENERATIONS * size);
    double narrower = sigma * StrictMath.pow(10, -2 * uniforms[1]);
    return new RunPlan(size, narrower, most, RunPlan.Start.UNIFORM);
  }
}
