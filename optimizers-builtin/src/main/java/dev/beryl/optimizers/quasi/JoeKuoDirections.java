package dev.beryl.optimizers.quasi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The direction numbers of Joe and Kuo, set D(6), for the first 1111 dimensions of Sobol's
 * sequence. The table and its license are in the resource {@code joe-kuo-directions.txt}.
 *
 * @see <a href="https://doi.org/10.1137/070709359">Joe and Kuo, Constructing Sobol sequences with
 *     better two-dimensional projections, SIAM J. Sci. Comput. 30 (2008)</a>, section 2 for the
 *     recurrence
 */
final class JoeKuoDirections {
  static final int DIMENSIONS = 1111;
  static final int BITS = Integer.SIZE;
  private static final String RESOURCE = "joe-kuo-directions.txt";

  private JoeKuoDirections() {}

  /**
   * The generator matrices of the first dimensions.
   *
   * @param dimensions 0 to {@link #DIMENSIONS}
   * @return {@link #BITS} columns for each dimension, those of a dimension together; the first bit
   *     of the binary fraction is the highest of a column
   */
  static int[] columns(int dimensions) {
    int[] columns = new int[dimensions * BITS];
    for (int bit = 0; bit < BITS && dimensions > 0; bit++) {
      columns[bit] = 1 << (BITS - 1 - bit);
    }
    List<String> lines = lines(dimensions - 1);
    for (int i = 0; i < lines.size(); i++) {
      int[] numbers = Stream.of(lines.get(i).split(" ")).mapToInt(Integer::parseInt).toArray();
      extend(numbers, columns, (i + 1) * BITS);
    }
    return columns;
  }

  /**
   * Fills the columns of one dimension.
   *
   * @param numbers the degree s, the code of the polynomial's inner coefficients, m_1 … m_s
   */
  private static void extend(int[] numbers, int[] columns, int from) {
    int degree = numbers[0];
    int inner = numbers[1];
    for (int i = 0; i < degree; i++) {
      columns[from + i] = numbers[2 + i] << (BITS - 1 - i);
    }
    for (int i = degree; i < BITS; i++) {
      int column = columns[from + i - degree];
      column ^= column >>> degree;
      for (int k = 1; k < degree; k++) {
        column ^= (inner >>> (degree - 1 - k) & 1) * columns[from + i - k];
      }
      columns[from + i] = column;
    }
  }

  private static List<String> lines(int most) {
    try (InputStream in = JoeKuoDirections.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the library's jar lacks its resource " + RESOURCE);
      }
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      return reader.lines().filter(line -> !line.startsWith("#")).limit(Math.max(0, most)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
