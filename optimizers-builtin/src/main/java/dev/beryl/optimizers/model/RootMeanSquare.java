package dev.beryl.optimizers.model;

/** The root of the mean of squares that may be beyond the range of doubles. */
final class RootMeanSquare {
  private int exponent = Double.MIN_EXPONENT - Double.PRECISION; // of the largest number
  private double sum; // of the squares, in units of 4^exponent
  private int count;

  /** No numbers yet. */
  RootMeanSquare() {}

  /** Takes in a number. */
  void add(double number) {
    int magnitude = Math.getExponent(number);
    if (number != 0 && magnitude > exponent) {
      sum = Math.scalb(sum, 2 * (exponent - magnitude));
      exponent = magnitude;
    }
    double scaled = Math.scalb(number, -exponent);
    sum += scaled * scaled;
    count++;
  }

  /** {@return how many numbers there are} */
  int count() {
    return count;
  }

  /** {@return the root of the mean square; NaN if there is no number} */
  double value() {
    return Math.scalb(Math.sqrt(sum / count), exponent);
  }
}
