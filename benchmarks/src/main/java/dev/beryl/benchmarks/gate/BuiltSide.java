package dev.beryl.benchmarks.gate;

import dev.beryl.benchmarks.results.JmhResults;
import dev.beryl.benchmarks.results.Measured;
import dev.beryl.benchmarks.run.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A commit whose benchmarks are built; each run is a process of its own, on the JDK of this one.
 *
 * @param name {@code base} or {@code head}
 * @param folder where its last output and results are kept
 */
record BuiltSide(String name, String classPath, Path folder, List<String> options) implements Side {
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";
  private static final int LINES_TOLD = 20;

  @Override
  public SortedSet<String> benchmarks(Selection selection)
      throws IOException, InterruptedException {
    var names = new TreeSet<String>();
    for (String line : run("-l", selection.regex())) {
      if (line.startsWith("dev.beryl.")) {
        names.add(line.strip());
      }
    }
    return names;
  }

  @Override
  public List<Measured> measure(String benchmark, Map<String, List<String>> parameters)
      throws IOException, InterruptedException {
    Path results = folder.resolve(name + ".json");
    var arguments = new ArrayList<>(List.of("^" + benchmark.replace(".", "\\.") + "$"));
    parameters.forEach((parameter, values) ->
        arguments.addAll(List.of("-p", parameter + "=" + String.join(",", values))));
    arguments.addAll(List.of("-f", "1", "-foe", "true", "-jvmArgsAppend", UNSAFE));
    arguments.addAll(List.of("-prof", "gc", "-rf", "json", "-rff", results.toString()));
    arguments.addAll(options);
    run(arguments.toArray(String[]::new));
    return JmhResults.read(results);
  }

  private List<String> run(String... arguments) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var command = new ArrayList<>(List.of(java.toString(), UNSAFE, "-cp", classPath));
    command.add("-Djmh.ignoreLock=" + Boolean.getBoolean("jmh.ignoreLock"));
    command.add("org.openjdk.jmh.Main");
    command.addAll(List.of(arguments));
    Path output = folder.resolve(name + ".log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    List<String> lines = Files.readAllLines(output);
    if (exit != 0) {
      throw new IllegalArgumentException(
          "the benchmarks of %s ended with exit code %s; their last lines:%n%s"
              .formatted(
                  name,
                  exit,
                  String.join(
                      "\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()))));
    }
    return lines;
  }
}
