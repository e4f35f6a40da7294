package dev.beryl.cli.file;

import dev.beryl.process.Command;
import dev.beryl.process.Metrics;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private final ObjectivesReader objectives;
  private final @Nullable SearchSpace names;
  private String program = "the program";
  private Command command = Command.of(program);

  private CommandReader(
      Fields file, FileFaults faults, ObjectivesReader objectives, @Nullable SearchSpace names) {
    this.file = file;
    this.faults = faults;
    this.objectives = objectives;
    this.names = names;
  }

  /**
   * Reads the command.
   *
   * @param parameters as they stand in the file, faulty or not; placeholders name them
   * @param objectives whose metrics must be read, if it is known which are
   * @param folder from where the program is started
   * @return empty if a fault was noted
   */
  static Optional<Command> read(
      Fields file,
      Optional<Fields> parameters,
      ObjectivesReader objectives,
      FileFaults faults,
      Path folder) {
    int before = faults.count();
    var reader =
        new CommandReader(
            file, faults, objectives, parameters.map(all -> names(all, faults)).orElse(null));
    reader.arguments();
    reader.input();
    reader.settings(folder);
    reader.metrics();
    return faults.count() == before
        ? Optional.of(reader.command.startedFrom(folder))
        : Optional.empty();
  }

  /** A space of the names that placeholders may have; what each stands for makes no difference. */
  private static @Nullable SearchSpace names(Fields parameters, FileFaults faults) {
    var flags = new ArrayList<Parameter>();
    parameters
        .all()
        .forEach((name, field) -> {
          if (name.isBlank()) {
            return; // the parameter's own fault
          }
          try {
            Parameter flag = Parameter.flag(name);
            var _ = Command.of("program").checkedFor(SearchSpace.of(flag));
            flags.add(flag);
          } catch (IllegalArgumentException taken) {
            Refusals.of(taken)
                .forEach(
                    text -> faults.add(field.at(), text.replaceFirst("^command 'program': ", "")));
          }
        });
    return flags.isEmpty() ? null : SearchSpace.of(flags);
  }

  /** What the values of a run depend on, as text. */
  static String deciding(Fields file) {
    return DECIDING.stream()
        .flatMap(key -> file.find(key).map(value -> key + ": " + value.canonical()).stream())
        .collect(Collectors.joining("\n"));
  }

  private void arguments() {
    List<Value> values =
        file.need("command", A_LIST).flatMap(value -> value.items(A_LIST)).orElse(List.of());
    List<String> texts = values.stream().flatMap(value -> value.text().stream()).toList();
    if (texts.isEmpty()) {
      file.find("command")
          .filter(Value::isList)
          .ifPresent(list -> list.fault("expected " + A_LIST + ", got an empty list"));
      return;
    }
    program = texts.getFirst().replace("{", "{{").replace("}", "}}");
    boolean fit =
        texts.size() == values.size()
            && fits(values.getFirst(), () -> Command.of(texts.getFirst()));
    for (Value argument : values.subList(1, values.size())) {
      fit &=
          argument.isScalar()
              && fits(argument, () -> Command.of(program, argument.text().orElse("")));
    }
    if (fit) {
      command = Command.of(texts);
    }
  }

  private boolean fits(Value value, Supplier<Command> alone) {
    return faults
        .attempt(value.node(), () -> names == null ? alone.get() : alone.get().checkedFor(names))
        .isPresent();
  }

  private void input() {
    Optional<Fields> variables =
        file.find("environment").flatMap(value -> value.fields("variables with their values"));
    variables.ifPresent(fields ->
        fields
            .all()
            .forEach((name, field) ->
                field
                    .value()
                    .text()
                    .ifPresent(value -> {
                      if (fits(field.value(), () -> Command.of(program).environment(name, value))) {
                        command = command.environment(name, value);
                      }
                    })));
    file.find("input")
        .ifPresent(value ->
            value
                .text()
                .ifPresent(text -> {
                  if (fits(value, () -> Command.of(program).input(text))) {
                    command = command.input(text);
                  }
                }));
  }

  private void settings(Path folder) {
    set("reporting", Value::text, Command::reporting);
    set("timeout", Value::duration, Command::timeout);
    set("ending-within", Value::duration, Command::endingWithin);
    set("warm-ups", Value::count, Command::warmUps);
    set("directories-in", value -> value.text().map(folder::resolve), Command::directoriesIn);
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
    file.find(key)
        .ifPresent(value ->
            read.apply(value)
                .flatMap(given -> faults.attempt(value.node(), () -> with.apply(command, given)))
                .ifPresent(changed -> command = changed));
  }

  private void metrics() {
    Optional<List<Value>> items =
        file.find("metrics")
            .flatMap(value -> value.items("a list, such as [json-line, wall-time]"));
    if (items.isEmpty()) {
      command = command.reading(MetricsReader.DEFAULT);
      return;
    }
    int before = faults.count();
    var reader = new MetricsReader(faults);
    for (Value item : items.get()) {
      for (Metrics read : reader.read(item)) {
        if (fits(item, () -> Command.of(program).reading(read))) {
          command = command.reading(read);
        }
      }
    }
    if (faults.count() == before) {
      reader.names().ifPresent(names -> objectives.requireAmong(names));
    }
  }
}
