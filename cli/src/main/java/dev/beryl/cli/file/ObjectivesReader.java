package dev.beryl.cli.file;

import dev.beryl.fault.Nearest;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.OutcomeConstraint.Sense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the objectives and the bounds on metrics. */
final class ObjectivesReader {
  private static final Set<String> DIRECTIONS = Set.of("minimize", "maximize");
  private static final String AGGREGATES =
      "mean, median, min, max, sum, last, quantile(p), trimmedMean(g), cvar(alpha), meanPlusSd(k)";

  private final FileFaults faults;
  private final Map<String, Node> metrics = new LinkedHashMap<>();

  ObjectivesReader(FileFaults faults) {
    this.faults = faults;
  }

  /** The objectives in the order of the file; empty if a fault was noted. */
  List<Objective> objectives(Fields file) {
    var objectives = new ArrayList<Objective>();
    int before = faults.count();
    List<String> keys = file.inOrder(DIRECTIONS);
    if (keys.isEmpty()) {
      faults.add(
          file.node(),
          "nothing to search for: write 'minimize: METRIC' or 'maximize: METRIC', such as"
              + " 'minimize: seconds'");
    }
    for (String key : keys) {
      Direction direction = key.equals("minimize") ? Direction.MINIMIZE : Direction.MAXIMIZE;
      for (Value value : file.find(key).map(Value::itemOrItems).orElse(List.of())) {
        objective(value, direction).ifPresent(objectives::add);
      }
    }
    return faults.count() == before ? objectives : List.of();
  }

  private Optional<Objective> objective(Value value, Direction direction) {
    if (!value.isMapping()) {
      return value
          .text("a metric, {metric: …, aggregate: …}, or a list of these")
          .flatMap(metric -> {
            metrics.putIfAbsent(metric, value.node());
            return faults.attempt(
                value.node(), () -> new Objective(metric, direction, Aggregation.mean()));
          });
    }
    return value
        .fields("keys")
        .flatMap(fields -> {
          Optional<String> metric = metric(fields);
          Optional<Aggregation> aggregate = aggregate(fields);
          fields.refuseOthers();
          return metric.flatMap(name ->
              aggregate.flatMap(
                  by -> faults.attempt(value.node(), () -> new Objective(name, direction, by))));
        });
  }

  private Optional<String> metric(Fields fields) {
    Optional<Value> value = fields.need("metric", "its name");
    Optional<String> name = value.flatMap(Value::text);
    name.ifPresent(metric -> metrics.putIfAbsent(metric, value.orElseThrow().node()));
    return name;
  }

  /** Notes the metrics of objectives and constraints that are not among those that are read. */
  void requireAmong(Set<String> read) {
    metrics.forEach((metric, at) -> {
      if (!read.contains(metric)) {
        faults.add(at, "no metric '%s' is read; %s".formatted(metric, Nearest.hint(metric, read)));
      }
    });
  }

  private static Optional<Aggregation> aggregate(Fields fields) {
    Optional<Value> given = fields.find("aggregate");
    if (given.isEmpty()) {
      return Optional.of(Aggregation.mean());
    }
    return given
        .flatMap(Value::text)
        .flatMap(name -> {
          Aggregation named = name.isBlank() ? null : Aggregation.named(name);
          if (named == null || named.isKnownByNameOnly()) {
            given.get().fault("expected one of %s, got '%s'".formatted(AGGREGATES, name));
            return Optional.empty();
          }
          return Optional.of(named);
        });
  }

  /** The bounds on metrics. */
  List<OutcomeConstraint> constraints(Fields file) {
    Optional<List<Value>> items =
        file.find("outcome-constraints")
            .flatMap(
                value -> value.items("a list of bounds such as - {metric: memory, at-most: 512}"));
    return items.orElse(List.of()).stream().flatMap(item -> constraint(item).stream()).toList();
  }

  private Optional<OutcomeConstraint> constraint(Value value) {
    Optional<Fields> found = value.fields("a bound such as {metric: memory, at-most: 512}");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get();
    Optional<String> metric = metric(fields);
    Optional<Aggregation> aggregate = aggregate(fields);
    Optional<Double> margin =
        fields.has("margin") ? fields.find("margin").flatMap(Value::number) : Optional.of(0.0);
    Optional<Value> most = fields.find("at-most");
    Optional<Value> least = fields.find("at-least");
    fields.find("margin");
    fields.refuseOthers();
    if (most.isPresent() == least.isPresent()) {
      value.fault("expected a number under 'at-most' or under 'at-least', one of them");
      return Optional.empty();
    }
    Sense sense = most.isPresent() ? Sense.AT_MOST : Sense.AT_LEAST;
    Optional<Double> bound = most.or(() -> least).flatMap(Value::number);
    return metric.flatMap(name ->
        aggregate.flatMap(by ->
            bound.flatMap(limit ->
                margin.flatMap(errors ->
                    faults.attempt(
                        value.node(),
                        () -> new OutcomeConstraint(name, sense, limit, by, errors))))));
  }
}
