package dev.beryl.optimizers.cma;

/** How the search goes on once a run has ended. */
public enum RestartStrategy {
  /** Not at all: nothing more is proposed. */
  NONE,
  /** With twice the population each time. */
  IPOP,
  /** With larger populations and with small, local runs in turn, by the evaluations they used. */
  BIPOP;

  RestartSchedule schedule(int population, double sigma) {
    return switch (this) {
      case NONE -> new SingleRun(population, sigma);
      case IPOP -> new Ipop(population, sigma);
      case BIPOP -> new Bipop(population, sigma);
    };
  }
}
