package dev.beryl.race;

import dev.beryl.race.Evidence.Decision;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Samples;
import java.util.stream.IntStream;

/**
 * How a treatment fares against the incumbent of a search, by their values in the blocks that both
 * ran. A function of the values. Immutable.
 *
 * <p>It goes on while its aggregate is the better one, with twice the blocks each time, and takes
 * over once it has as many as the incumbent. A screening drops it only at the first crossing of the
 * evidence that it is worse, or with the largest number of blocks.
 */
public final class Challenge {
  /** The least number of blocks with which a screening looks for the first time. */
  public static final int LEAST_SCREENED = PairedEvidence.FIRST_LOOK;

  private static final double SCREENING_ERROR = 0.2;

  /** What becomes of a challenger. */
  public enum Result {
    /** It is not better, or is worse. */
    DROPPED,
    /** It gets more blocks. */
    GOES_ON,
    /** It is the new incumbent. */
    TAKES_OVER
  }

  private final Aggregation aggregation;
  private final double sign;
  private final int most;
  private final boolean screening;

  /**
   * Challenges by an objective.
   *
   * @param most the largest number of blocks of a challenger
   * @param screening whether one is dropped only where it is shown to be worse
   */
  public Challenge(Objective objective, int most, boolean screening) {
    this.aggregation = objective.aggregation();
    this.sign = objective.direction() == Direction.MINIMIZE ? 1 : -1;
    this.most = most;
    this.screening = screening;
  }

  /** {@return whether there is evidence for differences by an aggregation, at any moment} */
  public static boolean canScreen(Aggregation aggregation) {
    return aggregation.name().equals("mean") || aggregation.name().equals("median");
  }

  /**
   * What becomes of a challenger that has run some blocks, the first ones.
   *
   * @param own its values by block; NaN where the replicate failed
   * @param incumbent at least as many
   * @return the result
   */
  public Result after(double[] own, double[] incumbent) {
    int[] common =
        IntStream.range(0, own.length)
            .filter(r -> Double.isFinite(own[r]) && Double.isFinite(incumbent[r]))
            .toArray();
    if (common.length == 0 || (screening && isWorse(own, incumbent, common))) {
      return Result.DROPPED;
    }
    boolean isBetter = sign * aggregate(own, common) < sign * aggregate(incumbent, common);
    if (!isBetter) {
      return screening && own.length < most ? Result.GOES_ON : Result.DROPPED;
    }
    return own.length >= Math.min(incumbent.length, most) ? Result.TAKES_OVER : Result.GOES_ON;
  }

  /**
   * How many blocks a challenger that goes on is to have.
   *
   * @param own how many it has
   * @param incumbent how many the incumbent has
   * @return more than it has; a screening looks after every block
   */
  public int next(int own, int incumbent) {
    return screening ? own + 1 : Math.min(2 * own, Math.min(incumbent, most));
  }

  private double aggregate(double[] values, int[] blocks) {
    double[] common = IntStream.of(blocks).mapToDouble(r -> values[r]).toArray();
    return aggregation.aggregate(Samples.of(common));
  }

  private boolean isWorse(double[] own, double[] incumbent, int[] common) {
    Evidence evidence =
        aggregation.name().equals("median")
            ? new SignEvidence(SCREENING_ERROR)
            : new PairedEvidence(
                PairedEvidence.PRECISION,
                Thresholds.calibrated(PairedEvidence.PRECISION, most, SCREENING_ERROR));
    for (int r : common) {
      evidence.add(sign * RaceValues.difference(own[r], incumbent[r]));
    }
    return evidence.decided() == Decision.HIGHER;
  }
}
