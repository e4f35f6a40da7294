package dev.beryl.optimizers.gp;

import dev.beryl.random.Normal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Losses as the targets of a model: those worse than the median count by their rank alone, all are
 * then scaled to mean 0 and deviation 1. Immutable.
 *
 * <p>Half-rank: with the median m, s the root mean square distance of the better losses from it, a
 * loss worse than m becomes m - s Phi⁻¹((r - 0.5) / (2 (n + 0.5))), r being its rank from the worst
 * among the n distinct worse losses; without the second 0.5 if no loss is m. Trials without a loss
 * are the worst. All is computed in units of s, so that no loss is too large.
 *
 * @see <a href="https://arxiv.org/abs/2408.11527">Song et al., The Vizier Gaussian process bandit
 *     algorithm, 2024</a>, section 3.2
 */
final class Targets {
  private static final double MOST_NOISE = 1e6;

  private final double[] values; // scaled
  private final double[] losses; // distinct, ascending
  private final double[] places; // of the distinct losses, scaled
  private final boolean ranked;
  private final double median;
  private final double slopeOfGood; // scaled units for one of loss, halved against overflow

  private Targets(
      double[] values,
      double[] losses,
      double[] places,
      boolean ranked,
      double median,
      double slopeOfGood) {
    this.ranked = ranked;
    this.values = values;
    this.losses = losses;
    this.places = places;
    this.median = median;
    this.slopeOfGood = slopeOfGood;
  }

  /**
   * The targets of some trials.
   *
   * @param losses finite, or positive infinity without a loss
   * @param tiers the order of trials without a loss, the best first; equal where they are equal
   * @param halfRank whether worse losses count by rank; otherwise trials without a loss have the
   *     worst
   */
  static Targets of(double[] losses, int[] tiers, boolean halfRank) {
    int n = losses.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> losses[i])
                    .thenComparingInt(i -> losses[i] < Double.POSITIVE_INFINITY ? 0 : tiers[i]))
            .mapToInt(i -> i)
            .toArray();
    int known = 0;
    while (known < n && losses[order[known]] < Double.POSITIVE_INFINITY) {
      known++;
    }
    int[] group = new int[n]; // of equal trials, ascending
    int groups = 0;
    for (int at = 1; at < n; at++) {
      boolean equal =
          losses[order[at]] == losses[order[at - 1]]
              && (at < known || tiers[order[at]] == tiers[order[at - 1]]);
      groups += equal ? 0 : 1;
      group[at] = groups;
    }
    groups++;
    double median = median(losses, order, known);
    double largest = 0;
    for (int at = 0; at < known; at++) {
      double loss = losses[order[at]];
      if (!halfRank || loss <= median) {
        largest = Math.max(largest, Math.abs(loss / 2 - median / 2));
      }
    }
    double squares = 0;
    int good = 0;
    for (int at = 0; at < known && losses[order[at]] <= median; at++) {
      double share = largest == 0 ? 0 : (losses[order[at]] / 2 - median / 2) / largest;
      squares += share * share;
      good++;
    }
    double unit = good == 0 ? 0 : largest * Math.sqrt(squares / good); // half of s
    if (!halfRank || !(unit > 0)) {
      unit = largest;
    }
    double[] warped = new double[n];
    boolean atMedian = good > 0 && losses[order[good - 1]] == median;
    int firstWorse = good;
    int worse = firstWorse == n ? 0 : groups - group[firstWorse];
    double least = 0;
    for (int at = 0; at < n; at++) {
      int i = order[at];
      if (at < known && (!halfRank || losses[i] <= median)) {
        warped[i] = unit == 0 ? 0 : (losses[i] / 2 - median / 2) / unit;
        least = warped[i];
      } else if (halfRank) {
        int rank = groups - group[at]; // from the worst
        warped[i] = -Normal.quantile(0.5 * (rank - 0.5) / (worse + (atMedian ? 0.5 : 0)));
      } else {
        warped[i] = least;
      }
    }
    return scaled(warped, losses, order, known, halfRank, median, unit);
  }

  private static double median(double[] losses, int[] order, int known) {
    int n = order.length;
    if (known == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double high = losses[order[Math.min(n / 2, known - 1)]];
    double low = losses[order[Math.min((n - 1) / 2, known - 1)]];
    return low / 2 + high / 2;
  }

  private static Targets scaled(
      double[] warped,
      double[] losses,
      int[] order,
      int known,
      boolean ranked,
      double median,
      double unit) {
    int n = warped.length;
    double mean = 0;
    for (int i : order) {
      mean += warped[i] / n;
    }
    double squares = 0;
    for (int i : order) {
      squares += (warped[i] - mean) * (warped[i] - mean);
    }
    double deviation = Math.sqrt(squares / n);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = deviation > 0 ? (warped[i] - mean) / deviation : 0;
    }
    double[] distinct = new double[known];
    double[] places = new double[known];
    int count = 0;
    for (int at = 0; at < known; at++) {
      if (at == 0 || losses[order[at]] != losses[order[at - 1]]) {
        distinct[count] = losses[order[at]];
        places[count++] = values[order[at]];
      }
    }
    return new Targets(
        values,
        Arrays.copyOf(distinct, count),
        Arrays.copyOf(places, count),
        ranked,
        median,
        unit > 0 && deviation > 0 ? 1 / deviation / unit : 0);
  }

  /** {@return the target of each trial; owned by this} */
  double[] values() {
    return values;
  }

  /**
   * {@return the median of the losses, or the largest if fewer than half of the trials have one}
   */
  double median() {
    return median;
  }

  /** {@return the mean squared distance of the better targets from the one of the median} */
  double betterVariance() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int better = (sorted.length + 1) / 2;
    double squares = 0;
    for (int i = 0; i < better; i++) {
      double apart = sorted[better - 1] - sorted[i];
      squares += apart * apart;
    }
    return squares / better;
  }

  /** {@return how much the target changes with half of a better loss} */
  double slope() {
    return slopeOfGood;
  }

  /**
   * The variance of a target whose loss has a standard error: by the slope between the neighboring
   * losses, at most that of the better half.
   *
   * @param loss one of the losses
   * @return 0 if the error is not known
   */
  double variance(double loss, double standardError) {
    if (!(standardError > 0) || slopeOfGood == 0) {
      return 0;
    }
    int at = Arrays.binarySearch(losses, loss);
    double slope = slopeOfGood;
    if (at >= 0) {
      int low = Math.max(0, at - 1);
      int high = Math.min(losses.length - 1, at + 1);
      double between = losses[high] / 2 - losses[low] / 2;
      if (between > 0) {
        slope = Math.min(slopeOfGood, (places[high] - places[low]) / between);
      }
    }
    double deviation = standardError / 2 * slope;
    return deviation < Math.sqrt(MOST_NOISE) ? deviation * deviation : MOST_NOISE;
  }

  /**
   * The loss at a target: between the losses there are, and beyond the best one by its slope.
   * Beyond the worst one it is the worst where only ranks count, else by the slope, too.
   */
  double loss(double target) {
    int last = losses.length - 1;
    if (target >= places[last]) {
      return ranked ? losses[last] : beyond(losses[last], target - places[last]);
    }
    if (target <= places[0]) {
      return beyond(losses[0], target - places[0]);
    }
    int at = Arrays.binarySearch(places, target);
    if (at >= 0) {
      return losses[at];
    }
    int high = -at - 1;
    double share = (target - places[high - 1]) / (places[high] - places[high - 1]);
    return losses[high - 1] * (1 - share) + losses[high] * share;
  }

  private double beyond(double loss, double apart) {
    double half = slopeOfGood == 0 ? 0 : apart / slopeOfGood;
    return 2 * Math.clamp(loss / 2 + half, -Double.MAX_VALUE / 2, Double.MAX_VALUE / 2);
  }
}
