package dev.beryl.optimizers.cma;

/**
 * How a run is to go.
 *
 * @param populationSize samples of a generation
 * @param sigma the first step size, as a share of each range
 * @param evaluations the most it may use
 * @param start where its mean begins
 */
record RunPlan(int populationSize, double sigma, long evaluations, Start start) {

  /** Where a run begins. */
  enum Start {
    /** In the middle of the space. */
    CENTER,
    /** Anywhere. */
    UNIFORM
  }
}
