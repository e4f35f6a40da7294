package dev.beryl.report.importance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which trials are the best: those with the least losses, or of the first ranks of dominance. */
final class BestTrials {
  private BestTrials() {}

  /**
   * The trials whose rank is at most that of the k-th, in the order of trials.
   *
   * @param ranks for each trial what orders it, the least first
   * @param wanted k
   */
  static int[] upTo(double[] ranks, int wanted) {
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double most = sorted[wanted - 1];
    return IntStream.range(0, ranks.length).filter(i -> ranks[i] <= most).toArray();
  }

  /**
   * Ranks of dominance: 0 for the front, 1 for the front of the others, and so on, as far as
   * needed.
   *
   * @param losses for each objective the trials' losses
   * @param wanted the number of trials that need a rank; others may share a last one
   */
  static double[] dominanceRanks(double[][] losses, int wanted) {
    int trials = losses[0].length;
    int[] order =
        IntStream.range(0, trials)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> losses[0][i])
                    .thenComparing((a, b) -> compareRest(losses, a, b)))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[trials];
    Arrays.fill(ranks, trials);
    int[] left = order;
    int ranked = 0;
    for (int rank = 0; ranked < wanted; rank++) {
      int[] front = new int[left.length];
      int size = 0;
      int[] rest = new int[left.length];
      int others = 0;
      for (int trial : left) { // only what comes before it can dominate it
        if (isDominated(losses, trial, front, size)) {
          rest[others++] = trial;
        } else {
          front[size++] = trial;
          ranks[trial] = rank;
        }
      }
      ranked += size;
      left = Arrays.copyOf(rest, others);
    }
    return ranks;
  }

  private static int compareRest(double[][] losses, int a, int b) {
    for (int m = 1; m < losses.length; m++) {
      int compared = Double.compare(losses[m][a], losses[m][b]);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private static boolean isDominated(double[][] losses, int trial, int[] front, int size) {
    for (int i = size - 1; i >= 0; i--) {
      boolean better = false;
      boolean worse = false;
      for (double[] loss : losses) {
        better |= loss[front[i]] < loss[trial];
        worse |= loss[front[i]] > loss[trial];
      }
      if (better && !worse) {
        return true;
      }
    }
    return false;
  }
}
