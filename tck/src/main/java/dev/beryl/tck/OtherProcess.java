package dev.beryl.tck;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.Option;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Rule 7, the part that one process cannot show: a second virtual machine, with another hash salt,
 * locale, time zone, compiler and number of processors, must propose the same.
 */
final class OtherProcess {
  private static final List<String> CONDITIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ActiveProcessorCount=1",
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:hashCode=2",
          "-Duser.language=tr",
          "-Duser.country=TR",
          "-Duser.timezone=Pacific/Apia");

  private OtherProcess() {}

  static void proposesTheSame(OptimizerCase test) throws IOException, InterruptedException {
    List<String> spaces = ChildProcess.spaces(test);
    List<String> here = ChildProcess.lines(test, spaces);
    Path out = Files.createTempFile("beryl-tck", ".txt");
    Path errors = Files.createTempFile("beryl-tck", ".txt");
    try {
      int status =
          new ProcessBuilder(command(test, spaces))
              .redirectOutput(out.toFile())
              .redirectError(errors.toFile())
              .start()
              .waitFor();
      String said = Files.readString(errors, StandardCharsets.UTF_8);
      test.require(status == 0, -1, "in another process it failed:%n%s", said);
      compare(test, here, Files.readAllLines(out, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(errors);
    }
  }

  private static void compare(OptimizerCase test, List<String> here, List<String> there) {
    for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
      String first = i < here.size() ? here.get(i) : "the end";
      String second = i < there.size() ? there.get(i) : "the end";
      if (!first.equals(second)) {
        String[] place = first.split("\t", 3);
        var inSpace = place.length == 3 ? test.in(SpaceGallery.named(place[0])) : test;
        throw inSpace.broken(
            place.length == 3 ? Integer.parseInt(place[1]) : -1,
            ("another process, with another locale, time zone and hash salt, proposed other"
                    + " coordinates: here %s, there %s")
                .formatted(coordinates(first), coordinates(second)),
            null);
      }
    }
  }

  private static String coordinates(String line) {
    return line.substring(line.lastIndexOf('\t') + 1);
  }

  private static List<String> command(OptimizerCase test, List<String> spaces) {
    Class<?> provider = test.provider().getClass();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(CONDITIONS);
    command.add("-cp");
    command.add(classPath(provider));
    command.add(ChildProcess.class.getName());
    command.add(provider.getName());
    command.add(Long.toString(test.seed()));
    command.add(String.join(ChildProcess.BETWEEN, spaces));
    for (Map.Entry<String, ?> option : test.contract().options().entrySet()) {
      command.add(option.getKey() + "=" + text(option.getKey(), option.getValue()));
    }
    return command;
  }

  private static String text(String name, Object value) {
    return switch (value) {
      case Enum<?> _, String _, Number _, Boolean _ -> Option.text(value);
      default ->
          throw new TestAbortedException(
              "option '%s' of the contract test is not a text, so it cannot be passed to another process"
                  .formatted(name));
    };
  }

  /** Everything that this process has on its class path and its module path. */
  private static String classPath(Class<?> provider) {
    var paths = new LinkedHashSet<String>();
    Stream.of(provider, ChildProcess.class, Optimizer.class)
        .flatMap(type -> ClassOrigin.location(type).stream())
        .map(OtherProcess::path)
        .forEach(paths::add);
    ModuleLayer.boot().configuration().modules().stream()
        .flatMap(module -> module.reference().location().stream())
        .filter(location -> location.getScheme().equals("file"))
        .map(location -> Path.of(location).toString())
        .forEach(paths::add);
    paths.add(System.getProperty("java.class.path"));
    paths.remove("");
    return String.join(File.pathSeparator, paths);
  }

  private static String path(URL location) {
    return Path.of(URI.create(location.toString())).toString();
  }
}
