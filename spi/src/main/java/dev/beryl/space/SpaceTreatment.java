package dev.beryl.space;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A treatment of a space: one coordinate for each of its parameters, nothing boxed. */
final class SpaceTreatment implements Treatment {
  final SearchSpace space;
  final long[] coordinates;
  final long @Nullable [] active; // bit set; null: all are
  private final @Nullable String name;

  SpaceTreatment(
      SearchSpace space, long[] coordinates, long @Nullable [] active, @Nullable String name) {
    this.space = space;
    this.coordinates = coordinates;
    this.active = active;
    this.name = name;
  }

  boolean isActive(int index) {
    return active == null || PlaceSet.contains(active, index);
  }

  @Override
  public Optional<SearchSpace> space() {
    return Optional.of(space);
  }

  boolean hasOwnName() {
    return name != null;
  }

  @Override
  public String name() {
    return name != null
        ? name
        : values().entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
  }

  @Override
  public Treatment named(String name) {
    Nulls.refuse("treatment: name", name);
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "treatment " + values() + ": expected a name, got a blank one");
    }
    var _ = Text.requireWellFormed("name of a treatment", name);
    return new SpaceTreatment(space, coordinates, active, name);
  }

  @Override
  public boolean has(String parameter) {
    int index = space.indexOf(parameter);
    return index >= 0 && isActive(index);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the handle itself is known to be of reals
  public double get(RealParameter parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    int index = space.indexOf(parameter);
    if (index < 0 || !isActive(index)) {
      return parameter.value(fallback(parameter, index));
    }
    Parameter own = space.at(index); // another than the handle where the space was narrowed
    return (own == parameter ? parameter : (RealParameter) own).value(coordinates[index]);
  }

  @Override
  public long get(IntegerParameter parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    int index = space.indexOf(parameter);
    return index >= 0 && isActive(index) ? coordinates[index] : fallback(parameter, index);
  }

  @Override
  public <T> T get(ChoiceParameter<T> parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    int index = space.indexOf(parameter);
    if (index < 0 || !isActive(index)) {
      return parameter.valueAt(fallback(parameter, index));
    }
    @SuppressWarnings("unchecked") // one of the handle's values, at the index that it has here
    T value = (T) space.at(index).valueAt(coordinates[index]);
    return value;
  }

  @Override
  public <T> List<T> get(ItemsParameter<T> parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    int index = space.indexOf(parameter);
    if (index < 0 || !isActive(index)) {
      return parameter.valueAt(fallback(parameter, index));
    }
    @SuppressWarnings("unchecked") // one of the handle's values, at the coordinate it has here
    var value = (List<T>) space.at(index).valueAt(coordinates[index]);
    return value;
  }

  private long fallback(Parameter parameter, int index) {
    return parameter
        .defaultCoordinate()
        .orElseThrow(() ->
            new IllegalArgumentException(
                index < 0
                    ? "parameter '%s' is not in the space and has no default; %s"
                        .formatted(parameter.name(), space.hint(parameter.name()))
                    : "parameter '%s' is inactive in %s and has no default; it is active when %s"
                        .formatted(parameter.name(), this, space.activeWhen(index))));
  }

  @Override
  public @Nullable Object value(String parameter) {
    int index = space.indexOf(parameter);
    return index >= 0 && isActive(index)
        ? space.parameters().get(index).valueAt(coordinates[index])
        : null;
  }

  @Override
  public Map<String, Object> values() {
    var values = LinkedHashMap.<String, Object>newLinkedHashMap(coordinates.length);
    for (int i = 0; i < coordinates.length; i++) {
      if (isActive(i)) {
        Parameter parameter = space.parameters().get(i);
        values.put(parameter.name(), parameter.valueAt(coordinates[i]));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(@Nullable Object other) {
    if (other instanceof SpaceTreatment t && t.space == space) {
      return Arrays.equals(coordinates, t.coordinates) && Arrays.equals(active, t.active);
    }
    return other instanceof Treatment t && TreatmentValues.equal(this, t);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < coordinates.length; i++) {
      if (isActive(i)) {
        Parameter parameter = space.parameters().get(i);
        hash += TreatmentValues.hash(parameter.name(), parameter.valueAt(coordinates[i]));
      }
    }
    return hash;
  }

  @Override
  public String toString() {
    return name == null ? values().toString() : name + values();
  }
}
