package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for each parameter's own map to and from the unit interval. */
class DomainProperties {

  @Property(seed = "2001")
  void ends_areReachedExactly(@ForAll("domains") Function<String, Parameter> domain) {
    Parameter parameter = domain.apply("x");
    Object first = parameter.valueAt(parameter.fromUnit(0));
    Object last = parameter.valueAt(parameter.fromUnit(1));
    if (parameter instanceof RealParameter real && real.levels().isEmpty()) {
      assertThat(first).isEqualTo(real.low());
      assertThat(last).isEqualTo(real.high());
    } else {
      long levels = parameter.levels().orElseThrow();
      assertThat(first).isEqualTo(parameter.valueAt(parameter.coordinateAt(0)));
      assertThat(last).isEqualTo(parameter.valueAt(parameter.coordinateAt(levels - 1)));
    }
    if (parameter.levels().orElse(2) > 1) {
      assertThat(parameter.toUnit(parameter.fromUnit(0))).isLessThanOrEqualTo(0.5);
      assertThat(parameter.toUnit(parameter.fromUnit(1))).isGreaterThanOrEqualTo(0.5);
    }
  }

  @Property(seed = "2002")
  void fromUnit_isMonotone(
      @ForAll("domains") Function<String, Parameter> domain,
      @ForAll(supplier = AnySpace.Units.class) double one,
      @ForAll(supplier = AnySpace.Units.class) double other) {
    Parameter parameter = domain.apply("x");
    double low = Math.min(one, other);
    double high = Math.max(one, other);
    assertThat(rank(parameter, low)).isLessThanOrEqualTo(rank(parameter, high));
    assertThat(rank(parameter, low)).isLessThanOrEqualTo(rank(parameter, Math.nextUp(low)));
  }

  /** A number in the order of the values. */
  private static double rank(Parameter parameter, double unit) {
    long coordinate = parameter.fromUnit(Math.min(1, unit));
    return switch (parameter) {
      case RealParameter real -> real.value(coordinate);
      case ItemsParameter<?> items -> items.levelOf(coordinate);
      default -> coordinate;
    };
  }

  @Property(seed = "2003")
  void toUnit_ofFromUnit_isInTheSameBin_orNear(
      @ForAll("domains") Function<String, Parameter> domain,
      @ForAll(supplier = AnySpace.Units.class) double unit) {
    Parameter parameter = domain.apply("x");
    long coordinate = parameter.fromUnit(unit);
    double encoded = parameter.toUnit(coordinate);
    assertThat(encoded).isBetween(0.0, 1.0);
    if (parameter instanceof RealParameter real && real.levels().isEmpty()) {

      assertThat(Math.abs(encoded - unit)).isLessThanOrEqualTo(Precision.ofUnit(real));
    } else if (Precision.isExact(parameter)) {
      assertThat(parameter.fromUnit(encoded)).isEqualTo(coordinate);
    }
  }

  @Property(seed = "2004")
  void levels_roundTrip(
      @ForAll("discrete") Function<String, Parameter> domain,
      @ForAll(supplier = AnySpace.Units.class) double share) {
    Parameter parameter = domain.apply("x");
    long levels = parameter.levels().orElseThrow();
    long level = Math.min(levels - 1, (long) (share * levels));
    long coordinate = parameter.coordinateAt(level);
    assertThat(parameter.coordinateOf(parameter.valueAt(coordinate))).isEqualTo(coordinate);
    assertThat(parameter.fromUnit(parameter.toUnit(coordinate))).isEqualTo(coordinate);
    assertThat(parameter.holds(coordinate)).isTrue();
  }

  @Property(seed = "2005")
  void coordinates_ofNeighboringLevels_differ(
      @ForAll("discrete") Function<String, Parameter> domain,
      @ForAll(supplier = AnySpace.Units.class) double share) {
    Parameter parameter = domain.apply("x");
    long levels = parameter.levels().orElseThrow();
    if (levels > 1) {
      long level = Math.min(levels - 2, (long) (share * levels));
      Object here = parameter.valueAt(parameter.coordinateAt(level));
      Object next = parameter.valueAt(parameter.coordinateAt(level + 1));
      assertThat(here).isNotEqualTo(next);
      if (here instanceof Double low && next instanceof Double high && isReal(parameter)) {
        assertThat(low).isLessThan(high);
      }
    }
  }

  private static boolean isReal(Parameter parameter) {
    return parameter instanceof RealParameter;
  }

  @Property(seed = "2006")
  void values_printAndRead_asThemselves(
      @ForAll("domains") Function<String, Parameter> domain,
      @ForAll(supplier = AnySpace.Units.class) double unit) {
    Parameter parameter = domain.apply("x");
    long coordinate = parameter.fromUnit(unit);
    assertThat(parameter.coordinateOf(parameter.valueAt(coordinate))).isEqualTo(coordinate);
  }

  @Provide
  Arbitrary<Function<String, Parameter>> domains() {
    return AnyDomain.any().withoutEdgeCases();
  }

  @Provide
  Arbitrary<Function<String, Parameter>> discrete() {
    return Arbitraries.oneOf(AnyDomain.discrete(), AnyDomain.largeIntegers()).withoutEdgeCases();
  }
}
