package dev.beryl.space;

/**
 * Bins of the unit interval for the levels low + k step on a log scale: level k owns the logarithms
 * between the midpoints to its neighbors, so that its share is that of its interval.
 *
 * @param offset low in steps
 * @param levels how many levels
 * @param start the logarithm of the first bin's lower end, in steps
 * @param span the logarithms from there to the last bin's upper end
 */
record LogBins(double offset, long levels, double start, double span) {

  /** Whether the first bin ends above 0; with step 0, whether low is. */
  static boolean fit(double low, double step) {
    return low / step > 0.5;
  }

  static LogBins of(double low, double step, long levels) {
    double offset = low / step;
    double start = StrictMath.log(offset - 0.5);
    return new LogBins(offset, levels, start, StrictMath.log(offset + levels - 0.5) - start);
  }

  long levelAt(double unit) {
    if (unit == 0) {
      return 0;
    }
    if (unit == 1) {
      return levels - 1;
    }
    double value = StrictMath.exp(start + unit * span);
    return Math.clamp(Math.round(value - offset), 0, levels - 1);
  }

  double positionOf(long level) {
    return Math.clamp((StrictMath.log(offset + level) - start) / span, 0, 1);
  }
}
