package dev.beryl.race;

/**
 * Thresholds of the paired t e-process at which a pair is decided, such that the first crossing is
 * on a given wrong side with a probability of at most a.
 *
 * <p>By Ville's inequality 1/(2a) does it for any number of blocks. Where the largest number of
 * blocks is fixed before the first look, smaller ones do. These are from 100 000 simulated paths of
 * normal differences of mean zero, with looks from the third block on; their relative error is 1 to
 * 3 %.
 */
public final class Thresholds {
  private static final double ROUNDING = 1e-9; // 1 - 0.9 is a little less than 0.1
  private static final double[] ERRORS = {0.2, 0.1, 0.05, 0.025, 0.0125, 0.01, 0.005};
  private static final int[] BLOCKS = {10, 20, 30, 60, 100};
  private static final double[][] OF_ONE = {
    {1.23, 2.34, 3.8, 6.39, 10.42, 12.16, 20.17},
    {1.41, 2.73, 4.7, 8.4, 14.89, 17.79, 31.88},
    {1.49, 2.91, 5.16, 9.37, 17.11, 20.73, 37.35},
    {1.61, 3.16, 5.78, 10.79, 20.17, 24.56, 46.01},
    {1.67, 3.3, 6.16, 11.67, 22.25, 27.03, 49.98}
  };
  private static final double[][] OF_A_QUARTER = {
    {1.0, 2.01, 4.45, 8.65, 14.46, 18.36, 34.58},
    {1.0, 2.34, 5.21, 10.0, 18.73, 23.81, 43.73},
    {1.01, 2.49, 5.57, 10.6, 20.47, 25.68, 48.31},
    {1.08, 2.69, 5.99, 11.4, 22.87, 28.52, 53.81},
    {1.13, 2.81, 6.27, 11.8, 24.33, 30.1, 57.19}
  };

  private Thresholds() {}

  /**
   * The threshold for a race of a fixed greatest length: that of the next larger length and the
   * next smaller error of the table, else Ville's.
   *
   * @param precision of the process, c²; those of the table are 1 and 0.25
   * @param maxBlocks the largest number of blocks that will be run, fixed before the first look
   * @param error the probability of a first crossing on the wrong side, in (0, 0.5)
   * @return the threshold, at least 1
   */
  public static double calibrated(double precision, int maxBlocks, double error) {
    double[][] table = precision == 1 ? OF_ONE : precision == 0.25 ? OF_A_QUARTER : new double[0][];
    for (int row = 0; row < table.length; row++) {
      for (int column = 0; column < ERRORS.length && maxBlocks <= BLOCKS[row]; column++) {
        if (ERRORS[column] <= error * (1 + ROUNDING)) {
          return Math.min(table[row][column], ville(error));
        }
      }
    }
    return ville(error);
  }

  /**
   * The threshold for any number of blocks.
   *
   * @param error the probability of a first crossing on the wrong side, in (0, 0.5)
   * @return the threshold, above 1
   */
  public static double ville(double error) {
    if (!(error > 0 && error < 0.5)) {
      throw new IllegalArgumentException("error: expected it in (0, 0.5), got " + error);
    }
    return 0.5 / error;
  }
}
