package dev.beryl.tck;

/** A rule of a contract, with the number that it has in the SPI's documentation. */
interface Rule {

  /** {@return the number, from 1} */
  int number();

  /** {@return what must hold, in one sentence} */
  String statement();

  /** {@return where the fault is likely to be} */
  String lookAt();

  /** {@return how test methods of this rule begin, such as {@code rule01} } */
  default String tests() {
    return "rule%02d".formatted(number());
  }
}
