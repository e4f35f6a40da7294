package dev.beryl.space;

/** Equal bins of the unit interval, one for each of some levels. */
final class Bins {
  /** Up to it, the center of a bin decodes to its level. */
  private static final long CERTAIN = 1L << 50;

  private Bins() {}

  /** Whether levels are few enough for the center of each bin to decode to its level. */
  static boolean isCertain(long levels) {
    return levels <= CERTAIN;
  }

  /** The level at a place in [0, 1]; never falls as the place rises. */
  @FunctionalInterface
  interface Decoder {
    long levelAt(double unit);
  }

  static long levelAt(double unit, long levels) {
    return unit == 1 ? levels - 1 : Math.min(levels - 1, (long) (unit * levels));
  }

  static double center(long level, long levels) {
    double center = (level + 0.5) / levels;
    return isCertain(levels)
        ? center
        : decodingTo(level, Math.min(center, 1), unit -> levelAt(unit, levels));
  }

  /**
   * A place that decodes to a level: the guess if it does, else the least place. Where bins are
   * narrower than the distance of two doubles some levels have none, and the guess is all there is.
   */
  static double decodingTo(long level, double guess, Decoder decoder) {
    if (decoder.levelAt(guess) == level) {
      return guess;
    }
    long below = Double.doubleToRawLongBits(0.0);
    long least = Double.doubleToRawLongBits(1.0);
    while (below < least) { // doubles of [0, 1] are in the order of their bits
      long middle = (below + least) >>> 1;
      if (decoder.levelAt(Double.longBitsToDouble(middle)) < level) {
        below = middle + 1;
      } else {
        least = middle;
      }
    }
    double found = Double.longBitsToDouble(least);
    return decoder.levelAt(found) == level ? found : guess;
  }
}
