package dev.beryl.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LongRowsTest {

  /** Widths below, at and above that of a chunk; expected numbers of rows below and above it. */
  static Stream<Arguments> shapes() {
    return Stream.of(1, 3, 23, 1000, 2048, 2049, 40_000)
        .flatMap(width ->
            Stream.of(0, 1, 17, 100, 1_000_000)
                .map(expected -> Arguments.of(width, expected, rows(width))));
  }

  /** Enough to cross two borders of chunks; a chunk has 2^15 longs or 16 rows. */
  private static int rows(int width) {
    return 2 * Math.max(16, (1 << 15) / width) + 50;
  }

  private static long value(int row, int column) {
    return row * 1_000_003L ^ column * 7_919L;
  }

  @ParameterizedTest(name = "width {0}, {1} rows expected, {2} rows")
  @MethodSource("shapes")
  void append_acrossChunks_keepsEveryRow(int width, int expected, int rows) {
    var longs = new LongRows(width, expected);
    int step = Math.max(1, width / 7);
    for (int row = 0; row < rows; row++) {
      assertThat(longs.append()).isEqualTo(row);
      for (int column = 0; column < width; column += step) {
        longs.set(row, column, value(row, column));
      }
    }

    assertThat(longs.size()).isEqualTo(rows);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < width; column++) {
        long wanted = column % step == 0 ? value(row, column) : 0;
        if (longs.get(row, column) != wanted) {
          assertThat(longs.get(row, column)).as("row %s column %s", row, column).isEqualTo(wanted);
        }
      }
    }
  }

  @ParameterizedTest(name = "width {0}, {1} rows expected, {2} rows")
  @MethodSource("shapes")
  void chunkOf_heldWhileItGrows_stillHasTheRow(int width, int expected, int rows) {
    var longs = new LongRows(width, expected);
    longs.set(longs.append(), width - 1, 42);
    long[] held = longs.chunkOf(0);
    int start = longs.startOf(0);
    for (int row = 1; row < rows; row++) {
      longs.append();
    }

    assertThat(held[start + width - 1]).isEqualTo(42);
    assertThat(longs.get(0, width - 1)).isEqualTo(42);
  }
}
