package dev.beryl.space;

/** How a parameter's coordinates belong to the unit interval, as far as that is simple. */
sealed interface UnitMap {
  /** Only the parameter itself knows. */
  UnitMap OWN = new Own();

  /** A real value at u is start + u span, which is within the range for every u in [0, 1]. */
  record Affine(double start, double span) implements UnitMap {}

  /**
   * The coordinates from the first one on have equal bins.
   *
   * @param levels how many, few enough for {@link Bins#isCertain}
   */
  record Binned(long first, long levels) implements UnitMap {}

  /** Anything else. */
  record Own() implements UnitMap {}

  static UnitMap binned(long first, long levels) {
    return Bins.isCertain(levels) ? new Binned(first, levels) : OWN;
  }
}
