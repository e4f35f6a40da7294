package dev.beryl.quality.problem;

/** A function of real vectors with minimum 0. Pure, with the same bits on every machine. */
interface Landscape {

  /** {@return the value at a point of two or more coordinates} */
  double at(double[] y);

  /** {@return each coordinate of where the minimum is} */
  default double argmin() {
    return 0;
  }
}
