package dev.beryl.space;

/** The way in which a numeric parameter's range is spread over the unit interval. */
public enum Scale {
  /** Equal differences are equally far apart. */
  LINEAR,
  /** Equal ratios are equally far apart; the range must be positive. */
  LOG
}
