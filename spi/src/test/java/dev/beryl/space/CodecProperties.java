package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** What holds for the map between treatments and the unit cube in every space. */
class CodecProperties {
  private static final int TRIES = 500;

  @Property(seed = "1001", tries = TRIES)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void randomSpaces_haveEveryKindOfParameter_andConditionsOfDepth3(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    Treatment treatment = at.treatment();
    List<Parameter> parameters = at.space().parameters();
    seen("depth 3", parameters.stream().anyMatch(p -> Depth.of(p) >= 3));
    seen(
        "active at depth 3",
        parameters.stream().anyMatch(p -> Depth.of(p) >= 3 && treatment.has(p.name())));
    seen("child before parent", parameters.stream().anyMatch(p -> isBeforeParent(at.space(), p)));
    for (Kind kind : Kind.values()) {
      seen(kind.name(), parameters.stream().anyMatch(kind::has));
    }
  }

  private static void seen(String label, boolean here) {
    Statistics.label(label)
        .collect(here)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 3));
  }

  private static boolean isBeforeParent(SearchSpace space, Parameter parameter) {
    return parameter
        .condition()
        .filter(c -> space.indexOf(c.parent()) > space.indexOf(parameter))
        .isPresent();
  }

  @Property(seed = "1002", tries = TRIES)
  void fromUnit_staysInsideEveryRange(@ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    Treatment treatment = at.treatment();
    assertThat(at.space().contains(treatment)).isTrue();
    for (Parameter parameter : at.space().parameters()) {
      if (treatment.has(parameter.name())) {
        switch (parameter) {
          case RealParameter real ->
              assertThat(treatment.get(real)).isBetween(real.low(), real.high());
          case IntegerParameter integer -> {
            assertThat(treatment.get(integer)).isBetween(integer.low(), integer.high());
            assertThat((treatment.get(integer) - integer.low()) % integer.step()).isZero();
          }
          case ChoiceParameter<?> choice ->
              assertThat(choice.values().contains(treatment.get(choice))).isTrue();
          case ItemsParameter<?> items ->
              assertThat(items.items().containsAll(treatment.get(items))).isTrue();
        }
      }
    }
  }

  @Property(seed = "1003", tries = TRIES)
  void fromUnit_ofTheSamePoint_isTheSame(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    assertThat(at.treatment()).isEqualTo(at.treatment()).hasToString(at.treatment().toString());
  }

  @Property(seed = "1004", tries = TRIES)
  void fromCoordinates_ofCoordinates_isTheTreatment(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    long[] coordinates = new long[at.space().dimension() + 2];
    at.space().coordinates(at.treatment(), coordinates, 1);
    long[] own = Arrays.copyOfRange(coordinates, 1, coordinates.length - 1);
    Treatment again = at.space().fromCoordinates(own);
    assertThat(again).isEqualTo(at.treatment());
    assertThat(again.values()).isEqualTo(at.treatment().values());
    assertThat(coordinates[0]).isZero();
    assertThat(coordinates[coordinates.length - 1]).isZero();
  }

  @Property(seed = "1005", tries = TRIES)
  void inactive_isNaNInToUnit_ignoredInFromUnit_absentInValues_zeroInCoordinates(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    SearchSpace space = at.space();
    Treatment treatment = at.treatment();
    double[] encoded = space.toUnit(treatment);
    double[] other = at.unit().clone();
    long[] coordinates = new long[space.dimension()];
    space.coordinates(treatment, coordinates, 0);
    for (int i = 0; i < encoded.length; i++) {
      String name = space.parameters().get(i).name();
      boolean active = Activity.of(space, treatment, i);
      assertThat(space.isActive(treatment, i)).isEqualTo(active);
      assertThat(treatment.has(name)).isEqualTo(active);
      assertThat(treatment.values().containsKey(name)).isEqualTo(active);
      if (active) {
        assertThat(encoded[i]).isBetween(0.0, 1.0);
      } else {
        assertThat(encoded[i]).isNaN();
        assertThat(treatment.value(name)).isNull();
        assertThat(coordinates[i]).isZero();
        other[i] = i % 2 == 0 ? Double.NaN : -7;
        coordinates[i] = 99;
      }
    }
    assertThat(space.fromUnit(other)).isEqualTo(treatment);
    assertThat(space.fromCoordinates(coordinates)).isEqualTo(treatment);
  }

  @Property(seed = "1012", tries = TRIES)
  void codec_isThatOfEachParameter_inTheSameBits(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    SearchSpace space = at.space();
    for (double[] unit :
        List.of(at.unit(), corner(space, 0), corner(space, -0.0), corner(space, 1))) {
      Treatment treatment = space.fromUnit(unit);
      long[] coordinates = new long[space.dimension()];
      space.coordinates(treatment, coordinates, 0);
      double[] again = space.toUnit(treatment);
      for (int i = 0; i < unit.length; i++) {
        Parameter parameter = space.parameters().get(i);
        if (space.isActive(treatment, i)) {
          assertThat(coordinates[i]).isEqualTo(parameter.fromUnit(unit[i]));
          assertThat(Double.doubleToRawLongBits(again[i]))
              .isEqualTo(Double.doubleToRawLongBits(parameter.toUnit(coordinates[i])));
        }
      }
    }
  }

  private static double[] corner(SearchSpace space, double end) {
    double[] unit = new double[space.dimension()];
    Arrays.fill(unit, end);
    return unit;
  }

  /** Rounded, low + (high - low) is not high in some ranges. */
  @Property(seed = "1013", tries = 2_000)
  void fromUnit_ofAnyRealRange_endsAtItsEnds(
      @ForAll @DoubleRange(min = -3, max = 0.9) double low,
      @ForAll @DoubleRange(min = 1, max = 7) double high) {
    RealParameter x = Parameter.real("x", low, high);
    SearchSpace space = SearchSpace.of(x);
    double[] ends = {0, 0x1p-60, 1 - 0x1p-53, 1};
    for (double unit : ends) {
      Treatment treatment = space.fromUnit(new double[] {unit});
      assertThat(treatment.get(x)).isEqualTo(x.value(x.fromUnit(unit))).isBetween(low, high);
    }
    assertThat(space.fromUnit(new double[] {1}).get(x)).isEqualTo(high);
  }

  @Property(seed = "1006", tries = TRIES)
  void fromUnit_ofToUnit_keepsDiscreteValuesAndRealsToTheirPrecision(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    Treatment treatment = at.treatment();
    Treatment again = at.space().fromUnit(at.space().toUnit(treatment));
    for (Parameter parameter : at.space().parameters()) {
      if (treatment.has(parameter.name()) && again.has(parameter.name())) {
        Precision.check(parameter, treatment, again);
      }
    }
  }

  @Property(seed = "1007", tries = TRIES)
  void bind_ofTheValuesByHand_isTheTreatment(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    Treatment treatment = at.treatment();
    Treatment byHand = Treatment.of("by hand", treatment.values());
    Treatment bound = at.space().bind(byHand);
    assertThat(bound).isEqualTo(treatment).isEqualTo(byHand).hasSameHashCodeAs(byHand);
    assertThat(byHand).isEqualTo(bound);
    assertThat(bound.name()).isEqualTo("by hand");
    assertThat(bound.values()).isEqualTo(treatment.values());
    assertThat(at.space().contains(byHand)).isTrue();
  }

  @Property(seed = "1008", tries = TRIES)
  void treatmentsOfAnEqualSpace_areEqual_andBind(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point at) {
    SearchSpace twin = SearchSpace.of(at.space().parameters());
    Treatment there = twin.fromUnit(at.unit());
    Treatment here = at.treatment();
    assertThat(here).isEqualTo(there).hasSameHashCodeAs(there);
    assertThat(at.space().bind(there)).isEqualTo(here).hasToString(here.toString());
    assertThat(at.space().bind(here)).isSameAs(here);
  }

  @Property(seed = "1009", tries = TRIES)
  void equality_isThatOfTheValues(
      @ForAll(supplier = AnySpace.Any.class) SearchSpace space,
      @ForAll @Size(2) List<@DoubleRange(min = 0, max = 1) Double> units) {
    var treatments =
        units.stream()
            .map(u -> IntStream.range(0, space.dimension()).mapToDouble(i -> (u + i * 0.37) % 1))
            .map(point -> space.fromUnit(point.toArray()))
            .toList();
    Treatment one = treatments.getFirst();
    Treatment two = treatments.getLast();
    assertThat(one.equals(two)).isEqualTo(one.values().equals(two.values()));
    assertThat(two.equals(one)).isEqualTo(one.equals(two));
    assertThat(one.named("other")).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(one).isNotEqualTo(one.values()).isNotEqualTo(null);
  }

  @Property(seed = "1010", tries = TRIES)
  void defaults_areInTheSpace(@ForAll(supplier = AnySpace.Any.class) SearchSpace space) {
    if (space.hasDefaults()) {
      Treatment treatment = space.defaults();
      assertThat(space.contains(Treatment.of("d", treatment.values()))).isTrue();
      for (Parameter parameter : space.parameters()) {
        if (treatment.has(parameter.name())) {
          assertThat(treatment.value(parameter.name()))
              .isEqualTo(parameter.valueAt(parameter.defaultCoordinate().orElseThrow()));
        }
      }
    }
    if (space.parameters().stream().allMatch(p -> p.defaultCoordinate().isPresent())) {
      assertThat(space.hasDefaults()).isTrue();
    }
  }
}
