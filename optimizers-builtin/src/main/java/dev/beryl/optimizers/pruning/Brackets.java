package dev.beryl.optimizers.pruning;

/**
 * Brackets of trials, each with its rungs, which are the places; only trials of the same bracket
 * meet there.
 *
 * @param weights how often trials are in each of the brackets, in proportion
 */
@SuppressWarnings("ArrayRecordComponent") // never written to
record Brackets(Rungs[] rungs, double[] weights) implements Places {
  @Override
  public long[] of(LearningCurve curve, int report, double draw) {
    int bracket = bracket(draw);
    int before = report == 0 ? 0 : rungs[bracket].reached(curve.step(report - 1));
    int now = rungs[bracket].reached(curve.step(report));
    if (now == before) {
      return NONE;
    }
    long[] places = new long[now - before];
    for (int i = 0; i < places.length; i++) {
      places[i] = (long) Long.SIZE * bracket + before + i;
    }
    return places;
  }

  private int bracket(double draw) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = draw * total;
    int bracket = 0;
    while (bracket < weights.length - 1 && left >= weights[bracket]) {
      left -= weights[bracket++];
    }
    return bracket;
  }

  @Override
  public Schedule schedule() {
    return new Schedule(0, 1);
  }
}
