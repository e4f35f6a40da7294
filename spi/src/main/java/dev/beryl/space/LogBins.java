package dev.beryl.space;

/**
 * Bins of the unit interval for the levels low + k step on a log scale: level k owns the logarithms
 * between the midpoints to its neighbors, so that its share is that of its interval.
 *
 * <p>Where low is large, logarithms of single levels are too close to be told apart. All is then
 * counted from the first bin's lower end by log1p and expm1, which keep the digits of k.
 *
 * @param offset low in steps
 * @param levels the number of levels
 * @param start the logarithm of the first bin's lower end, in steps
 * @param span the logarithms from there to the last bin's upper end
 */
record LogBins(double offset, long levels, double start, double span) {
  /** Below it, exp and log are exact to a hundredth of a level. */
  private static final double PLAIN = 0x1p40;

  /** Whether the first bin ends above 0; with step 0, whether low is. */
  static boolean fit(double low, double step) {
    return low / step > 0.5;
  }

  static LogBins of(double low, double step, long levels) {
    double offset = low / step;
    double start = StrictMath.log(offset - 0.5);
    double span =
        isPlain(offset, levels)
            ? StrictMath.log(offset + levels - 0.5) - start
            : StrictMath.log1p(levels / (offset - 0.5));
    return new LogBins(offset, levels, start, span);
  }

  private static boolean isPlain(double offset, long levels) {
    return offset + levels < PLAIN;
  }

  long levelAt(double unit) {
    if (unit == 0) {
      return 0;
    }
    if (unit == 1) {
      return levels - 1;
    }
    if (isPlain(offset, levels)) {
      double value = StrictMath.exp(start + unit * span);
      return Math.clamp(Math.round(value - offset), 0, levels - 1);
    }
    return Math.clamp((long) (StrictMath.expm1(unit * span) * (offset - 0.5)), 0, levels - 1);
  }

  double positionOf(long level) {
    if (isPlain(offset, levels)) {
      return Math.clamp((StrictMath.log(offset + level) - start) / span, 0, 1);
    }
    double position = StrictMath.log1p((level + 0.5) / (offset - 0.5)) / span;
    return Bins.decodingTo(level, Math.clamp(position, 0, 1), this::levelAt);
  }
}
