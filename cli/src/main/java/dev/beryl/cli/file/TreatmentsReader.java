package dev.beryl.cli.file;

import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads treatments. A parameter that one leaves out has its default.
 *
 * @param space null if it is faulty; there are no treatments, then
 */
record TreatmentsReader(FileFaults faults, @Nullable SearchSpace space) {

  /** The treatments of a list; empty if one is faulty. */
  Optional<List<Treatment>> all(Value value) {
    Optional<List<Value>> given = value.items("a list of treatments, such as - {threads: 4}");
    return given.flatMap(items -> {
      List<Treatment> read = items.stream().flatMap(item -> one(item).stream()).toList();
      return read.size() == items.size() ? Optional.of(read) : Optional.empty();
    });
  }

  /** The treatment of a value; empty if it is faulty. */
  Optional<Treatment> one(Value value) {
    Optional<Fields> fields = value.fields("parameters with their values, such as {threads: 4}");
    return space == null ? Optional.empty() : fields.flatMap(values -> of(space, values, value));
  }

  private Optional<Treatment> of(SearchSpace of, Fields fields, Value value) {
    int before = faults.count();
    var values = new LinkedHashMap<String, Object>();
    fields
        .all()
        .forEach((name, field) ->
            read(of, name, field.value()).ifPresent(read -> values.put(name, read)));
    return faults.count() > before
        ? Optional.empty()
        : faults.attempt(value.node(), () -> Treatment.of(of, values));
  }

  private static Optional<?> read(SearchSpace space, String name, Value value) {
    Optional<Parameter> named =
        space.parameters().stream().filter(parameter -> parameter.name().equals(name)).findFirst();
    return switch (named.orElse(null)) {
      case RealParameter _ -> value.number();
      case IntegerParameter _ -> value.wholeNumber();
      case ChoiceParameter<?> _, ItemsParameter<?> _ -> value.text();
      case null -> value.text(); // the treatment's fault
    };
  }
}
