package dev.beryl.cli.file;

import dev.beryl.process.Command;
import dev.beryl.process.Metrics;
import dev.beryl.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the program and what it is given. Each placeholder is checked where it stands. */
final class CommandReader {
  private static final String A_LIST =
      "the program and its arguments as a list, such as [./solve, --threads, \"{threads}\"]";
  private static final List<String> DECIDING =
      List.of("command", "environment", "input", "metrics", "reporting", "warm-ups", "pinned-to");

  private final Fields file;
  private final FileFaults faults;
  private final @Nullable SearchSpace space;
  private String program = "the program";
  private Command command = Command.of(program);

  private CommandReader(Fields file, FileFaults faults, @Nullable SearchSpace space) {
    this.file = file;
    this.faults = faults;
    this.space = space;
  }

  /**
   * Reads the command.
   *
   * @param folder from where the program is started
   * @param space null if it is faulty; placeholders are not looked up then
   * @return empty if a fault was noted
   */
  static Optional<Command> read(
      Fields file, FileFaults faults, Path folder, @Nullable SearchSpace space) {
    int before = faults.count();
    var reader = new CommandReader(file, faults, namedApart(file, faults, space));
    reader.arguments();
    reader.input();
    reader.settings();
    reader.metrics();
    return faults.count() == before
        ? Optional.of(reader.command.startedFrom(folder))
        : Optional.empty();
  }

  /** What the values of a run depend on, as text. */
  static String deciding(Fields file) {
    return DECIDING.stream()
        .flatMap(key -> file.find(key).map(value -> key + ": " + value.canonical()).stream())
        .collect(Collectors.joining("\n"));
  }

  /** The space, unless it has a parameter whose placeholder means something else. */
  private static @Nullable SearchSpace namedApart(
      Fields file, FileFaults faults, @Nullable SearchSpace space) {
    if (space == null) {
      return null;
    }
    return file.find("parameters")
        .flatMap(value ->
            faults.attempt(value.node(), () -> Command.of("program").checkedFor(space)))
        .map(_ -> space)
        .orElse(null);
  }

  private void arguments() {
    List<Value> values =
        file.need("command", A_LIST).flatMap(value -> value.items(A_LIST)).orElse(List.of());
    List<String> texts = values.stream().flatMap(value -> value.text().stream()).toList();
    if (texts.isEmpty()) {
      file.find("command").filter(Value::isList).ifPresent(list -> list.fault("expected " + A_LIST + ", got an empty list"));
      return;
    }
    program = texts.getFirst().replace("{", "{{").replace("}", "}}");
    boolean fit = texts.size() == values.size() && fits(values.getFirst(), () -> Command.of(texts.getFirst()));
    for (Value argument : values.subList(1, values.size())) {
      fit &= argument.isScalar() && fits(argument, () -> Command.of(program, argument.text().orElse("")));
    }
    if (fit) {
      command = Command.of(texts);
    }
  }

  private boolean fits(Value value, Supplier<Command> alone) {
    return faults
        .attempt(
            value.node(),
            () -> space == null ? alone.get() : alone.get().checkedFor(space))
        .isPresent();
  }

  private void input() {
    Optional<Fields> variables =
        file.find("environment").flatMap(value -> value.fields("variables with their values"));
    variables.ifPresent(fields ->
        fields.all().forEach((name, field) ->
            field.value().text().ifPresent(value -> {
              if (fits(field.value(), () -> Command.of(program).environment(name, value))) {
                command = command.environment(name, value);
              }
            })));
    file.find("input").ifPresent(value ->
        value.text().ifPresent(text -> {
          if (fits(value, () -> Command.of(program).input(text))) {
            command = command.input(text);
          }
        }));
  }

  private void settings() {
    set("reporting", Value::text, Command::reporting);
    set("timeout", Value::duration, Command::timeout);
    set("ending-within", Value::duration, Command::endingWithin);
    set("warm-ups", Value::count, Command::warmUps);
    set("pinned-to", CommandReader::numbers, Command::pinnedTo);
  }

  private static Optional<int[]> numbers(Value value) {
    List<Value> given = value.itemOrItems();
    int[] numbers =
        given.stream().flatMap(item -> item.count().stream()).mapToInt(Integer::intValue).toArray();
    return numbers.length == given.size() ? Optional.of(numbers) : Optional.empty();
  }

  private <V> void set(
      String key, Function<Value, Optional<V>> read, BiFunction<Command, V, Command> with) {
    file.find(key).ifPresent(value ->
        read.apply(value)
            .flatMap(given -> faults.attempt(value.node(), () -> with.apply(command, given)))
            .ifPresent(changed -> command = changed));
  }

  private void metrics() {
    Optional<Value> metrics = file.find("metrics");
    if (metrics.isEmpty()) {
      command = command.reading(MetricsReader.DEFAULT);
      return;
    }
    for (Value item : metrics.get().items("a list, such as [json-line, wall-time]").orElse(List.of())) {
      for (Metrics read : MetricsReader.read(item, faults)) {
        if (fits(item, () -> Command.of(program).reading(read))) {
          command = command.reading(read);
        }
      }
    }
  }
}
