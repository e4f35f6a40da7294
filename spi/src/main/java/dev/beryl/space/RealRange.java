package dev.beryl.space;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The values of a real parameter and their places in the unit interval. */
final class RealRange {
  private static final int TABLE = 1024;

  private final double low;
  private final double high;
  private final boolean log;
  private final double step; // 0: none
  private final long levels; // 0: a continuum
  private final boolean curved; // log, and the logarithms of the ends are not rounded to one
  private final double start; // of the interval that the unit interval is stretched over
  private final double span;
  private final boolean wide; // high - low overflows
  private final @Nullable LogBins logBins;
  private final double[] table;

  private RealRange(double low, double high, boolean log, double step) {
    this.low = low;
    this.high = high;
    this.log = log;
    this.step = step;
    this.levels = low == high ? 1 : step > 0 ? steps(low, high, step) + 1 : 0;
    this.curved = log && StrictMath.log(low) < StrictMath.log(high);
    this.start = curved ? StrictMath.log(low) : low;
    this.span = curved ? StrictMath.log(high) - start : high - low;
    this.wide = span == Double.POSITIVE_INFINITY;
    this.logBins = log && levels > 1 ? LogBins.of(low, step, levels) : null;
    this.table = new double[(int) Math.min(levels, TABLE)];
    for (int k = 0; k < table.length; k++) {
      table[k] = stepped(k);
    }
  }

  static RealRange of(double low, double high) {
    return new RealRange(low, high, false, 0);
  }

  RealRange withLog(RealParameter parameter) {
    if (!LogBins.fit(low, step)) {
      throw parameter.unfit(
          step > 0 ? "low > step / 2 for a log scale" : "low > 0 for a log scale", low);
    }
    return new RealRange(low, high, true, step);
  }

  RealRange withStep(RealParameter parameter, double step) {
    boolean one = low == high && step > 0 && Double.isFinite(step);
    double spacing = Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
    if (!one && step > 0 && step < 16 * spacing) {
      throw parameter.unfit(
          "a step of at least 16 times " + spacing + ", by which doubles are apart there", step);
    }
    if (!one && !(step > 0 && Double.isFinite(step) && steps(low, high, step) >= 1)) {
      throw parameter.unfit("a step > 0 and at most high - low = " + (high - low), step);
    }
    if (log && !LogBins.fit(low, step)) {
      throw parameter.unfit("a step < 2 low for a log scale", step);
    }
    return new RealRange(low, high, log, step);
  }

  /** The values in an interval of this range; null if there is none. */
  @Nullable RealRange within(double from, double to) {
    if (levels == 0) {
      return new RealRange(from + 0.0, to + 0.0, log, step);
    }
    long first = coordinate(from);
    first += value(first) < from ? 1 : 0;
    long last = coordinate(to);
    last -= value(last) > to ? 1 : 0;
    return first > last ? null : new RealRange(value(first), value(last), log, step);
  }

  /** The whole decimal steps from low to high, forgiving the rounding of a computed end or step. */
  private static long steps(double low, double high, double step) {
    double slack = 4 * Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
    return BigDecimal.valueOf(high)
        .add(BigDecimal.valueOf(slack))
        .subtract(BigDecimal.valueOf(low))
        .divideToIntegralValue(BigDecimal.valueOf(step))
        .longValueExact();
  }

  private double stepped(long level) {
    if (level == 0) {
      return low;
    }
    double value =
        BigDecimal.valueOf(step)
            .multiply(BigDecimal.valueOf(level))
            .add(BigDecimal.valueOf(low))
            .doubleValue();
    return Math.min(value, high) + 0.0;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  boolean log() {
    return log;
  }

  double step() {
    return step;
  }

  long levels() {
    return levels;
  }

  double value(long coordinate) {
    if (levels == 0) {
      return Double.longBitsToDouble(coordinate);
    }
    return coordinate < table.length ? table[(int) coordinate] : stepped(coordinate);
  }

  /** The coordinate of a value in the range: itself, or the nearest level. */
  long coordinate(double value) {
    if (levels == 0) {
      return Double.doubleToRawLongBits(value);
    }
    return levels == 1 ? 0 : Math.clamp(Math.round(value / step - low / step), 0, levels - 1);
  }

  long fromUnit(double unit) {
    if (levels > 0) {
      return logBins != null ? logBins.levelAt(unit) : Bins.levelAt(unit, levels);
    }
    double value = between(unit);
    return Double.doubleToRawLongBits((value < low ? low : value > high ? high : value) + 0.0);
  }

  private double between(double unit) {
    if (unit == 0 || unit == 1) {
      return unit == 0 ? low : high;
    }
    if (wide) {
      return low * (1 - unit) + high * unit;
    }
    double place = start + unit * span;
    return curved ? StrictMath.exp(place) : place;
  }

  double toUnit(long coordinate) {
    if (levels > 0) {
      return logBins != null ? logBins.positionOf(coordinate) : Bins.center(coordinate, levels);
    }
    double value = Double.longBitsToDouble(coordinate);
    if (wide) {
      return Math.clamp((value / 2 - low / 2) / (high / 2 - low / 2), 0, 1);
    }
    return Math.clamp(((curved ? StrictMath.log(value) : value) - start) / span, 0, 1);
  }

  /** What {@link #fromUnit} and {@link #toUnit} come to where they have nothing to clamp. */
  UnitMap unitMap() {
    if (levels > 0) {
      return logBins == null ? UnitMap.binned(0, levels) : UnitMap.OWN;
    }
    return !curved && !wide && start + span == high ? new UnitMap.Affine(start, span) : UnitMap.OWN;
  }

  boolean sameAs(RealRange other) {
    return low == other.low && high == other.high && log == other.log && step == other.step;
  }

  @Override
  public String toString() {
    return "[" + low + ", " + high + "]" + (log ? " log" : "") + (step > 0 ? " step " + step : "");
  }
}
