package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of narrowed spaces of any parameters and conditions. */
class NarrowingProperties {
  private static final int TRIES = 300;

  private static SearchSpace fixedAt(SearchSpace space, Treatment treatment, int place) {
    Parameter parameter = space.parameters().get(place);
    Object value = treatment.value(parameter.name());
    return value == null ? space : space.with(parameter.name(), value);
  }

  @Property(seed = "1701", tries = TRIES)
  void allFixed_leavesOneTreatment_whichAllOriginalHandlesRead(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point point) {
    Treatment treatment = point.treatment();
    SearchSpace fixed = point.space();
    for (int place = 0; place < point.space().dimension(); place++) {
      String name = point.space().parameters().get(place).name();
      int left = fixed.indexOf(name);
      fixed = left < 0 ? fixed : fixedAt(fixed, treatment, left);
    }
    double[] unit = new double[fixed.dimension()];
    Arrays.fill(unit, 0.7);
    Treatment only = fixed.fromUnit(unit);
    assertThat(only.values()).isEqualTo(treatment.values());
    for (Parameter handle : point.space().parameters()) {
      if (only.has(handle.name())) {
        assertThat(Reading.of(only, handle)).isEqualTo(treatment.value(handle.name()));
      }
    }
    assertThat(fixed.isConditional()).isFalse();
  }

  @Property(seed = "1702", tries = TRIES)
  void oneFixed_everyTreatmentLeftIsOneOfTheWiderSpace(
      @ForAll(supplier = AnySpace.Points.class) AnySpace.Point point,
      @ForAll(supplier = AnySpace.Units.class) double place) {
    int at = (int) Math.min(point.space().dimension() - 1, place * point.space().dimension());
    SearchSpace fixed = fixedAt(point.space(), point.treatment(), at);

    Treatment treatment = fixed.fromUnit(Arrays.copyOf(point.unit(), fixed.dimension()));

    assertThat(point.space().contains(treatment)).isTrue();
    assertThat(point.space().bind(treatment)).isEqualTo(treatment);
  }

  @Property(seed = "1703", tries = TRIES)
  void interval_keepsExactlyTheValuesInIt(
      @ForAll(supplier = AnySpace.Units.class) double a,
      @ForAll(supplier = AnySpace.Units.class) double b,
      @ForAll("stepped") Parameter parameter) {
    SearchSpace space = SearchSpace.of(parameter);
    Object low = parameter.valueAt(parameter.fromUnit(Math.min(a, b)));
    Object high = parameter.valueAt(parameter.fromUnit(Math.max(a, b)));

    Parameter kept = space.within(parameter.name(), low, high).parameters().getFirst();

    long first = levelOf(parameter, low);
    long last = levelOf(parameter, high);
    assertThat(kept.levels()).hasValue(last - first + 1);
    for (long level = 0; level < last - first + 1; level++) {
      assertThat(kept.valueAt(kept.coordinateAt(level)))
          .isEqualTo(parameter.valueAt(parameter.coordinateAt(first + level)));
    }
  }

  private static long levelOf(Parameter parameter, Object value) {
    long coordinate = parameter.coordinateOf(value);
    return parameter instanceof IntegerParameter i ? (coordinate - i.low()) / i.step() : coordinate;
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<Parameter> stepped() {
    return net.jqwik.api.Arbitraries.oneOf(List.of(AnyDomain.stepped(300), AnyDomain.integers(300)))
        .map(domain -> domain.apply("p"));
  }
}
