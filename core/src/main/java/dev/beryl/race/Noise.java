package dev.beryl.race;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of what a search sees is noise. */
public final class Noise {
  private static final double IQR_OF_NORMAL = 1.35;
  private static final int TREATMENTS = 4;
  private static final int BLOCKS = 3;
  private static final int BLOCKS_OF_COUNTS = 10;

  private Noise() {}

  /**
   * The noise ratio q: the pooled standard deviation within treatments over the spread of their
   * estimates, which is their interquartile range over 1.35. Below 0.1 a race matters among
   * finalists only; from 1 on a search needs two or three replicates of each treatment.
   *
   * @param losses by treatment and block
   * @param estimates of the losses
   * @return q; NaN unless four treatments have three blocks each; infinite if all estimates are
   *     equal in spite of noise
   */
  public static double ratio(List<double[]> losses, Estimates estimates) {
    if (losses.stream().filter(own -> own.length >= BLOCKS).count() < TREATMENTS) {
      return Double.NaN;
    }
    double[] means = new double[losses.size()];
    Arrays.setAll(means, estimates::mean);
    Arrays.sort(means);
    double spread = (quantile(means, 0.75) - quantile(means, 0.25)) / IQR_OF_NORMAL;
    return estimates.deviation() == 0 ? 0 : estimates.deviation() / spread;
  }

  private static double quantile(double[] sorted, double p) {
    double place = p * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

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

  /**
   * Notices an objective without noise: two treatments whose first values are equal over blocks,
   * and no treatment of which any two differ. Not thread-safe.
   */
  public static final class Watch {
    private final Map<Integer, double[]> values = new HashMap<>();
    private boolean noisy;
    private int constant;

    /** Starts without values. */
    public Watch() {}

    /**
     * Takes a value in.
     *
     * @param treatment any number that stands for it
     * @param value finite
     */
    public void add(int treatment, double value) {
      double[] before = values.getOrDefault(treatment, new double[0]);
      if (noisy || isNone(before)) {
        noisy |= before.length > 0 && before[0] != value;
        return;
      }
      double[] now = Arrays.copyOf(before, before.length + 1);
      now[before.length] = value;
      noisy |= now[0] != value;
      constant += isNone(now) ? 1 : 0;
      values.put(treatment, now);
    }

    /**
     * {@return whether two treatments have shown that there is no noise, and none that there is}
     */
    public boolean isDeterministic() {
      return constant >= 2 && !noisy;
    }
  }
}
