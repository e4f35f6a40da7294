package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatticeTest {
  private static final IntegerParameter DIGIT = Parameter.integer("digit", 0, 2);
  private static final CategoricalParameter<String> LETTER = Parameter.choice("letter", "a", "b");

  @Test
  void enumerate_ofAFlatSpace_countsWithTheLastParameterFastest() {
    assertThat(SearchSpace.of(DIGIT, LETTER).enumerate().map(Treatment::name))
        .containsExactly(
            "digit=0 letter=a",
            "digit=0 letter=b",
            "digit=1 letter=a",
            "digit=1 letter=b",
            "digit=2 letter=a",
            "digit=2 letter=b");
  }

  @Test
  void enumerate_ofAConditionalSpace_skipsWhatIsInactive() {
    SearchSpace space = SearchSpace.of(LETTER.when(DIGIT, 1, 2), DIGIT, Parameter.flag("f"));
    assertThat(space.enumerate().limit(4).map(Treatment::name))
        .containsExactly(
            "digit=0 f=false",
            "digit=0 f=true",
            "letter=a digit=1 f=false",
            "letter=a digit=1 f=true");
    assertThat(space.cardinality()).contains(BigInteger.TEN);
  }

  @Test
  void cardinality_withAContinuum_isEmpty_andEnumerationNamesTheParameter() {
    SearchSpace space = SearchSpace.of(DIGIT, Parameter.real("rate", 0, 1));
    assertThat(space.cardinality()).isEmpty();
    assertThatThrownBy(space::enumerate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate: real [0.0, 1.0]")
        .hasMessageContaining("continuum")
        .hasMessageContaining("step");
  }

  @Test
  void cardinality_beyondLong_isExact_andEnumerationRefused() {
    IntegerParameter[] wide =
        LongStream.range(0, 5)
            .mapToObj(i -> Parameter.integer("n" + i, 0, (1L << 62) - 1))
            .toArray(IntegerParameter[]::new);
    SearchSpace space = SearchSpace.of(wide);
    assertThat(space.cardinality()).contains(BigInteger.TWO.pow(310));
    assertThatThrownBy(space::enumerate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2^63 - 1")
        .hasMessageContaining(BigInteger.TWO.pow(310).toString());
    assertThat(space.lattice().at((1L << 62) + 5).values().values())
        .containsExactly(0L, 0L, 0L, 1L, 5L);
  }

  @Test
  void cardinality_ofAHugeParent_isExact_andItsLatticeRefused() {
    IntegerParameter parent = Parameter.integer("depth", 0, 1_000_000_000);
    SearchSpace space = SearchSpace.of(parent, DIGIT.when(parent, 0, 7), LETTER.when(parent, 7, 8));
    assertThat(space.cardinality()).contains(BigInteger.valueOf(1_000_000_001 - 3 + 3 + 6 + 2));
    assertThatThrownBy(space::lattice)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'depth'")
        .hasMessageContaining("1048576")
        .hasMessageContaining("1000000001");
  }

  @Test
  void lattice_withTooFewAxes_isRefused() {
    SearchSpace space = SearchSpace.of(DIGIT, LETTER);
    assertThatThrownBy(() -> space.lattice(List.of(Lattice.Axis.all(DIGIT))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 2 axes")
        .hasMessageContaining("got 1");
  }

  @Test
  void axis_withoutLevels_isRefused() {
    assertThatThrownBy(() -> new Lattice.Axis(0, level -> level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one level, got 0");
  }
}
