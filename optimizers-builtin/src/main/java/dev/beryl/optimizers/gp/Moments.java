package dev.beryl.optimizers.gp;

/** Mean and variance of a model at a point. */
record Moments(double mean, double variance) {
  double deviation() {
    return Math.sqrt(variance);
  }
}
