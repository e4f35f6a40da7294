package dev.beryl.optimizers.pruning;

import dev.beryl.optimizers.pareto.Fronts;
import dev.beryl.optimizers.pareto.HypervolumeSelection;
import dev.beryl.optimizers.pareto.Losses;
import dev.beryl.optimizers.pareto.PointList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Losses under several objectives, in the order of non-domination, then of what they add to the
 * dominated volume, then of trial numbers. The best under any one objective is never behind.
 * Immutable: one with more losses shares the array as far as it is filled.
 *
 * @see <a href="https://arxiv.org/abs/2106.12639">Schmucker, Donini, Zafar, Salinas and Archambeau,
 *     Multi-objective asynchronous successive halving, 2021</a>
 */
final class LossVectors implements Known {
  static final LossVectors EMPTY = new LossVectors(new Entry[0], 0);

  private final @Nullable Entry[] entries; // written once each, beyond the size of any reader
  private final int size;

  @SuppressWarnings("ArrayRecordComponent") // never written to
  private record Entry(int trial, double[] losses) {}

  private LossVectors(@Nullable Entry[] entries, int size) {
    this.entries = entries;
    this.size = size;
  }

  /** Whether the first losses are nowhere worse than the others and somewhere better. */
  static boolean dominates(double[] better, double[] worse) {
    boolean somewhere = false;
    for (int i = 0; i < better.length; i++) {
      if (better[i] > worse[i]) {
        return false;
      }
      somewhere |= better[i] < worse[i];
    }
    return somewhere;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public LossVectors with(int trial, double... losses) {
    boolean isFree = size < entries.length && entries[size] == null;
    @Nullable Entry[] longer = isFree ? entries : Arrays.copyOf(entries, Math.max(4, 2 * size));
    if (!isFree) {
      Arrays.fill(longer, size, longer.length, null);
    }
    longer[size] = new Entry(trial, finite(losses));
    return new LossVectors(longer, size + 1);
  }

  private static double[] finite(double[] losses) {
    double[] finite = losses.clone();
    Arrays.setAll(finite, i -> Math.clamp(losses[i], -Double.MAX_VALUE, Double.MAX_VALUE));
    return finite;
  }

  private double[] losses(int index) {
    Entry entry = entries[index];
    assert entry != null;
    return entry.losses;
  }

  @Override
  public boolean isBeyond(double percentile, int worse, double... losses) {
    int others = size + worse;
    return others > 0 && !isAmong(1 + (int) Math.ceil(percentile * (others - 1) / 100), losses);
  }

  @Override
  public boolean isAmong(int best, double... losses) {
    double[] own = finite(losses);
    if (size < best || isBestInOne(own)) {
      return true;
    }
    int better = 0;
    for (int i = 0; i < size; i++) {
      better += dominates(losses(i), own) ? 1 : 0;
    }
    return better < best && isSelected(best, own);
  }

  private boolean isBestInOne(double[] own) {
    for (int k = 0; k < own.length; k++) {
      boolean least = true;
      for (int i = 0; i < size && least; i++) {
        least = own[k] <= losses(i)[k];
      }
      if (least) {
        return true;
      }
    }
    return false;
  }

  private boolean isSelected(int best, double[] own) {
    var points = new Points(own);
    var fronts = new Fronts(points);
    for (int i = 0; i <= size; i++) {
      fronts.add(i);
    }
    PointList selected = new HypervolumeSelection(points, fronts).best(best, best);
    for (int i = 0; i < selected.size(); i++) {
      if (selected.get(i) == size) {
        return true;
      }
    }
    return false;
  }

  /** The known losses, and after them those that are judged. */
  private final class Points implements Losses {
    private final double[] own;

    Points(double[] own) {
      this.own = own;
    }

    @Override
    public int objectives() {
      return own.length;
    }

    @Override
    public double loss(int point, int objective) {
      return point == size ? own[objective] : losses(point)[objective];
    }

    @Override
    public boolean precedes(int point, int other) {
      int number = number(point);
      int otherNumber = number(other);
      return number != otherNumber ? number < otherNumber : point < other;
    }

    private int number(int point) {
      Entry entry = point == size ? null : entries[point];
      return entry == null ? Integer.MAX_VALUE : entry.trial;
    }
  }
}
