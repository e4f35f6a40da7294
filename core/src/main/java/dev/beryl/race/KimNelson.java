package dev.beryl.race;

/**
 * Fully sequential selection with an indifference zone: with normal values the finalist that is
 * left is, with a probability of at least 1 - a, the best one or less than delta worse. Valid with
 * common blocks. Source: Kim and Nelson, A fully sequential procedure for indifference-zone
 * selection in simulation, ACM TOMACS 11(3), 2001.
 */
public final class KimNelson {
  /** The blocks from which variances are estimated. */
  public static final int FIRST_STAGE = 10;

  private final double indifference;
  private final double h2; // times a variance over delta²: the blocks that may be needed

  /**
   * The constants of a race.
   *
   * @param finalists k, at least 2
   * @param error the probability of a wrong selection, in (0, 1)
   * @param indifference delta, the difference that does not matter, above 0
   */
  public KimNelson(int finalists, double error, double indifference) {
    this.indifference = indifference;
    this.h2 = 2 * eta(finalists, error) * (FIRST_STAGE - 1);
  }

  /** The constant called eta in the paper, for one term of its series. */
  static double eta(int finalists, double error) {
    double share = 2 * error / (finalists - 1);
    return (StrictMath.pow(share, -2.0 / (FIRST_STAGE - 1)) - 1) / 2;
  }

  /**
   * By how much the mean of a finalist may be above another's without being thrown out.
   *
   * @param variance of the pair's differences in the first stage
   * @param blocks r, the number so far, at least the first stage's
   * @return the allowance, 0 in the end
   */
  public double allowance(double variance, int blocks) {
    double needed = needed(variance);
    return Math.max(0, indifference / (2.0 * blocks) * (needed - blocks));
  }

  /**
   * After how many blocks the pair has no allowance any more.
   *
   * @param variance of the pair's differences in the first stage
   * @return the number of blocks; the largest int if it is more than that
   */
  public int lastBlock(double variance) {
    double needed = Math.floor(needed(variance));
    return needed < Integer.MAX_VALUE ? 1 + (int) needed : Integer.MAX_VALUE;
  }

  private double needed(double variance) {
    return h2 * (variance / indifference) / indifference;
  }
}
