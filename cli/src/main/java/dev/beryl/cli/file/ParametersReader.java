package dev.beryl.cli.file;

import dev.beryl.fault.Nearest;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads the parameters. A parent is made before the parameters that depend on it. */
final class ParametersReader {
  private static final List<String> TYPES =
      List.of("real", "integer", "categorical", "ordinal", "boolean");
  private static final String A_LIST = "a list such as [a, b, c]";

  private final Fields parameters;
  private final FileFaults faults;
  private final Map<String, Optional<Parameter>> made = new HashMap<>();
  private final Set<String> inProgress = new LinkedHashSet<>();

  private ParametersReader(Fields parameters, FileFaults faults) {
    this.parameters = parameters;
    this.faults = faults;
  }

  /** The space of the parameters; empty if a fault was noted. */
  static Optional<SearchSpace> read(Fields parameters, FileFaults faults) {
    int before = faults.count();
    var reader = new ParametersReader(parameters, faults);
    var all = new ArrayList<Parameter>();
    for (String name : parameters.all().keySet()) {
      reader.parameter(name).ifPresent(all::add);
    }
    if (all.isEmpty() && faults.count() == before) {
      faults.add(parameters.node(), "parameters: expected at least one, got none");
    }
    return faults.count() > before
        ? Optional.empty()
        : faults.attempt(parameters.node(), () -> SearchSpace.of(all));
  }

  /** The parameter of a name that is in the file; empty if it is faulty. */
  private Optional<Parameter> parameter(String name) {
    Optional<Parameter> known = made.get(name);
    if (known == null) {
      inProgress.add(name);
      known =
          value(name)
              .fields("keys such as {type: integer, low: 1, high: 32}")
              .flatMap(fields -> read(name, fields));
      inProgress.remove(name);
      made.put(name, known);
    }
    return known;
  }

  private Value value(String name) {
    return new Value("parameter '" + name + "'", parameters.get(name).value().node(), faults);
  }

  private Optional<Parameter> read(String name, Fields fields) {
    Optional<Value> type = fields.need("type", "expected one of " + String.join(", ", TYPES));
    Optional<Value> when = fields.find("when");
    Optional<? extends Parameter> parameter;
    switch (type.flatMap(Value::text).orElse("")) {
      case "real" -> parameter = real(name, fields);
      case "integer" -> parameter = integer(name, fields);
      case "categorical" -> parameter = categorical(name, fields);
      case "ordinal" -> parameter = ordinal(name, fields);
      case "boolean" -> parameter = flag(name, fields);
      case "" -> {
        return Optional.empty(); // which keys it may have is not known
      }
      case String other -> {
        type.get().fault("unknown type '%s'; %s".formatted(other, Nearest.hint(other, TYPES)));
        return Optional.empty();
      }
    }
    fields.refuseOthers();
    return when.isEmpty()
        ? parameter.map(always -> always)
        : parameter.flatMap(child -> conditional(child, when.get()));
  }

  private Optional<RealParameter> real(String name, Fields fields) {
    Optional<Double> low = fields.need("low", "the smallest value").flatMap(Value::number);
    Optional<Double> high = fields.need("high", "the largest value").flatMap(Value::number);
    Optional<RealParameter> plain =
        low.flatMap(from ->
            high.flatMap(
                to -> faults.attempt(fields.node(), () -> Parameter.real(name, from, to))));
    Optional<RealParameter> scaled =
        refined(plain, fields, "log", Value::flag, (p, log) -> log ? p.log() : p);
    Optional<RealParameter> stepped =
        refined(scaled, fields, "step", Value::number, RealParameter::step);
    return refined(stepped, fields, "default", Value::number, RealParameter::withDefault);
  }

  private Optional<IntegerParameter> integer(String name, Fields fields) {
    Optional<Long> low = fields.need("low", "the smallest value").flatMap(Value::wholeNumber);
    Optional<Long> high = fields.need("high", "the largest value").flatMap(Value::wholeNumber);
    Optional<IntegerParameter> plain =
        low.flatMap(from ->
            high.flatMap(
                to -> faults.attempt(fields.node(), () -> Parameter.integer(name, from, to))));
    Optional<IntegerParameter> scaled =
        refined(plain, fields, "log", Value::flag, (p, log) -> log ? p.log() : p);
    Optional<IntegerParameter> stepped =
        refined(scaled, fields, "step", Value::wholeNumber, IntegerParameter::step);
    return refined(stepped, fields, "default", Value::wholeNumber, IntegerParameter::withDefault);
  }

  private Optional<CategoricalParameter<String>> categorical(String name, Fields fields) {
    Optional<CategoricalParameter<String>> plain =
        choices(fields)
            .flatMap(values -> faults.attempt(fields.node(), () -> Parameter.choice(name, values)));
    return refined(plain, fields, "default", Value::text, CategoricalParameter::withDefault);
  }

  private Optional<OrdinalParameter<String>> ordinal(String name, Fields fields) {
    Optional<OrdinalParameter<String>> plain =
        choices(fields)
            .flatMap(
                values -> faults.attempt(fields.node(), () -> Parameter.ordinal(name, values)));
    return refined(plain, fields, "default", Value::text, OrdinalParameter::withDefault);
  }

  private Optional<CategoricalParameter<String>> flag(String name, Fields fields) {
    Optional<CategoricalParameter<String>> plain =
        faults.attempt(fields.node(), () -> Parameter.choice(name, "false", "true"));
    return refined(
        plain,
        fields,
        "default",
        value -> value.flag().map(String::valueOf),
        CategoricalParameter::withDefault);
  }

  /** The choices, each as it is written. */
  private static Optional<List<String>> choices(Fields fields) {
    Optional<List<Value>> items =
        fields.need("choices", A_LIST).flatMap(value -> value.items(A_LIST));
    return items.flatMap(ParametersReader::texts);
  }

  private static Optional<List<String>> texts(List<Value> values) {
    List<String> texts = values.stream().flatMap(value -> value.text().stream()).toList();
    return texts.size() == values.size() ? Optional.of(texts) : Optional.empty();
  }

  /** The parameter with what a key says, if it is there. */
  private <P extends Parameter, V> Optional<P> refined(
      Optional<P> plain,
      Fields fields,
      String key,
      Function<Value, Optional<V>> read,
      BiFunction<P, V, P> refine) {
    Optional<Value> value = fields.find(key);
    if (value.isEmpty()) {
      return plain;
    }
    Optional<V> given = read.apply(value.get());
    return plain.flatMap(parameter ->
        given.flatMap(refinement ->
            faults.attempt(value.get().node(), () -> refine.apply(parameter, refinement))));
  }

  private Optional<Parameter> conditional(Parameter child, Value when) {
    Optional<Fields> fields =
        when.fields(
            "a parameter with the values under which this one is active, such as {mode: [a, b]}");
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Fields.Field> parents = fields.get().all();
    if (parents.size() != 1) {
      when.fault(
          "expected one parameter with the values under which this one is active, got %s; a parent may have a parent of its own"
              .formatted(parents.keySet()));
      return Optional.empty();
    }
    String name = parents.keySet().iterator().next();
    Fields.Field field = fields.get().get(name);
    if (!parameters.has(name)) {
      faults.add(
          field.at(),
          "%s: unknown parameter '%s'; %s"
              .formatted(when.what(), name, Nearest.hint(name, parameters.all().keySet())));
      return Optional.empty();
    }
    if (inProgress.contains(name)) {
      faults.add(
          field.at(),
          "%s: '%s' depends on itself, by %s"
              .formatted(when.what(), name, String.join(", ", inProgress)));
      return Optional.empty();
    }
    List<Value> values = field.value().itemOrItems();
    return parameter(name)
        .flatMap(parent ->
            faults
                .attempt(field.value().node(), () -> Conditions.under(child, parent, values))
                .flatMap(made -> made));
  }
}
