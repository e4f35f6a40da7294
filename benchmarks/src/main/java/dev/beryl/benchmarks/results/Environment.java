package dev.beryl.benchmarks.results;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where and of what benchmarks were taken; to be written when they run, not when they are read.
 *
 * @param machine its processor, how many of them this JVM has, and its memory
 * @param system the operating system with version and architecture
 * @param jdk version and vendor
 * @param commit as {@code git describe} names it, or {@code unknown commit}
 */
public record Environment(String machine, String system, String jdk, String commit) {
  private static final double GIGABYTE = 1L << 30;

  /** {@return what this JVM runs on, and the commit of the folder that it was started in} */
  public static Environment here() {
    return new Environment(
        "%s, %s processors, %s GB"
            .formatted(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(memory() / GIGABYTE)),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "%s, %s".formatted(Runtime.version(), System.getProperty("java.vendor")),
        commit(Path.of("")));
  }

  private static double memory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return processor(lines);
    } catch (IOException | UncheckedIOException _) {
      return System.getProperty("os.arch");
    }
  }

  static String processor(Stream<String> cpuinfo) {
    return cpuinfo
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  static String commit(Path folder) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .directory(folder.toAbsolutePath().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "unknown commit";
    } catch (IOException _) {
      return "unknown commit";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "unknown commit";
    }
  }

  /** Writes it as properties, into a folder that is made if need be. */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(
          file,
          List.of(
              "machine=" + escaped(machine),
              "system=" + escaped(system),
              "jdk=" + escaped(jdk),
              "commit=" + escaped(commit)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if there is no such file, it cannot be read, or a property is
   *     missing; the message names file and property
   */
  public static Environment read(Path file) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file)));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "environment %s: there is no such file; the benchmarks write it when they run"
              .formatted(file),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("environment %s: %s".formatted(file, e), e);
    }
    return new Environment(
        property(properties, "machine", file),
        property(properties, "system", file),
        property(properties, "jdk", file),
        property(properties, "commit", file));
  }

  private static String property(Properties properties, String name, Path file) {
    String value = properties.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "environment %s: no '%s' is in it; run the benchmarks again".formatted(file, name));
    }
    return value;
  }
}
