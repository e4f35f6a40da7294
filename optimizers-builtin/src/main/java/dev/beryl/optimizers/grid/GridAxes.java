package dev.beryl.optimizers.grid;

import dev.beryl.space.Lattice;
import dev.beryl.space.Lattice.Axis;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * The levels of each parameter that take part in a grid: those chosen, all levels of other finite
 * parameters, and some points of the remaining, <em>open</em> ones.
 *
 * @param chosen the axes that options have fixed, by parameter
 */
record GridAxes(SearchSpace space, Spacing spacing, SortedMap<String, Axis> chosen) {

  static Axis points(Parameter parameter, Spacing spacing, long points) {
    return parameter.levels().orElse(Long.MAX_VALUE) <= points
        ? Axis.all(parameter)
        : distinct(spread(parameter, spacing, points));
  }

  static Axis distinct(long... coordinates) {
    long[] once = LongStream.of(coordinates).distinct().toArray();
    return new Axis(once.length, level -> once[(int) level]);
  }

  private static Axis distinct(Axis axis) {
    return distinct(LongStream.range(0, axis.size()).map(axis.coordinateAt()).toArray());
  }

  private static Axis spread(Parameter parameter, Spacing spacing, long points) {
    return new Axis(points, point -> coordinate(parameter, spacing.unit(point, points)));
  }

  // On a log scale exp(log(low)) may miss the end by some rounding.
  private static long coordinate(Parameter parameter, double unit) {
    return unit == 0 && parameter instanceof RealParameter real
        ? real.coordinateOf(real.low())
        : parameter.fromUnit(unit);
  }

  private boolean isOpen(Parameter parameter) {
    return parameter.levels().isEmpty() && !chosen.containsKey(parameter.name());
  }

  /**
   * {@return the largest number of points, at least 2, with which the grid has no more treatments
   * than allowed}
   */
  int pointsFor(int treatments) {
    BigInteger allowed = BigInteger.valueOf(treatments);
    int fits = 2;
    int most =
        space.parameters().stream().anyMatch(this::isOpen)
            ? Math.clamp(treatments, fits, GridSettings.MOST_POINTS)
            : fits;
    while (fits < most) {
      int middle = (fits + most + 1) / 2;
      if (sketch(middle).size().compareTo(allowed) <= 0) {
        fits = middle;
      } else {
        most = middle - 1;
      }
    }
    return fits;
  }

  /** The lattice with coinciding points counted apart: enough to count, and quickly made. */
  private Lattice sketch(long points) {
    return lattice(parameter -> spread(parameter, spacing, points));
  }

  /** {@return the lattice with a number of points of each open parameter} */
  Lattice lattice(long points) {
    return lattice(parameter -> points(parameter, spacing, points));
  }

  private Lattice lattice(Function<Parameter, Axis> open) {
    var axes = new ArrayList<Axis>();
    for (Parameter parameter : space.parameters()) {
      Axis axis = chosen.get(parameter.name());
      if (axis == null) {
        axis = parameter.levels().isPresent() ? Axis.all(parameter) : open.apply(parameter);
      }
      axes.add(axis);
    }
    return space.lattice(axes);
  }
}
