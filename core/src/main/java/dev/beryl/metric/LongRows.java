package dev.beryl.metric;

import java.util.Arrays;

/**
 * Rows of longs, appended and never changed, in chunks so that growing copies (almost) nothing. One
 * thread appends; any thread may read a row that was handed to it.
 */
final class LongRows {
  private static final int CHUNK_LONGS = 1 << 15;
  private static final int FIRST_ROWS = 16;

  private final int width;
  private final int shift;
  private final int mask;
  private volatile long[][] chunks; // replaced when it grows, so that readers never see a gap
  private int rows;

  LongRows(int width, int expected) {
    this.width = width;
    this.shift = Math.max(4, 31 - Integer.numberOfLeadingZeros(Math.max(1, CHUNK_LONGS / width)));
    this.mask = (1 << shift) - 1;
    int first = Math.max(FIRST_ROWS, Math.min(expected, mask + 1));
    this.chunks = new long[][] {new long[first * width]};
  }

  int size() {
    return rows;
  }

  /** Makes room for some rows, in the first chunk only, which else grows by doubling. */
  void expect(long more) {
    long[] first = chunks[0];
    int room = width * (int) Math.min(more, mask + 1);
    if (room > first.length) {
      chunks = new long[][] {Arrays.copyOf(first, room)};
    }
  }

  /** Appends a row of zeros and returns its number; fill it before handing the number on. */
  int append() {
    int row = rows++;
    int chunk = row >>> shift;
    long[][] now = chunks;
    if (chunk == now.length) {
      long[][] grown = Arrays.copyOf(now, chunk + 1);
      grown[chunk] = new long[width << shift];
      chunks = grown;
    } else if ((row & mask) * width == now[chunk].length) {
      long[][] grown = now.clone();
      grown[chunk] = Arrays.copyOf(now[chunk], Math.min(2 * now[chunk].length, width << shift));
      chunks = grown;
    }
    return row;
  }

  /** Appends a row of one long. */
  void append(long value) {
    int row = append();
    chunkOf(row)[startOf(row)] = value;
  }

  long[] chunkOf(int row) {
    return chunks[row >>> shift];
  }

  int startOf(int row) {
    return (row & mask) * width;
  }

  long get(int row, int column) {
    return chunkOf(row)[startOf(row) + column];
  }

  void set(int row, int column, long value) {
    chunkOf(row)[startOf(row) + column] = value;
  }
}
