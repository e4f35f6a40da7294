package dev.beryl.optimizers.cma;

import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.Scale;

/**
 * The cells of the unit interval that a parameter's levels own, of equal width or, on a log scale,
 * of equal width in the logarithm of the value.
 *
 * @param levels how many, at least 2
 * @param offset on a log scale the first value in steps; 0: a linear scale
 * @param start on a log scale the logarithm of the first cell's lower end
 * @param span on a log scale the logarithms from there to the last cell's upper end
 */
record Cells(long levels, double offset, double start, double span) {

  /** {@return the cells of a parameter with levels} */
  static Cells of(Parameter parameter) {
    long levels = parameter.levels().orElseThrow();
    return switch (parameter) {
      case IntegerParameter p when p.scale() == Scale.LOG ->
          log((double) p.low() / p.step(), levels);
      case RealParameter p when p.scale() == Scale.LOG ->
          log(p.low() / p.step().orElseThrow(), levels);
      default -> new Cells(levels, 0, 0, levels);
    };
  }

  private static Cells log(double offset, long levels) {
    double start = StrictMath.log(offset - 0.5);
    return new Cells(levels, offset, start, StrictMath.log(offset + levels - 0.5) - start);
  }

  /** {@return the level that owns a place; the first or last one of a place outside} */
  long levelAt(double unit) {
    if (!(unit > 0)) {
      return 0;
    }
    double level =
        offset == 0
            ? Math.floor(unit * levels)
            : Math.rint(StrictMath.exp(start + Math.min(1, unit) * span) - offset);
    return (long) Math.clamp(level, 0.0, levels - 1.0);
  }

  /** {@return where a level's cell begins: the threshold to the level before} */
  double lowerEnd(long level) {
    return offset == 0 ? (double) level / levels : position(offset + level - 0.5);
  }

  /** {@return the place of a level: of its value, in its cell} */
  double center(long level) {
    return offset == 0 ? (level + 0.5) / levels : position(offset + level);
  }

  private double position(double value) {
    return Math.clamp((StrictMath.log(value) - start) / span, 0.0, 1.0);
  }
}
