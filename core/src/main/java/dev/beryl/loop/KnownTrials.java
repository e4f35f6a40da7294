package dev.beryl.loop;

import dev.beryl.metric.TrialTable;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.Arrays;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;

/**
 * The completed trials by their treatments, and the replicates that they have. A table of rows by
 * the hash of their coordinates, with open addressing: nothing is kept of a trial but its row.
 */
final class KnownTrials {
  private static final int FIRST_PLACES = 64; // a power of two, as all later ones

  private final TrialTable table;
  private final SearchSpace space;
  private final int first;
  private final long[] coordinates;
  private final IntIntHashMap next = new IntIntHashMap(); // replicates by row, if more than first
  private int[] rows = new int[FIRST_PLACES]; // one more than the row; 0: free
  private int size;
  private int added;

  /**
   * No trial is known.
   *
   * @param first how many replicates a trial has when it becomes known
   */
  KnownTrials(TrialTable table, int first) {
    this.table = table;
    this.space = table.space();
    this.first = first;
    this.coordinates = new long[space.dimension()];
  }

  /** Adds a trial, in the place of one with the same treatment. */
  void add(int row) {
    if (4 * size > 3 * rows.length) {
      grow();
    }
    int place = placeOf(row);
    added++;
    size += rows[place] == 0 ? 1 : 0;
    rows[place] = row + 1;
  }

  private void grow() {
    int[] before = rows;
    rows = new int[2 * before.length];
    for (int row : before) {
      if (row != 0) {
        rows[placeOf(row - 1)] = row;
      }
    }
  }

  private int placeOf(int row) {
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = table.coordinate(row, i);
    }
    return place();
  }

  /** Whether a completed trial is the one that has its treatment. */
  boolean has(int row) {
    return added == size || rows[placeOf(row)] == row + 1;
  }

  /** The place of a trial with these coordinates, or the free one where it belongs. */
  private int place() {
    int mask = rows.length - 1;
    int hash = Arrays.hashCode(coordinates) * 0x9E3779B9;
    int place = (hash ^ hash >>> 15) & mask;
    while (rows[place] != 0 && !isAt(rows[place] - 1)) {
      place = place + 1 & mask;
    }
    return place;
  }

  private boolean isAt(int row) {
    for (int i = 0; i < coordinates.length; i++) {
      if (table.coordinate(row, i) != coordinates[i]) {
        return false;
      }
    }
    return true;
  }

  /** The row of the trial that has a treatment; {@link Contender#NEW} if none has. */
  int row(Treatment treatment) {
    space.coordinates(treatment, coordinates, 0);
    int found = rows[place()];
    return found == 0 ? Contender.NEW : found - 1;
  }

  /** How many replicates of a trial were run, or are in flight. */
  int replicates(int row) {
    return next.getIfAbsent(row, first);
  }

  void replicates(int row, int replicates) {
    next.put(row, replicates);
  }
}
