package dev.beryl.optimizers.pruning;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trials that one is compared with under one objective, as far as they decide: for each place
 * the loss beyond which a report is behind. So it is small, and can be written.
 *
 * @param values at places
 * @param ends of losses projected to the end, at places
 * @param best at steps, those that each of the best trials has reached; null: none is guarded by
 */
record Bars(Table values, Table ends, @Nullable Table best) implements Standards {

  /** Losses at ascending keys; where there is none, nothing is beyond. */
  @SuppressWarnings("ArrayRecordComponent") // never written to
  record Table(long[] keys, double[] bars) {
    private static final int ENTRY = Long.BYTES + Double.BYTES;

    boolean isBeyond(long key, double loss) {
      int found = Arrays.binarySearch(keys, key);
      return found >= 0 && loss > bars[found];
    }

    int bytes() {
      return Integer.BYTES + keys.length * ENTRY;
    }

    void write(ByteBuffer out) {
      out.putInt(keys.length);
      for (int i = 0; i < keys.length; i++) {
        out.putLong(keys[i]).putDouble(bars[i]);
      }
    }

    static Table read(ByteBuffer in) {
      int count = in.getInt();
      if (count < 0 || count > in.remaining() / ENTRY) {
        throw new IllegalArgumentException(
            "expected at most %s entries, got %s".formatted(in.remaining() / ENTRY, count));
      }
      long[] keys = new long[count];
      double[] bars = new double[count];
      for (int i = 0; i < count; i++) {
        keys[i] = in.getLong();
        bars[i] = in.getDouble();
        if (!(bars[i] < Double.POSITIVE_INFINITY) || (i > 0 && keys[i] <= keys[i - 1])) {
          throw new IllegalArgumentException(
              "expected ascending keys and losses below infinity, got %s after %s, and %s"
                  .formatted(keys[i], i == 0 ? "none" : keys[i - 1], bars[i]));
        }
      }
      return new Table(keys, bars);
    }
  }

  private static final class Entries {
    private final List<Long> keys = new ArrayList<>();
    private final List<Double> bars = new ArrayList<>();

    void add(long key, double bar) {
      if (bar < Double.POSITIVE_INFINITY) {
        keys.add(key);
        bars.add(bar);
      }
    }

    Table table() {
      return new Table(
          keys.stream().mapToLong(key -> key).toArray(),
          bars.stream().mapToDouble(bar -> bar).toArray());
    }
  }

  /**
   * The bars of rivals with one objective.
   *
   * @return null if a bar is not the same at all steps of a place
   */
  static @Nullable Bars of(Rivals rivals, Horizon horizon) {
    Criterion criterion = rivals.rule().curves();
    if (criterion.countsPruned() && !(horizon.places() instanceof AllSteps)) {
      return null;
    }
    KnownCurves curves = rivals.known().curves();
    return new Bars(
        table(curves, curves.values(), criterion),
        table(curves, curves.ends(), criterion),
        rivals.guard() == 0 ? null : best(rivals.known().best()));
  }

  private static Table table(KnownCurves curves, StepMap<Known> known, Criterion criterion) {
    var entries = new Entries();
    known.forEach((place, losses) -> {
      int worse = criterion.countsPruned() ? curves.stoppedBefore(place) : 0;
      entries.add(place, criterion.bar((OrderStatistics) losses, worse));
    });
    return entries.table();
  }

  private static Table best(List<ToldTrial> best) {
    var entries = new Entries();
    LearningCurve first = best.isEmpty() ? null : best.getFirst().curve();
    for (int i = 0; first != null && i < first.size(); i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (ToldTrial trial : best) {
        double[] there = trial.curve().at(first.step(i));
        most = there == null ? Double.POSITIVE_INFINITY : Math.max(most, there[0]);
        if (there == null) {
          break;
        }
      }
      entries.add(first.step(i), most);
    }
    return entries.table();
  }

  @Override
  public boolean isBehind(long place, long step, double... losses) {
    return values.isBeyond(place, losses[0]);
  }

  @Override
  public boolean isBehindAtTheEnd(long place, long step, double end) {
    return ends.isBeyond(place, end);
  }

  @Override
  public boolean isWorseThanTheBest(long step, double... losses) {
    return best == null || best.isBeyond(step, losses[0]);
  }

  int bytes() {
    return values.bytes() + ends.bytes() + 1 + (best == null ? 0 : best.bytes());
  }

  void write(ByteBuffer out) {
    values.write(out);
    ends.write(out);
    out.put((byte) (best == null ? 0 : 1));
    if (best != null) {
      best.write(out);
    }
  }

  static Bars read(ByteBuffer in) {
    Table values = Table.read(in);
    Table ends = Table.read(in);
    byte guarded = in.get();
    if (guarded != 0 && guarded != 1) {
      throw new IllegalArgumentException("expected a byte of 0 or 1, got " + guarded);
    }
    return new Bars(values, ends, guarded == 0 ? null : Table.read(in));
  }
}
