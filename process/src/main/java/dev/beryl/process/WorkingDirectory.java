package dev.beryl.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Directories in which programs run. */
final class WorkingDirectory {
  private static final System.Logger LOG = System.getLogger("dev.beryl.process");

  private static final long JVM = ProcessHandle.current().pid();
  private static final AtomicLong COUNT = new AtomicLong();
  private static final Path TEMPORARY = real(Path.of(System.getProperty("java.io.tmpdir")));
  private static final FileAttribute<?>[] OWNERS =
      TEMPORARY.getFileSystem().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private WorkingDirectory() {}

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      return directory.toAbsolutePath(); // making a directory there says what is wrong
    }
  }

  /**
   * Makes a new one, which only its owner may enter. Its name is the next that nobody has: random
   * ones cost more.
   */
  static Path create(@Nullable Path base, int trial, int replicate) throws IOException {
    Path parent = base == null ? TEMPORARY : Files.createDirectories(base).toRealPath();
    Path created = null;
    while (created == null) {
      String name = "beryl-%s-%s-%s-%s".formatted(JVM, trial, replicate, COUNT.getAndIncrement());
      created = createIfFree(parent.resolve(name));
    }
    return created;
  }

  private static @Nullable Path createIfFree(Path directory) throws IOException {
    try {
      return Files.createDirectory(directory, OWNERS);
    } catch (FileAlreadyExistsException ofAnother) { // that had this JVM's number before
      return null;
    }
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
