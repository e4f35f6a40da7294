package dev.beryl.tck;

/**
 * A rule of a contract.
 *
 * @param number that it has in the SPI's documentation, from 1
 * @param statement what must hold, in one sentence
 * @param lookAt where the fault is likely to be
 */
record Rule(int number, String statement, String lookAt) {

  /** The start of the names of this rule's test methods, such as {@code rule01}. */
  String tests() {
    return "rule%02d".formatted(number);
  }
}
