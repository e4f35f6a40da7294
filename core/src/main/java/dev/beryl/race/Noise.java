package dev.beryl.race;

/** Whether values show that an objective has noise. */
public final class Noise {
  private static final int BLOCKS = 3;
  private static final int BLOCKS_OF_COUNTS = 10;

  private Noise() {}

  /**
   * Whether values of one treatment say that there is no noise: three equal ones. Of whole numbers
   * it takes ten, since counts, and outcomes that are 0 or 1, are often equal by chance.
   *
   * @param values of the treatment, by block
   * @return whether all are equal, and enough
   */
  public static boolean isNone(double... values) {
    if (values.length < BLOCKS) {
      return false;
    }
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return values.length >= BLOCKS_OF_COUNTS || values[0] != Math.rint(values[0]);
  }
}
