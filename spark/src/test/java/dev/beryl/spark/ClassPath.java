package dev.beryl.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of the tests, as what a cluster needs: Spark's jars, and ours for its executors.
 */
final class ClassPath {
  private static final List<Path> ENTRIES =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.isEmpty())
          .map(Path::of)
          .map(Path::toAbsolutePath)
          .filter(Files::exists)
          .distinct()
          .toList();
  private static final List<Path> OURS = ENTRIES.stream().filter(ClassPath::isOurs).toList();
  private static List<Path> packed = List.of();

  private ClassPath() {}

  private static boolean isOurs(Path entry) {
    return Files.isDirectory(entry) || entry.getFileName().toString().startsWith("beryl-");
  }

  /** {@return the jars that are not ours: Spark and what it needs, and what tests need} */
  static List<Path> libraries() {
    return ENTRIES.stream()
        .filter(entry -> !isOurs(entry) && entry.toString().endsWith(".jar"))
        .toList();
  }

  /** {@return Beryl and its tests as jars, such as an application ships; made once} */
  static synchronized List<Path> ours() {
    if (packed.isEmpty()) {
      List<Path> jars = new ArrayList<>();
      for (Path entry : OURS) {
        jars.add(Files.isDirectory(entry) ? pack(entry) : entry);
      }
      packed = List.copyOf(jars);
    }
    return packed;
  }

  static Path pack(Path directory) {
    try {
      Path jar = Files.createTempFile("beryl-classes", ".jar");
      jar.toFile().deleteOnExit();
      try (var out = new JarOutputStream(Files.newOutputStream(jar));
          Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          out.putNextEntry(new JarEntry(directory.relativize(file).toString()));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
