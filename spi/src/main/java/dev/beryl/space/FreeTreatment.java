package dev.beryl.space;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A treatment made by hand: names and boxed values, not yet checked against a space. */
final class FreeTreatment implements Treatment {
  private final String name;
  private final Map<String, Object> values;

  private FreeTreatment(String name, Map<String, Object> values) {
    this.name = name;
    this.values = values;
  }

  static FreeTreatment of(String name, Map<String, ?> values) {
    Nulls.refuse("treatment: name", name);
    Nulls.refuse("treatment: values", values);
    var faults = new Faults("treatment '" + name + "'");
    faults.require(!name.isBlank(), "name: expected some text, got a blank name");
    faults.requireWellFormed("name", name);
    var sorted = new TreeMap<String, Object>();
    values.forEach((parameter, value) -> {
      Nulls.refuse("treatment: key of a value", parameter);
      faults.require(!parameter.isBlank(), "a parameter's name is blank");
      faults.requireWellFormed("name of a parameter", parameter);
      faults.require(
          value != null && !(value instanceof Number n && !Double.isFinite(n.doubleValue())),
          "parameter '%s': expected a finite value, got %s",
          parameter,
          value);
      sorted.put(parameter, value);
    });
    faults.throwIfAny();
    return new FreeTreatment(name, Collections.unmodifiableMap(sorted));
  }

  @Override
  public Optional<SearchSpace> space() {
    return Optional.empty();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Treatment named(String name) {
    return of(name, values);
  }

  @Override
  public boolean has(String parameter) {
    return values.containsKey(parameter);
  }

  @Override
  public double get(RealParameter parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    return parameter.value(coordinate(parameter));
  }

  @Override
  public long get(IntegerParameter parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    return coordinate(parameter);
  }

  @Override
  public <T> T get(ChoiceParameter<T> parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    return parameter.valueAt(coordinate(parameter));
  }

  @Override
  public <T> List<T> get(ItemsParameter<T> parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    return parameter.valueAt(coordinate(parameter));
  }

  private long coordinate(Parameter parameter) {
    Object value = values.get(parameter.name());
    if (value != null) {
      return parameter.coordinateOf(value);
    }
    return parameter
        .defaultCoordinate()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "treatment '%s': gives no value to parameter '%s', which has no default; %s"
                    .formatted(
                        name, parameter.name(), Nearest.hint(parameter.name(), values.keySet()))));
  }

  @Override
  public @Nullable Object value(String parameter) {
    return values.get(parameter);
  }

  @Override
  public Map<String, Object> values() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Treatment t && TreatmentValues.equal(this, t);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (var entry : values.entrySet()) {
      hash += TreatmentValues.hash(entry.getKey(), entry.getValue());
    }
    return hash;
  }

  @Override
  public String toString() {
    return name + values;
  }
}
