package dev.beryl.loop;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.jspecify.annotations.Nullable;

/** The completed trials by their treatments, and the replicates that they have. */
final class KnownTrials {
  private final SearchSpace space;
  private final int first;
  private final Map<Coordinates, Integer> rows = new HashMap<>();
  private final IntIntHashMap next = new IntIntHashMap(); // replicates by row, if more than first

  /**
   * No trial is known.
   *
   * @param first how many replicates a trial has when it becomes known
   */
  KnownTrials(SearchSpace space, int first) {
    this.space = space;
    this.first = first;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Coordinates(long[] at) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Coordinates(long[] others) && Arrays.equals(at, others);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(at);
    }
  }

  private Coordinates coordinates(Treatment treatment) {
    long[] at = new long[space.dimension()];
    space.coordinates(treatment, at, 0);
    return new Coordinates(at);
  }

  void add(Treatment treatment, int row, int replicates) {
    rows.put(coordinates(treatment), row);
    if (replicates != first) {
      next.put(row, replicates);
    }
  }

  /** The place of the trial that has a treatment; {@link Contender#NEW} if none has. */
  int row(Treatment treatment) {
    return rows.getOrDefault(coordinates(treatment), Contender.NEW);
  }

  /** How many replicates of a trial were run, or are in flight. */
  int replicates(int row) {
    return next.getIfAbsent(row, first);
  }

  void replicates(int row, int replicates) {
    next.put(row, replicates);
  }
}
