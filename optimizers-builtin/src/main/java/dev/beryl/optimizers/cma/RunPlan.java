package dev.beryl.optimizers.cma;

/**
 * The plan of a run.
 *
 * @param populationSize samples of a generation
 * @param sigma the first step size, as a share of each range
 * @param evaluations the most it may use
 */
record RunPlan(int populationSize, double sigma, long evaluations, Start start) {

  /** Where a run starts. */
  enum Start {
    /** In the middle of the space. */
    CENTER,
    /** Anywhere. */
    UNIFORM
  }
}
