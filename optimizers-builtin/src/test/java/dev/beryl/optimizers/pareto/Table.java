package dev.beryl.optimizers.pareto;

/** Points in the order of their numbers. */
record Table(double[][] points) implements Losses {
  @Override
  public int objectives() {
    return points[0].length;
  }

  @Override
  public double loss(int point, int objective) {
    return points[point][objective];
  }

  @Override
  public boolean precedes(int point, int other) {
    return point < other;
  }
}
