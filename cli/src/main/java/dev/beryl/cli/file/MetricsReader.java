package dev.beryl.cli.file;

import dev.beryl.fault.Nearest;
import dev.beryl.process.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads how metrics are read: each is a name, or a name with what it needs. */
final class MetricsReader {
  /** What is read of a run unless the file says something else. */
  static final Metrics DEFAULT = Metrics.nameValueLines();

  private static final List<String> KINDS =
      List.of(
          "name-value-lines",
          "json-line",
          "matching",
          "json-file",
          "jmh-results",
          "exit-code",
          "wall-time",
          "cpu-time",
          "peak-memory");

  private final FileFaults faults;
  private final List<Metrics> read = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();
  private boolean isOpen;

  MetricsReader(FileFaults faults) {
    this.faults = faults;
  }

  /** The metrics of an item of the list; none if a fault was noted. */
  List<Metrics> read(Value item) {
    read.clear();
    if (item.isScalar()) {
      plain(item);
    } else {
      item.fields("one of " + String.join(", ", KINDS)).ifPresent(this::detailed);
    }
    return List.copyOf(read);
  }

  /** The names of all metrics of the items so far; empty if they depend on what is printed. */
  Optional<Set<String>> names() {
    return isOpen ? Optional.empty() : Optional.of(names);
  }

  private void plain(Value item) {
    String kind = item.text().orElse("");
    switch (kind) {
      case "name-value-lines" -> add(item, () -> Metrics.nameValueLines());
      case "json-line" -> add(item, () -> Metrics.jsonLine());
      case "exit-code" -> add(item, Metrics::exitCode, "exitCode");
      case "wall-time" -> add(item, Metrics::wallTime, "wallTime");
      case "cpu-time" -> add(item, Metrics::cpuTime, "cpuTime");
      case "peak-memory" -> add(item, Metrics::peakMemory, "peakMemory");
      case "matching", "json-file", "jmh-results" ->
          item.fault("'%s' needs more; write %s".formatted(kind, example(kind)));
      default -> item.fault("unknown '%s'; %s".formatted(kind, Nearest.hint(kind, KINDS)));
    }
  }

  private void detailed(Fields fields) {
    for (String kind : KINDS) {
      fields.find(kind).ifPresent(value -> detailed(kind, value));
    }
    fields.refuseOthers();
  }

  private void detailed(String kind, Value value) {
    switch (kind) {
      case "name-value-lines" -> printed(value, Metrics::nameValueLines);
      case "json-line" -> printed(value, Metrics::jsonLine);
      case "matching" ->
          value
              .fields("metrics with their regular expressions, as in " + example(kind))
              .ifPresent(this::matching);
      case "json-file" -> written(kind, value, Metrics::jsonFile);
      case "jmh-results" -> written(kind, value, Metrics::jmhResults);
      default -> value.fault("expected nothing under it; write '- %s'".formatted(kind));
    }
  }

  private void printed(Value value, Function<String[], Metrics> make) {
    names(value).ifPresent(wanted -> add(value, () -> make.apply(wanted), wanted));
  }

  private void matching(Fields metrics) {
    metrics
        .all()
        .forEach((metric, field) -> {
          Value value = field.value();
          value
              .text()
              .ifPresent(regex -> add(value, () -> Metrics.matching(metric, regex), metric));
        });
  }

  private void written(String kind, Value value, BiFunction<String, String[], Metrics> make) {
    if (!value.isMapping()) {
      value
          .text("a path, or keys as in " + example(kind))
          .ifPresent(path -> add(value, () -> make.apply(path, new String[0])));
      return;
    }
    value
        .fields("keys")
        .ifPresent(fields -> {
          Optional<String> path =
              fields.need("path", "the file that the program writes").flatMap(Value::text);
          Optional<String[]> names =
              fields.find("names").map(MetricsReader::names).orElse(Optional.of(new String[0]));
          fields.refuseOthers();
          path.ifPresent(file ->
              names.ifPresent(wanted -> add(value, () -> make.apply(file, wanted), wanted)));
        });
  }

  private static Optional<String[]> names(Value value) {
    List<Value> given = value.itemOrItems();
    String[] names = given.stream().flatMap(item -> item.text().stream()).toArray(String[]::new);
    return names.length == given.size() ? Optional.of(names) : Optional.empty();
  }

  /** Adds metrics; without names they are all that is found. */
  private void add(Value at, Supplier<Metrics> make, String... named) {
    isOpen |= named.length == 0;
    names.addAll(List.of(named));
    faults.attempt(at.node(), make).ifPresent(read::add);
  }

  private static String example(String kind) {
    return switch (kind) {
      case "matching" -> "{matching: {seconds: 'took (\\S+) s'}}";
      case "jmh-results" -> "{jmh-results: {path: result.json, names: [Sort.run]}}";
      default -> "{%s: {path: result.json, names: [loss]}}".formatted(kind);
    };
  }
}
