package dev.beryl.space;

/** Equal bins of the unit interval, one for each of some levels. */
final class Bins {
  private Bins() {}

  static long levelAt(double unit, long levels) {
    return unit == 1 ? levels - 1 : Math.min(levels - 1, (long) (unit * levels));
  }

  static double center(long level, long levels) {
    return (level + 0.5) / levels;
  }
}
