package dev.beryl.quality.problem;

/** What is changed about a problem. */
public enum Variant {
  /** Nothing. */
  PLAIN,
  /** Every other real parameter, from the first on, has its optimum at an end of its range. */
  BOUNDARY,
  /** Every other real parameter has its optimum beyond its range, by a tenth of it. */
  BEYOND,
  /** Every other real parameter, from the second on, and its optimum are rounded to integers. */
  INTEGER,
  /** Each evaluation has normal noise of standard deviation 1. */
  NOISE;

  /** {@return whether the minimum is 0 still} */
  public boolean keepsMinimum() {
    return this != BEYOND;
  }
}
