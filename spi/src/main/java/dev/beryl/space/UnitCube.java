package dev.beryl.space;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Takes treatments from the unit cube and back. Parameters that are always active and follow one
 * another with the same kind of {@link UnitMap} are one loop, in the same arithmetic that each of
 * them has by itself. Immutable.
 */
final class UnitCube {
  private enum Kind {
    AFFINE,
    BINNED,
    OWN
  }

  private record Run(Kind kind, int from, int to) {}

  private final Parameter[] places;
  private final ConditionTree tree;
  private final Run[] runs; // without the conditional places

  // By place, of affine ones
  private final double[] start;
  private final double[] span;

  // By place, of binned ones
  private final long[] first;
  private final long[] last; // level
  private final double[] levels;

  UnitCube(Parameter[] places, ConditionTree tree) {
    this.places = places;
    this.tree = tree;
    this.start = new double[places.length];
    this.span = new double[places.length];
    this.first = new long[places.length];
    this.last = new long[places.length];
    this.levels = new double[places.length];
    var found = new ArrayList<Run>();
    for (int i = 0; i < places.length; i++) {
      Kind kind = learn(i);
      if (tree.parent(i) >= 0) {
        continue;
      }
      Run before = found.isEmpty() ? null : found.getLast();
      if (before != null && before.kind == kind && before.to == i) {
        found.set(found.size() - 1, new Run(kind, before.from, i + 1));
      } else {
        found.add(new Run(kind, i, i + 1));
      }
    }
    this.runs = found.toArray(Run[]::new);
  }

  private Kind learn(int place) {
    return switch (places[place].unitMap()) {
      case UnitMap.Affine map -> {
        start[place] = map.start();
        span[place] = map.span();
        yield Kind.AFFINE;
      }
      case UnitMap.Binned map -> {
        first[place] = map.first();
        last[place] = map.levels() - 1;
        levels[place] = map.levels();
        yield Kind.BINNED;
      }
      case UnitMap.Own _ -> Kind.OWN;
    };
  }

  /**
   * Decodes a point.
   *
   * @param unit one number for each place
   * @param into receives the coordinates of the active places; 0 at all others
   * @return which places are active, null if all are
   * @throws IllegalArgumentException if the number of an active place is not in [0, 1]
   */
  long @Nullable [] decode(double[] unit, long[] into) {
    for (Run run : runs) {
      switch (run.kind) {
        case AFFINE -> decodeAffine(unit, into, run.from, run.to);
        case BINNED -> decodeBinned(unit, into, run.from, run.to);
        case OWN -> {
          for (int i = run.from; i < run.to; i++) {
            into[i] = places[i].fromUnit(checked(unit, i));
          }
        }
      }
    }
    return tree.isFlat() ? null : decodeConditional(unit, into);
  }

  private void decodeAffine(double[] unit, long[] into, int from, int to) {
    double[] starts = start;
    double[] spans = span;
    for (int i = from; i < to; i++) {
      into[i] = Double.doubleToRawLongBits(starts[i] + checked(unit, i) * spans[i]);
    }
  }

  private void decodeBinned(double[] unit, long[] into, int from, int to) {
    long[] firsts = first;
    long[] lasts = last;
    double[] counts = levels;
    for (int i = from; i < to; i++) {
      into[i] = firsts[i] + Math.min(lasts[i], (long) (checked(unit, i) * counts[i]));
    }
  }

  private long[] decodeConditional(double[] unit, long[] into) {
    long[] active = tree.unconditional();
    for (int place : tree.conditional()) {
      if (tree.isActive(place, into, active)) {
        into[place] = places[place].fromUnit(checked(unit, place));
        PlaceSet.add(active, place);
      }
    }
    return active;
  }

  private double checked(double[] unit, int place) {
    double u = unit[place];
    if (!(u >= 0 && u <= 1)) {
      throw outside(place, u);
    }
    return u;
  }

  private IllegalArgumentException outside(int place, double unit) {
    return new IllegalArgumentException(
        "unit point: expected a place in [0, 1] for parameter '%s' (index %s), got %s"
            .formatted(places[place].name(), place, unit));
  }

  /**
   * Encodes a treatment.
   *
   * @param into receives a number for each place, NaN where it is inactive
   */
  void encode(SpaceTreatment treatment, double[] into) {
    long[] coordinates = treatment.coordinates;
    for (Run run : runs) {
      switch (run.kind) {
        case AFFINE -> encodeAffine(coordinates, into, run.from, run.to);
        case BINNED -> encodeBinned(coordinates, into, run.from, run.to);
        case OWN -> {
          for (int i = run.from; i < run.to; i++) {
            into[i] = places[i].toUnit(coordinates[i]);
          }
        }
      }
    }
    for (int place : tree.conditional()) {
      into[place] =
          treatment.isActive(place) ? places[place].toUnit(coordinates[place]) : Double.NaN;
    }
  }

  private void encodeAffine(long[] coordinates, double[] into, int from, int to) {
    double[] starts = start;
    double[] spans = span;
    for (int i = from; i < to; i++) {
      into[i] = (Double.longBitsToDouble(coordinates[i]) - starts[i]) / spans[i];
    }
  }

  private void encodeBinned(long[] coordinates, double[] into, int from, int to) {
    long[] firsts = first;
    double[] counts = levels;
    for (int i = from; i < to; i++) {
      into[i] = (coordinates[i] - firsts[i] + 0.5) / counts[i];
    }
  }
}
