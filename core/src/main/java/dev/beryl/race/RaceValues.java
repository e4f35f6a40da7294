package dev.beryl.race;

import java.util.Arrays;

/** The values of each finalist in each block: those of the objectives, then of the constraints. */
final class RaceValues {
  private static final int FIRST_CAPACITY = 16;

  private final int columns;
  private final double[][][] values; // by finalist, column and block; NaN: none
  private final int[] entered; // blocks that count, of each finalist

  RaceValues(int finalists, int columns) {
    this.columns = columns;
    this.values = new double[finalists][columns][0];
    this.entered = new int[finalists];
  }

  void put(int finalist, int block, double[] row) {
    for (int c = 0; c < columns; c++) {
      double[] column = values[finalist][c];
      if (block >= column.length) {
        int length = Math.max(FIRST_CAPACITY, Math.max(block + 1, 2 * column.length));
        int before = column.length;
        column = Arrays.copyOf(column, length);
        Arrays.fill(column, before, length, Double.NaN);
        values[finalist][c] = column;
      }
      column[block] = row[c];
    }
  }

  /** The value; NaN if the finalist has none in the block. */
  double get(int finalist, int column, int block) {
    double[] all = values[finalist][column];
    return block < all.length ? all[block] : Double.NaN;
  }

  boolean has(int finalist, int block) {
    return !Double.isNaN(get(finalist, 0, block));
  }

  /** Has the finalist's next block count, whether it has values there or failed. */
  void enter(int finalist) {
    entered[finalist]++;
  }

  /** The number of blocks of the finalist that count. */
  int entered(int finalist) {
    return entered[finalist];
  }

  /** The number of blocks of the finalist that count and have values. */
  int size(int finalist) {
    int size = 0;
    for (int b = 0; b < entered[finalist]; b++) {
      size += has(finalist, b) ? 1 : 0;
    }
    return size;
  }

  /** The finalist's values in the blocks that count. */
  double[] of(int finalist, int column) {
    double[] found = new double[entered[finalist]];
    int size = 0;
    for (int b = 0; b < entered[finalist]; b++) {
      double value = get(finalist, column, b);
      if (!Double.isNaN(value)) {
        found[size++] = value;
      }
    }
    return size == found.length ? found : Arrays.copyOf(found, size);
  }

  /** The values of one finalist in the blocks that count for both. */
  double[] common(int finalist, int other, int column) {
    int blocks = Math.min(entered[finalist], entered[other]);
    double[] found = new double[blocks];
    int size = 0;
    for (int b = 0; b < blocks; b++) {
      if (has(finalist, b) && has(other, b)) {
        found[size++] = get(finalist, column, b);
      }
    }
    return size == blocks ? found : Arrays.copyOf(found, size);
  }

  /** Whether any value of the block is another than that of the finalist's first block. */
  boolean differsFromFirst(int finalist, int block) {
    int first = 0;
    while (!has(finalist, first)) {
      first++;
    }
    for (int c = 0; c < columns; c++) {
      if (get(finalist, c, first) != get(finalist, c, block)) {
        return true;
      }
    }
    return false;
  }

  /** Whether values that are all equal are enough to say that there is no noise. */
  boolean isEnoughForNone(int finalist) {
    for (int c = 0; c < columns; c++) {
      if (!Noise.isNone(of(finalist, c))) {
        return false;
      }
    }
    return true;
  }

  /** A finite difference of two finite values. */
  static double difference(double value, double other) {
    return Math.clamp(value - other, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
