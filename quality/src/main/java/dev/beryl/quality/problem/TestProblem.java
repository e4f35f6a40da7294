package dev.beryl.quality.problem;

/** A function whose instances differ in what is drawn at random. Immutable. */
public interface TestProblem {

  /** {@return the name, unique within a suite} */
  String name();

  /** {@return the number of parameters} */
  int dimension();

  /** Draws the instance of a number, from 0; the same number gives the same instance. */
  Instance instance(int number);
}
