package dev.beryl.process;

import dev.beryl.Context;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a command starts: placeholders are filled.
 *
 * @param arguments the program and its arguments
 * @param environment variables that are set
 * @param input the file that is standard input; null: it is empty
 * @param values of the placeholders
 */
record Invocation(
    List<String> arguments, Map<String, String> environment, @Nullable Path input, Values values) {
  private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9_@%+=:,./{}-]+");
  private static final File NOTHING =
      new File(File.separatorChar == '/' ? "/dev/null" : "NUL"); // costs less than a pipe
  private static final String TASKSET = "taskset";
  private static final String INPUT = ".beryl-input";

  /**
   * Fills the placeholders.
   *
   * @throws IllegalArgumentException if some have no value; the message lists all
   */
  static Invocation of(CommandSettings settings, Context context, Path directory)
      throws IOException {
    var values = new Values(context, directory, settings.here);
    values.require(settings);
    var arguments = new ArrayList<String>();
    if (!settings.cpus.isEmpty()) {
      arguments.add(TASKSET);
      arguments.add("-c");
      arguments.add(settings.cpus.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    arguments.add(program(settings.arguments.getFirst().fill(values), settings.here));
    for (Template argument : settings.arguments.subList(1, settings.arguments.size())) {
      if (values.hasAll(argument)) {
        arguments.add(argument.fill(values));
      }
    }
    return new Invocation(
        List.copyOf(arguments), environment(settings, values), input(settings, values), values);
  }

  /** A path is one from where the command is started, not from the working directory. */
  private static String program(String name, Path here) {
    return name.indexOf('/') >= 0 || name.indexOf(File.separatorChar) >= 0
        ? here.resolve(name).toString()
        : name;
  }

  private static Map<String, String> environment(CommandSettings settings, Values values) {
    var environment = new LinkedHashMap<String, String>();
    settings.environment.forEach((name, value) -> {
      if (values.hasAll(value)) {
        environment.put(name, value.fill(values));
      }
    });
    Context context = values.context();
    environment.put("BERYL_SEED", Long.toString(context.seed()));
    environment.put("BERYL_TRIAL", Integer.toString(context.trial()));
    environment.put("BERYL_REPLICATE", Integer.toString(context.replicate()));
    return environment;
  }

  private static @Nullable Path input(CommandSettings settings, Values values) throws IOException {
    if (settings.input.isEmpty()) {
      return null;
    }
    String text =
        settings.input.stream()
            .filter(values::hasAll)
            .map(line -> line.fill(values))
            .collect(Collectors.joining());
    return Files.writeString(values.directory().resolve(INPUT), text);
  }

  /** The process that is to be started, with a mark. */
  ProcessBuilder builder(String mark) {
    var builder = new ProcessBuilder(arguments).directory(values.directory().toFile());
    builder.environment().putAll(environment);
    builder.environment().put(ProcessTree.VARIABLE, ProcessTree.variable(mark));
    return builder.redirectInput(input == null ? NOTHING : input.toFile());
  }

  /** The command line, so that it can be pasted into a shell. */
  String line() {
    return quoted(arguments);
  }

  static String quoted(List<String> arguments) {
    return arguments.stream()
        .map(argument ->
            NEEDS_NO_QUOTES.matcher(argument).matches()
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /**
   * Requires the program that pins others.
   *
   * @throws UnsupportedOperationException if it is not there
   */
  static void requireTaskset() {
    String path = System.getenv("PATH");
    for (String directory : path == null ? new String[0] : path.split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(directory, TASKSET))) {
        return;
      }
    }
    throw new UnsupportedOperationException(
        "pinning programs to CPUs needs 'taskset' of Linux, and there is none in PATH=" + path);
  }
}
