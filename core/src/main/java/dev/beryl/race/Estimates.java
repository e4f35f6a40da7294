package dev.beryl.race;

import java.util.Arrays;
import java.util.List;
import org.eclipse.collections.api.block.comparator.primitive.IntComparator;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * Estimates of treatments that ran different numbers of blocks, each the first ones of one order.
 * Raw means over different blocks are not comparable: some blocks are harder for all. So each mean
 * is corrected by what the incumbent's values say of its blocks, as far as treatments are
 * correlated over blocks (a control variate).
 */
public final class Estimates {
  private static final int OWN_DEVIATION = 8; // from this many blocks on

  private final double[] means;
  private final double[] errors;
  private final double beta;
  private final boolean areErrorsKnown; // not if no treatment has two blocks

  private Estimates(double[] means, double[] errors, double beta, boolean areErrorsKnown) {
    this.means = means;
    this.errors = errors;
    this.beta = beta;
    this.areErrorsKnown = areErrorsKnown;
  }

  /**
   * Estimates the losses of treatments.
   *
   * @param losses by treatment and block, all finite; each treatment has at least one block
   * @param incumbent the index of the treatment that the others are corrected by
   * @return the estimates
   */
  public static Estimates of(List<double[]> losses, int incumbent) {
    double deviation = pooledDeviation(losses);
    double[] reference = losses.get(incumbent);
    double referenceMean = mean(reference, reference.length);
    double withReference = 0;
    double ofReference = 0;
    double ofOthers = 0;
    for (int i = 0; i < losses.size(); i++) {
      double[] own = losses.get(i);
      int common = Math.min(own.length, reference.length);
      if (i == incumbent || common < 2) {
        continue;
      }
      double ownMean = mean(own, common);
      for (int r = 0; r < common; r++) {
        double difficulty = reference[r] - referenceMean;
        withReference += (own[r] - ownMean) * difficulty;
        ofReference += difficulty * difficulty;
        ofOthers += (own[r] - ownMean) * (own[r] - ownMean);
      }
    }
    double noise = Double.isNaN(deviation) ? 0 : deviation * deviation;
    double beta = ratio(withReference, ofReference + 4 * noise);
    double correlation = ratio(withReference, Math.sqrt(ofReference) * Math.sqrt(ofOthers));
    double[] means = new double[losses.size()];
    double[] errors = new double[losses.size()];
    for (int i = 0; i < means.length; i++) {
      double[] own = losses.get(i);
      int common = Math.min(own.length, reference.length);
      means[i] = mean(own, own.length);
      double known = 0; // the share of the blocks' difficulty that the correction knows
      if (i != incumbent && own.length < reference.length) {
        means[i] -= beta * (mean(reference, common) - referenceMean);
        known = 1 - (double) own.length / reference.length;
      }
      double spread = own.length >= OWN_DEVIATION ? pooledDeviation(List.of(own)) : deviation;
      errors[i] = spread * Math.sqrt((1 - beta * correlation * known) / own.length);
    }
    return new Estimates(means, errors, beta, !Double.isNaN(deviation));
  }

  /** The pooled standard deviation within treatments; NaN if none has two blocks. */
  static double pooledDeviation(List<double[]> losses) {
    double squares = 0;
    int freedom = 0;
    for (double[] own : losses) {
      double mean = mean(own, own.length);
      for (double loss : own) {
        squares += (loss - mean) * (loss - mean);
      }
      freedom += own.length - 1;
    }
    return freedom == 0 ? Double.NaN : Math.sqrt(squares / freedom);
  }

  private static double mean(double[] values, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i];
    }
    return sum / n;
  }

  /** A quotient in [0, 1]; 0 where nothing is divided by nothing. */
  private static double ratio(double part, double whole) {
    return whole > 0 ? Math.clamp(part / whole, 0, 1) : 0;
  }

  /** The estimate of a treatment's loss. */
  double mean(int treatment) {
    return means[treatment];
  }

  /** Its standard error; NaN if no treatment has two blocks. */
  double standardError(int treatment) {
    return errors[treatment];
  }

  /** How much of the incumbent's deviation on a block is taken off, in [0, 1]. */
  double beta() {
    return beta;
  }

  /**
   * The estimates drawn towards the mean of the better half, the more the less certain they are.
   * The least estimate of many is too low, and the less certain the more so.
   *
   * @return a loss for each treatment; its estimate if no treatment has two blocks
   */
  public double[] shrunken() {
    if (!areErrorsKnown) {
      return means.clone();
    }
    int[] order = order((i, j) -> Double.compare(means[i], means[j]));
    int half = (means.length + 1) / 2;
    double center = 0;
    double noise = 0;
    for (int i = 0; i < half; i++) {
      center += means[order[i]] / half;
      noise += errors[order[i]] * errors[order[i]] / half;
    }
    double spread = 0;
    for (int i = 0; i < half; i++) {
      double distance = means[order[i]] - center;
      spread += distance * distance / Math.max(1, half - 1);
    }
    double between = Math.max(0, spread - noise);
    double[] shrunken = new double[means.length];
    for (int i = 0; i < shrunken.length; i++) {
      double whole = between + errors[i] * errors[i];
      shrunken[i] =
          whole > 0 ? center + between / whole * (means[i] - center) : means[i]; // NaN: unknown
    }
    return shrunken;
  }

  /**
   * The treatments that should be finalists: those of least shrunken mean, equal ones by their
   * estimate, then by their index.
   *
   * @param count how many, if there are as many
   * @return indices of treatments, best first
   */
  public int[] finalists(int count) {
    double[] shrunken = shrunken();
    IntComparator order =
        (i, j) -> {
          int first = Double.compare(shrunken[i], shrunken[j]);
          return first != 0 ? first : Double.compare(means[i], means[j]);
        };
    int[] best = new int[Math.min(count, means.length)];
    int found = 0;
    for (int i = 0; i < means.length && best.length > 0; i++) { // few are wanted: no sort of all
      if (found == best.length && order.compare(i, best[found - 1]) >= 0) {
        continue;
      }
      int place = found < best.length ? found++ : found - 1;
      for (; place > 0 && order.compare(i, best[place - 1]) < 0; place--) {
        best[place] = best[place - 1];
      }
      best[place] = i;
    }
    return best;
  }

  /** The indices of the treatments in some order, equal ones ascending. */
  private int[] order(IntComparator by) {
    var order = IntArrayList.newWithNValues(means.length, 0);
    for (int i = 0; i < means.length; i++) {
      order.set(i, i);
    }
    return order
        .sortThis((i, j) -> {
          int first = by.compare(i, j);
          return first != 0 ? first : Integer.compare(i, j);
        })
        .toArray();
  }

  /** {@return the estimates, for people} */
  @Override
  public String toString() {
    return "estimates " + Arrays.toString(means) + " ± " + Arrays.toString(errors);
  }
}
