package dev.beryl.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Directories in which programs run. */
final class WorkingDirectory {
  private static final System.Logger LOG = System.getLogger("dev.beryl.process");

  private WorkingDirectory() {}

  /** Makes a new one. */
  static Path create(@Nullable Path base, int trial, int replicate) throws IOException {
    String name = "beryl-" + trial + "-" + replicate + "-";
    return (base == null
            ? Files.createTempDirectory(name)
            : Files.createTempDirectory(Files.createDirectories(base), name))
        .toRealPath();
  }

  /** Deletes one with all that is in it; what cannot be deleted is logged. */
  static void delete(Path directory) {
    try {
      Files.delete(directory);
    } catch (DirectoryNotEmptyException e) {
      deleteAll(directory);
    } catch (IOException e) {
      log(directory, e);
    }
  }

  private static void deleteAll(Path directory) {
    try {
      Files.walkFileTree(directory, new Deleting());
    } catch (IOException | UncheckedIOException e) {
      log(directory, e);
    }
  }

  private static void log(Path directory, Exception e) {
    LOG.log(
        System.Logger.Level.WARNING,
        "the working directory " + directory + " could not be deleted",
        e);
  }

  /** Does not follow links. */
  private static final class Deleting extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
        throws IOException {
      if (failed != null) {
        throw failed;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
