package dev.beryl.quality.problem;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;

/** One search problem to be solved once: a space and a function to be minimized. Immutable. */
public interface Instance {

  /** {@return the name of the problem of which this is an instance} */
  String problem();

  /** {@return which instance of its problem, from 0} */
  int number();

  /** {@return what to search} */
  SearchSpace space();

  /**
   * The function's value without noise.
   *
   * @return the value; where the minimum is known, it is 0
   */
  double loss(Treatment treatment);

  /** {@return the standard deviation of the normal noise that each evaluation has; 0: none} */
  default double noise() {
    return 0;
  }
}
