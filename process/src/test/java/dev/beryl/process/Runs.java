package dev.beryl.process;

import dev.beryl.Study;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs of commands, and studies of them. */
final class Runs {
  static final IntegerParameter X = Parameter.integer("x", 0, 1_000_000);

  private Runs() {}

  /** Runs a command once, under a treatment without values. */
  static CommandResult of(Command command) {
    return of(command, Map.of());
  }

  static CommandResult of(Command command, Map<String, ?> values) {
    return command.experiment().apply(Treatment.of("t", values));
  }

  /** A shell command: a test's own program. */
  static Command sh(String script, String... arguments) {
    var all = new String[arguments.length + 4];
    all[0] = "sh";
    all[1] = "-c";
    all[2] = script.replace("{", "{{").replace("}", "}}");
    all[3] = "test";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Command.of(all);
  }

  static Study study(String metric) {
    return Study.of(SearchSpace.of(X), Objective.minimize(metric)).optimizer("random").seed(1);
  }

  /** The command line of a program of this package in a JVM of its own. */
  static List<String> java(Class<?> program, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                path(),
                program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The class path of this test, also where it was given as a module path. */
  private static String path() {
    var path = new ArrayList<String>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      path.add(System.getProperty(property, ""));
    }
    path.add(folder());
    path.removeIf(String::isEmpty);
    return String.join(File.pathSeparator, path);
  }

  private static String folder() {
    URL url = Objects.requireNonNull(Runs.class.getResource("Runs.class"));
    try {
      return Path.of(url.toURI()).getParent().getParent().getParent().getParent().toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
