package dev.beryl.optimizers.quasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoeKuoDirectionsTest {
  private static final SobolSequence SOBOL = new SobolSequence(JoeKuoDirections.DIMENSIONS);

  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/known-answers/sobol.csv", numLinesToSkip = 1)
  void fraction_sixDimensions_givesKnownPoints(
      long index, double x0, double x1, double x2, double x3, double x4, double x5) {
    assertThat(point(index, 6)).containsExactly(x0, x1, x2, x3, x4, x5);
  }

  /** Known answers, computed independently in another language. */
  @Test
  void columns_dimension21_givesKnownNumbers() {
    int[] columns = JoeKuoDirections.columns(21);

    assertThat(Arrays.stream(columns, 20 * 32, 21 * 32).mapToLong(Integer::toUnsignedLong))
        .containsExactly(
            2147483648L,
            3221225472L,
            3758096384L,
            3489660928L,
            1744830464L,
            1006632960L,
            2315255808L,
            1358954496L,
            2843738112L,
            3720347648L,
            1537212416L,
            969932800L,
            2516058112L,
            1456734208L,
            167903232L,
            2432892928L,
            1233354752L,
            230899712L,
            866230272L,
            97579008L,
            536487936L,
            131417088L,
            2743117312L,
            1287681792L,
            304279168L,
            873703232L,
            2791045088L,
            1392880464L,
            368574472L,
            2530476044L,
            3925999630L,
            1090715661L);
  }

  /** Known answers, computed independently in another language, in Gray code order. */
  @Test
  void fraction_grayIndex1000_givesKnownPoint() {
    assertThat(IntStream.range(0, 21).mapToLong(i -> unsigned(gray(1000), i)))
        .containsExactly(
            943718400L,
            415236096L,
            2227175424L,
            2906652672L,
            1203765248L,
            3896508416L,
            197132288L,
            3862953984L,
            2151677952L,
            297795584L,
            364904448L,
            1094713344L,
            692060160L,
            1648361472L,
            616562688L,
            1589641216L,
            3091202048L,
            1480589312L,
            4257218560L,
            3116367872L,
            2243952640L);
  }

  /** Hipparchus goes in Gray code order, up to dimension 1000. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1023, 4096, 99_999, 123_456_789})
  void fraction_allDimensionsOfAPublicImplementation_givesItsPoints(int index) {
    var peer = new SobolSequenceGenerator(1000);

    assertThat(point(gray(index), 1000)).containsExactly(peer.skipTo(index));
  }

  /** A column's leading bit stands on the diagonal: so each 2^k points fall into 2^k cells. */
  @Test
  void columns_everyDimension_areTriangularWithUnitDiagonal() {
    int[] columns = JoeKuoDirections.columns(JoeKuoDirections.DIMENSIONS);

    assertThat(columns).hasSize(1111 * 32);
    assertThat(IntStream.range(0, columns.length))
        .allMatch(i -> Integer.numberOfTrailingZeros(columns[i]) == 31 - i % 32);
  }

  @Test
  void columns_everyDimension_differ() {
    int[] columns = JoeKuoDirections.columns(JoeKuoDirections.DIMENSIONS);

    assertThat(
            IntStream.range(0, 1111)
                .mapToObj(d -> Arrays.toString(Arrays.copyOfRange(columns, d * 32, (d + 1) * 32)))
                .distinct())
        .hasSize(1111);
  }

  private static long gray(long index) {
    return index ^ index >>> 1;
  }

  private static long unsigned(long index, int coordinate) {
    return Integer.toUnsignedLong(SOBOL.fraction(index, coordinate));
  }

  private static double[] point(long index, int dimension) {
    return IntStream.range(0, dimension).mapToDouble(i -> unsigned(index, i) * 0x1p-32).toArray();
  }
}
