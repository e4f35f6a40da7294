package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A space's text and digest stand for the space. */
class CanonicalProperties {
  private static final int TRIES = 300;

  @Property(seed = "4001", tries = TRIES)
  void spacesBuiltTwice_areEqual_withTheSameText(
      @ForAll(supplier = AnySpace.EachTwice.class) AnySpace.Twins twins) {
    assertThat(twins.one()).isEqualTo(twins.other()).hasSameHashCodeAs(twins.other());
    assertThat(twins.one().canonical()).isEqualTo(twins.other().canonical());
    assertThat(twins.one().digest()).isEqualTo(twins.other().digest()).matches("[0-9a-f]{64}");
    assertThat(twins.one().parameters()).isEqualTo(twins.other().parameters());
    for (int i = 0; i < twins.one().dimension(); i++) {
      assertThat(twins.one().indexOf(twins.other().parameters().get(i))).isEqualTo(i);
    }
  }

  @Property(seed = "4002", tries = TRIES)
  void anyChange_changesTheText(@ForAll(supplier = AnySpace.Any.class) SearchSpace space) {
    changed(space)
        .forEach(other -> {
          assertThat(other).isNotEqualTo(space);
          assertThat(other.canonical()).isNotEqualTo(space.canonical());
          assertThat(other.digest()).isNotEqualTo(space.digest());
        });
  }

  @Property(seed = "4003", tries = TRIES)
  void differentParameters_haveDifferentTexts(
      @ForAll(supplier = AnySpace.Any.class) SearchSpace one,
      @ForAll(supplier = AnySpace.Any.class) SearchSpace other) {
    for (Parameter here : one.parameters()) {
      for (Parameter there : other.parameters()) {
        assertThat(here.toString().equals(there.toString())).isEqualTo(here.equals(there));
      }
    }
    assertThat(one.canonical().equals(other.canonical())).isEqualTo(one.equals(other));
  }

  private static Stream<SearchSpace> changed(SearchSpace space) {
    return Stream.of(
            Stream.of(space.subjectTo("some", t -> true), with(space, Parameter.flag("extra"))),
            IntStream.range(1, space.dimension()).mapToObj(i -> swapped(space, i)),
            IntStream.range(0, space.dimension()).mapToObj(i -> otherDefault(space, i)),
            leaves(space).mapToObj(i -> replaced(space, i, Parameter.real("p", -9.25, 77))),
            leaves(space).mapToObj(i -> replaced(space, i, Parameter.flag("of another name"))),
            leaves(space).mapToObj(i -> underAFlag(space, i)))
        .flatMap(spaces -> spaces)
        .filter(Objects::nonNull);
  }

  /** The places of parameters on which none hangs. */
  private static IntStream leaves(SearchSpace space) {
    return IntStream.range(0, space.dimension())
        .filter(i ->
            space.parameters().stream()
                .map(Parameter::conditionOrNull)
                .noneMatch(c -> c != null && space.indexOf(c.parent()) == i));
  }

  private static SearchSpace with(SearchSpace space, Parameter extra) {
    var parameters = new ArrayList<>(space.parameters());
    parameters.add(extra);
    return SearchSpace.of(parameters);
  }

  private static SearchSpace swapped(SearchSpace space, int place) {
    var parameters = new ArrayList<>(space.parameters());
    parameters.add(place - 1, parameters.remove(place));
    return SearchSpace.of(parameters);
  }

  private static SearchSpace otherDefault(SearchSpace space, int place) {
    Parameter parameter = space.parameters().get(place);
    long other = parameter.fromUnit(0);
    if (parameter.defaultCoordinate().equals(OptionalLong.of(other))) {
      other = parameter.fromUnit(1);
    }
    return parameter.defaultCoordinate().equals(OptionalLong.of(other))
        ? with(space, Parameter.flag("extra"))
        : replaced(space, place, Refined.orElse(parameter, parameter.valueAt(other)));
  }

  private static SearchSpace underAFlag(SearchSpace space, int place) {
    Parameter parameter = space.parameters().get(place);
    var flag = Parameter.flag("extra");
    return parameter.conditionOrNull() == null
        ? replaced(with(space, flag), place, Refined.when(parameter, flag, List.of(true)))
        : with(space, flag);
  }

  private static SearchSpace replaced(SearchSpace space, int place, Parameter parameter) {
    var parameters = new ArrayList<>(space.parameters());
    parameters.set(place, parameter);
    return SearchSpace.of(parameters);
  }
}
