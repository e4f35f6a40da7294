package dev.beryl.optimizers.design;

import dev.beryl.space.Lattice;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.math.BigInteger;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through the combinations of a lattice, leaving out those that violate a hard
 * constraint.
 *
 * <p>A violating treatment is returned nevertheless in two cases, so that a study reports which
 * constraint rejects it: after 2<sup>16</sup> violating ones in a row, and once at the end if there
 * was nothing else.
 */
public final class LatticeWalk implements Design {
  private static final int MOST_LEFT_OUT = 1 << 16;
  private static final BigInteger MOST_COMBINATIONS = BigInteger.valueOf(Long.MAX_VALUE);

  private final SearchSpace space;
  private final Lattice lattice;
  private final LongUnaryOperator order;
  private final long size;
  private long position;
  private boolean empty = true;

  /**
   * A walk before its first combination.
   *
   * @param lattice of which the first 2<sup>63</sup> - 1 combinations are visited
   * @param order makes, for the number of combinations, a map from positions to combinations
   */
  public LatticeWalk(
      SearchSpace space, Lattice lattice, LongFunction<? extends LongUnaryOperator> order) {
    this.space = space;
    this.lattice = lattice;
    this.size = lattice.size().min(MOST_COMBINATIONS).longValueExact();
    this.order = order.apply(size);
  }

  @Override
  public @Nullable Treatment next() {
    Treatment violating = null;
    for (int leftOut = 0; position < size && leftOut < MOST_LEFT_OUT; leftOut++) {
      Treatment treatment = lattice.at(order.applyAsLong(position++));
      if (space.violated(treatment).isEmpty()) {
        empty = false;
        return treatment;
      }
      violating = treatment;
    }
    if (position == size && !empty) {
      return null;
    }
    empty = false;
    return violating;
  }
}
