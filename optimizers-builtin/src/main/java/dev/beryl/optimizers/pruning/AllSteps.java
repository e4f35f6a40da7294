package dev.beryl.optimizers.pruning;

/**
 * Every step is a place.
 *
 * @param from the first one
 * @param last the first one behind
 * @param interval only the first report in each interval of so many steps is judged
 */
record AllSteps(long from, long last, long interval) implements Places {
  @Override
  public long[] of(LearningCurve curve, int report, double draw) {
    long step = curve.step(report);
    return step >= from && step < last ? new long[] {step} : NONE;
  }

  @Override
  public Schedule schedule() {
    return new Schedule(from, interval);
  }
}
