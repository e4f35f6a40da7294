package dev.beryl.optimizers.model;

import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.Scale;

/**
 * The cells of the unit interval that a parameter's levels own: of equal width or, on a log scale,
 * of equal width in the value, between the logarithms of the midpoints to its neighbors. Immutable.
 */
public sealed interface Cells {

  /** The cells of a parameter; without levels if it has a continuum of values. */
  static Cells of(Parameter parameter) {
    long levels = parameter.levels().orElse(0);
    return switch (parameter) {
      case IntegerParameter p when p.scale() == Scale.LOG && levels > 1 ->
          Logarithmic.of((double) p.low() / p.step(), levels);
      case RealParameter p when p.scale() == Scale.LOG && levels > 1 ->
          Logarithmic.of(p.low() / p.step().orElseThrow(), levels);
      default -> new Equal(levels);
    };
  }

  /** {@return the number of levels; 0 for a continuum} */
  long levels();

  /** The width of the cell around a center. */
  double width(double center);

  /** The lower end of the cell around a center. */
  double low(double center);

  /** The upper end of the cell around a center. */
  double high(double center);

  /** The level that owns a place; the first or last one of a place outside. */
  long levelAt(double unit);

  /** Where a level's cell starts: the threshold to the level before. */
  double lowerEnd(long level);

  /** The place of a level: of its value, in its cell. */
  double center(long level);

  /** Cells of equal width. */
  record Equal(long levels) implements Cells {
    private double nearest(double center) {
      return Math.rint(center * levels - 0.5);
    }

    @Override
    public double width(double center) {
      return 1.0 / levels;
    }

    @Override
    public double low(double center) {
      return nearest(center) / levels;
    }

    @Override
    public double high(double center) {
      return (nearest(center) + 1) / levels;
    }

    @Override
    public long levelAt(double unit) {
      return unit > 0 ? (long) Math.clamp(Math.floor(unit * levels), 0.0, levels - 1.0) : 0;
    }

    @Override
    public double lowerEnd(long level) {
      return (double) level / levels;
    }

    @Override
    public double center(long level) {
      return (level + 0.5) / levels;
    }
  }

  /**
   * Cells whose ends are logarithms.
   *
   * <p>Where the first value is large, logarithms of single levels are too close to be told apart.
   * All is then counted from the first cell's lower end by log1p and expm1, which keep the digits
   * of a level.
   *
   * @param offset the first value in steps, above 1/2
   * @param start the logarithm of the first cell's lower end
   * @param span the logarithms from there to the last cell's upper end
   */
  record Logarithmic(long levels, double offset, double start, double span) implements Cells {
    /** Below it, exp and log are exact to a hundredth of a level. */
    private static final double PLAIN = 0x1p40;

    static Logarithmic of(double offset, long levels) {
      double start = StrictMath.log(offset - 0.5);
      double span =
          isPlain(offset, levels)
              ? StrictMath.log(offset + levels - 0.5) - start
              : StrictMath.log1p(levels / (offset - 0.5));
      return new Logarithmic(levels, offset, start, span);
    }

    private static boolean isPlain(double offset, long levels) {
      return offset + levels < PLAIN;
    }

    private double nearest(double center) {
      return isPlain(offset, levels)
          ? Math.rint(StrictMath.exp(start + center * span) - offset)
          : Math.clamp(
              Math.floor(StrictMath.expm1(center * span) * (offset - 0.5)), 0, levels - 1.0);
    }

    /** The place of what lies a share of a level above a level. */
    private double position(double level, double share) {
      double logarithm =
          isPlain(offset, levels)
              ? StrictMath.log(offset + level + share) - start
              : StrictMath.log1p((level + (share + 0.5)) / (offset - 0.5));
      return Math.clamp(logarithm / span, 0.0, 1.0);
    }

    @Override
    public double width(double center) {
      return StrictMath.log1p(1 / (offset + nearest(center) - 0.5)) / span;
    }

    @Override
    public double low(double center) {
      return position(nearest(center), -0.5);
    }

    @Override
    public double high(double center) {
      return position(nearest(center), 0.5);
    }

    @Override
    public long levelAt(double unit) {
      return unit > 0 ? (long) Math.clamp(nearest(Math.min(1, unit)), 0.0, levels - 1.0) : 0;
    }

    @Override
    public double lowerEnd(long level) {
      return position((double) level, -0.5);
    }

    @Override
    public double center(long level) {
      return position((double) level, 0);
    }
  }
}
