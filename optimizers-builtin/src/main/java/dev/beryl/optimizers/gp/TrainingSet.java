package dev.beryl.optimizers.gp;

/** Points with their targets. */
final class TrainingSet {
  private final Inputs inputs;
  private final double[][] points;
  private final double[] targets;
  private final double[] extraNoise;

  /**
   * A set of at least one point.
   *
   * @param extraNoise the known variance of each target
   */
  TrainingSet(Inputs inputs, double[][] points, double[] targets, double[] extraNoise) {
    this.inputs = inputs;
    this.points = points;
    this.targets = targets;
    this.extraNoise = extraNoise;
  }

  Inputs inputs() {
    return inputs;
  }

  int size() {
    return points.length;
  }

  double[][] points() {
    return points;
  }

  double[] targets() {
    return targets;
  }

  double[] extraNoise() {
    return extraNoise;
  }
}
