package dev.beryl.optimizers.auto;

import dev.beryl.optimizers.design.Design;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.math.BigInteger;

/**
 * What the rules go by: all of it is known before the first trial, but whether noise is high.
 *
 * @param numeric parameters with an order and more than two values
 * @param choices other parameters with more than one value
 * @param categories the sum of the numbers of values of these
 * @param conditional whether a parameter depends on another
 * @param treatments how many the space has; {@link #INFINITE} if they are too many to count
 * @param objectives how many there are
 * @param budget trials of the study, or how many are assumed if it is open
 * @param inFlight trials at the same time
 * @param noisy whether ranks of losses are to a good part chance
 */
record Facts(
    int numeric,
    int choices,
    long categories,
    boolean conditional,
    long treatments,
    int objectives,
    int budget,
    int inFlight,
    boolean noisy) {
  static final long INFINITE = Long.MAX_VALUE;

  static Facts of(SearchSpace space, int objectives, int budget, int inFlight, boolean noisy) {
    int numeric = 0;
    int choices = 0;
    long categories = 0;
    for (Parameter parameter : space.parameters()) {
      long levels = parameter.levels().orElse(INFINITE);
      if (levels == 2 || (levels > 1 && parameter instanceof CategoricalParameter<?>)) {
        choices++;
        categories += levels;
      } else if (levels > 1) {
        numeric++;
      }
    }
    return new Facts(
        numeric,
        choices,
        categories,
        space.isConditional(),
        treatments(space),
        objectives,
        budget,
        inFlight,
        noisy);
  }

  private static long treatments(SearchSpace space) {
    BigInteger size = Design.isEnumerable(space) ? space.cardinality().orElse(null) : null;
    return size == null || size.bitLength() >= Long.SIZE ? INFINITE : size.longValue();
  }

  /** {@return the number of parameters with more than one value} */
  int parameters() {
    return numeric + choices;
  }

  /** Whether there are no more than so many trials for each of these parameters. */
  boolean isWithin(int each) {
    return budget <= (long) each * parameters();
  }
}
