package dev.beryl.trial;

/** Which values of an objective are better. */
public enum Direction {

  /** Smaller is better. */
  MINIMIZE {
    @Override
    public double loss(double value) {
      return value;
    }
  },

  /** Larger is better. */
  MAXIMIZE {
    @Override
    public double loss(double value) {
      return -value;
    }
  };

  /**
   * Turns a value of the objective into a loss, which is always to be minimized. Applied twice, it
   * gives the value back.
   *
   * @param value the value, in the objective's own direction
   * @return the value itself to minimize, its negation to maximize
   */
  public abstract double loss(double value);
}
