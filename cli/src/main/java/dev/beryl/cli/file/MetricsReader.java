package dev.beryl.cli.file;

import dev.beryl.fault.Nearest;
import dev.beryl.process.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private record Measured(String name, Supplier<Metrics> metrics) {}

  private static final Map<String, Measured> MEASURED =
      Map.of(
          "exit-code", new Measured("exitCode", Metrics::exitCode),
          "wall-time", new Measured("wallTime", Metrics::wallTime),
          "cpu-time", new Measured("cpuTime", Metrics::cpuTime),
          "peak-memory", new Measured("peakMemory", Metrics::peakMemory));
  private static final Map<String, Function<String[], Metrics>> PRINTED =
      Map.of("name-value-lines", Metrics::nameValueLines, "json-line", Metrics::jsonLine);
  private static final Map<String, BiFunction<String, String[], Metrics>> WRITTEN =
      Map.of("json-file", Metrics::jsonFile, "jmh-results", Metrics::jmhResults);
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
    item(item);
    return List.copyOf(read);
  }

  /** The names of all metrics of the items so far; empty if they depend on what is printed. */
  Optional<Set<String>> names() {
    return isOpen ? Optional.empty() : Optional.of(names);
  }

  private void item(Value item) {
    if (item.isScalar()) {
      String kind = item.text().orElse("");
      if (MEASURED.containsKey(kind)) {
        add(item, MEASURED.get(kind).metrics(), MEASURED.get(kind).name());
      } else if (PRINTED.containsKey(kind)) {
        add(item, () -> PRINTED.get(kind).apply(new String[0]));
      } else if (KINDS.contains(kind)) {
        item.fault("'%s' needs more; write %s".formatted(kind, example(kind)));
      } else {
        item.fault("unknown '%s'; %s".formatted(kind, Nearest.hint(kind, KINDS)));
      }
      return;
    }
    item.fields("one of " + String.join(", ", KINDS))
        .ifPresent(fields -> {
          for (String kind : KINDS) {
            fields.find(kind).ifPresent(value -> kind(kind, value));
          }
          fields.refuseOthers();
        });
  }

  private void kind(String kind, Value value) {
    if (PRINTED.containsKey(kind)) {
      names(value).ifPresent(wanted -> add(value, () -> PRINTED.get(kind).apply(wanted), wanted));
    } else if (kind.equals("matching")) {
      value
          .fields("metrics with their regular expressions, as in " + example(kind))
          .ifPresent(fields ->
              fields
                  .all()
                  .forEach((metric, field) ->
                      field
                          .value()
                          .text()
                          .ifPresent(regex ->
                              add(field.value(), () -> Metrics.matching(metric, regex), metric))));
    } else if (WRITTEN.containsKey(kind)) {
      written(kind, value);
    } else {
      value.fault("expected nothing under it; write '- %s'".formatted(kind));
    }
  }

  private void written(String kind, Value value) {
    if (!value.isMapping()) {
      value
          .text("a path, or keys as in " + example(kind))
          .ifPresent(path -> add(value, () -> WRITTEN.get(kind).apply(path, new String[0])));
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
              names.ifPresent(
                  wanted -> add(value, () -> WRITTEN.get(kind).apply(file, wanted), wanted)));
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
