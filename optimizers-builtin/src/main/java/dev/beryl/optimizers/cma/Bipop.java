package dev.beryl.optimizers.cma;

import java.util.Optional;

/**
 * Restarts in two regimes, whichever has used fewer evaluations so far: large runs, from the center
 * with larger populations from one to the next, and small ones from anywhere, with a population
 * between the default and half of the large one and a smaller step size.
 *
 * <p>The first run is followed by one more like it that starts elsewhere. Where the budget is
 * known, the first large run takes as large a population as the budget has for {@value
 * #LARGE_GENERATIONS} generations, instead of reaching it by doubling; a large run that has no room
 * for {@value Ipop#LEAST_GENERATIONS} generations is not started.
 *
 * @see <a href="https://doi.org/10.1145/1570256.1570333">Hansen, Benchmarking a BI-population
 *     CMA-ES on the BBOB-2009 function testbed, GECCO 2009</a>, section 2
 */
final class Bipop implements RestartSchedule {
  static final int LARGE_GENERATIONS = 120;
  private static final int MOST_TIMES = 1 << 9; // the first population
  private static final int LEAST_SMALL_GENERATIONS = 10;
  private static final long OPEN_BUDGET = Integer.MAX_VALUE;

  private final int population;
  private final double sigma;
  private int runs;
  private int largest;
  private boolean large;
  private long usedLarge;
  private long usedSmall;
  private long lastLarge;

  Bipop(int population, double sigma) {
    this.population = population;
    this.sigma = sigma;
    this.largest = population;
  }

  @Override
  public RunPlan first() {
    return new RunPlan(population, sigma, Long.MAX_VALUE, RunPlan.Start.CENTER);
  }

  /** The first two runs count as small ones. */
  @Override
  public Optional<RunPlan> next(long used, long remaining, double[] uniforms) {
    if (large) {
      usedLarge += used;
      lastLarge = used;
    } else {
      usedSmall += used;
    }
    if (runs++ == 0) {
      return Optional.of(new RunPlan(population, sigma, Long.MAX_VALUE, RunPlan.Start.UNIFORM));
    }
    long size = Math.min(larger(remaining), (long) MOST_TIMES * population);
    large = usedSmall >= usedLarge && remaining / Ipop.LEAST_GENERATIONS >= size;
    if (large) {
      largest = (int) Math.min(size, CmaEsSettings.LARGEST_POPULATION);
      return Optional.of(new RunPlan(largest, sigma, Long.MAX_VALUE, RunPlan.Start.CENTER));
    }
    return Optional.of(small(uniforms));
  }

  private long larger(long remaining) {
    long affordable =
        largest == population && remaining < OPEN_BUDGET ? remaining / LARGE_GENERATIONS : 0;
    return Math.max(2L * largest, affordable);
  }

  private RunPlan small(double[] uniforms) {
    double ratio = Math.max(1, 0.5 * largest / population);
    int size = (int) Math.floor(population * StrictMath.pow(ratio, uniforms[0] * uniforms[0]));
    long most =
        lastLarge == 0
            ? Long.MAX_VALUE
            : Math.max(lastLarge / 2, (long) LEAST_SMALL_GENERATIONS * size);
    double narrower = sigma * StrictMath.pow(10, -2 * uniforms[1]);
    return new RunPlan(size, narrower, most, RunPlan.Start.UNIFORM);
  }
}
