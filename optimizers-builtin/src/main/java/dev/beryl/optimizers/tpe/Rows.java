package dev.beryl.optimizers.tpe;

import java.util.Arrays;

/** A growing list of rows of a history. */
final class Rows {
  private int[] rows = new int[8];
  private int size;

  void add(int row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    rows[size++] = row;
  }

  /** Adds a row where it belongs in the order of trial numbers, the others being in it. */
  void insert(int row, History history) {
    add(row);
    int at = size - 1;
    for (; at > 0 && history.precedes(row, rows[at - 1]); at--) {
      rows[at] = rows[at - 1];
    }
    rows[at] = row;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return rows[index];
  }

  /** Shortens the list to its first rows. */
  void truncate(int length) {
    size = length;
  }

  void set(int index, int row) {
    rows[index] = row;
  }
}
