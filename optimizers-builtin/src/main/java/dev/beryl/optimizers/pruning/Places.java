package dev.beryl.optimizers.pruning;

/** Where reports of curves are compared with each other. Immutable. */
sealed interface Places permits AllSteps, Brackets {
  /** No place. */
  long[] NONE = {};

  /**
   * The places at which a report of a curve is compared, by number.
   *
   * @param draw the trial's uniform number in (0, 1)
   */
  long[] of(LearningCurve curve, int report, double draw);

  /** A new schedule of the reports that are judged. */
  Schedule schedule();
}
