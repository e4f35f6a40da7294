package dev.beryl.optimizers.grid;

import dev.beryl.fault.Faults;
import dev.beryl.space.Lattice;
import dev.beryl.space.SearchSpace;
import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** Refuses a grid that a study would not finish. */
final class GridSize {
  private static final int MOST_COUNTED = 1 << 20;
  private static final String FEWER =
      "take fewer points or values of some parameters (options 'points', 'points-of', 'values-of')";

  private GridSize() {}

  static void check(SearchSpace space, Lattice lattice, OptionalInt trials, boolean partial) {
    var faults = new Faults("optimizer 'grid'");
    BigInteger size = lattice.size();
    if (!partial && trials.isPresent() && exceeds(space, lattice, trials.getAsInt())) {
      faults.add(
          "the grid has %s treatments%s, more than the study's %s trials; allow more trials, or %s,"
              + " or set 'partial' to true to propose only its first part",
          size,
          space.constraints().isEmpty() ? "" : " before constraints",
          trials.getAsInt(),
          FEWER);
    } else if (size.bitLength() >= Long.SIZE) {
      faults.add("the grid has %s treatments, more than 2^63 - 1; %s", size, FEWER);
    }
    faults.throwIfAny();
  }

  /**
   * Whether a grid has more treatments than there are trials; in a small grid, only those that
   * satisfy the constraints count.
   */
  private static boolean exceeds(SearchSpace space, Lattice lattice, int trials) {
    BigInteger size = lattice.size();
    if (size.compareTo(BigInteger.valueOf(trials)) <= 0) {
      return false;
    }
    return space.constraints().isEmpty()
        || size.compareTo(BigInteger.valueOf(MOST_COUNTED)) > 0
        || LongStream.range(0, size.longValue())
                .filter(number -> space.violated(lattice.at(number)).isEmpty())
                .limit(trials + 1L)
                .count()
            > trials;
  }
}
