package dev.beryl;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of this package that tests run in a JVM of their own. */
final class ChildJvm {
  private ChildJvm() {}

  /** Starts a program; what it writes as errors comes with its output. */
  static Process start(Class<?> program, Object... arguments) throws IOException {
    return new ProcessBuilder(command(program, arguments)).redirectErrorStream(true).start();
  }

  static List<String> command(Class<?> program, Object... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m"));
    String logging = System.getProperty("java.util.logging.config.file");
    if (logging != null) {
      command.add("-Djava.util.logging.config.file=" + logging);
    }
    command.addAll(List.of("-cp", path(), program.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  /** The class path of this test, also where it was given as a module path. */
  static String path() {
    var path = new ArrayList<String>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      path.add(System.getProperty(property, ""));
    }
    path.add(folder());
    path.removeIf(String::isEmpty);
    return String.join(File.pathSeparator, path);
  }

  private static String folder() {
    URL url = ChildJvm.class.getResource("ChildJvm.class");
    try {
      return Path.of(url.toURI()).getParent().getParent().getParent().toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
