package dev.beryl.optimizers.auto;

/** A method that can propose the trials of a study, or of a part of it. */
public enum Method {
  /** All treatments of a finite space, in random order. */
  GRID("grid"),
  /** Points that fill the space. */
  SOBOL("sobol"),
  /** A Gaussian process. */
  GP("gp"),
  /** Kernel densities of good and other trials. */
  TPE("tpe"),
  /** A normal distribution that adapts, with margins and categories. */
  CMA_ES("cma-es");

  private final String optimizer;

  Method(String optimizer) {
    this.optimizer = optimizer;
  }

  /** {@return the name of the optimizer that implements it} */
  public String optimizer() {
    return optimizer;
  }
}
