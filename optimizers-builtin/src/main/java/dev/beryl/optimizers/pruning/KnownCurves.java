package dev.beryl.optimizers.pruning;

/**
 * The losses of earlier curves at each place, and those projected to the end from there. Immutable.
 *
 * @param stopped the last steps of the curves that were stopped
 */
record KnownCurves(
    Known none, StepMap<Known> values, StepMap<Known> ends, OrderStatistics stopped) {

  static KnownCurves none(int objectives) {
    return new KnownCurves(
        Known.none(objectives), StepMap.empty(), StepMap.empty(), OrderStatistics.EMPTY);
  }

  /** These curves and one more. */
  KnownCurves with(ToldTrial trial, Horizon horizon) {
    StepMap<Known> moreValues = values;
    StepMap<Known> moreEnds = ends;
    LearningCurve curve = trial.curve();
    for (int i = 0; i < curve.size(); i++) {
      for (long place : horizon.places().of(curve, i, trial.draw())) {
        Known here = moreValues.at(place, none);
        moreValues = moreValues.with(place, here.with(trial.number(), curve.losses(i)));
        double end = horizon.projects() ? curve.projectedEnd(i, horizon.last()) : Double.NaN;
        if (!Double.isNaN(end)) {
          moreEnds = moreEnds.with(place, moreEnds.at(place, none).with(trial.number(), end));
        }
      }
    }
    return new KnownCurves(
        none,
        moreValues,
        moreEnds,
        trial.isStopped() ? stopped.with((double) curve.lastStep()) : stopped);
  }

  Known valuesAt(long place) {
    return values.at(place, none);
  }

  Known endsAt(long place) {
    return ends.at(place, none);
  }

  /** How many curves were stopped before a step. */
  int stoppedBefore(long step) {
    return stopped.below((double) step);
  }
}
