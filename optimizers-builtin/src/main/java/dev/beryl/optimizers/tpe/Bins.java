package dev.beryl.optimizers.tpe;

/**
 * What each value of a stepped parameter owns of [0, 1]: parts of equal width, or on a log scale
 * the logarithms between the midpoints to its neighbors. Immutable.
 */
sealed interface Bins {

  /** {@return the number of values; 0 for a continuum} */
  long levels();

  /** The width of the bin around a value's place. */
  double width(double place);

  /** The lower end of the bin around a value's place. */
  double low(double place);

  /** The upper end of the bin around a value's place. */
  double high(double place);

  /** Values that are a continuum. */
  Bins NONE = new Equal(0);

  /** Bins of equal width. */
  static Bins equal(long levels) {
    return new Equal(levels);
  }

  /**
   * Bins on a log scale.
   *
   * @param offset the first value in steps, above 1/2
   * @param levels how many values, at least 2
   */
  static Bins logarithmic(double offset, long levels) {
    double start = StrictMath.log(offset - 0.5);
    return new Logarithmic(levels, offset, start, StrictMath.log(offset + levels - 0.5) - start);
  }

  /** Bins of equal width around their places. */
  record Equal(long levels) implements Bins {
    @Override
    public double width(double place) {
      return 1.0 / levels;
    }

    @Override
    public double low(double place) {
      return Math.rint(place * levels - 0.5) / levels;
    }

    @Override
    public double high(double place) {
      return (Math.rint(place * levels - 0.5) + 1) / levels;
    }
  }

  /** Bins whose ends are logarithms. */
  record Logarithmic(long levels, double offset, double start, double span) implements Bins {
    private double level(double place) {
      return Math.rint(StrictMath.exp(start + place * span) - offset);
    }

    private double end(double place, double half) {
      double end = (StrictMath.log(offset + level(place) + half) - start) / span;
      return Math.clamp(end, 0, 1);
    }

    @Override
    public double width(double place) {
      return StrictMath.log1p(1 / (offset + level(place) - 0.5)) / span;
    }

    @Override
    public double low(double place) {
      return end(place, -0.5);
    }

    @Override
    public double high(double place) {
      return end(place, 0.5);
    }
  }
}
