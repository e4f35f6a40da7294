package dev.beryl.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A directory in which programs run. */
final class WorkingDirectory {
  private static final System.Logger LOG = System.getLogger("dev.beryl.process");

  private static final long JVM = ProcessHandle.current().pid();
  private static final AtomicLong COUNT = new AtomicLong();
  private static final Path TEMPORARY = real(Path.of(System.getProperty("java.io.tmpdir")));
  private static final boolean UNIX =
      TEMPORARY.getFileSystem().supportedFileAttributeViews().contains("unix");
  private static final FileAttribute<?>[] OWNERS =
      UNIX
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private final Path path;
  private final @Nullable Object made; // when, as the system says it

  private WorkingDirectory(Path path) throws IOException {
    this.path = path;
    this.made = UNIX ? changed(path) : null;
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      return directory.toAbsolutePath(); // making a directory there says what is wrong
    }
  }

  private static Object changed(Path directory) throws IOException {
    return Files.getAttribute(directory, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes a new one, which only its owner may enter. Its name is the next that nobody has: random
   * ones cost more.
   *
   * @param base where; null: where the system has temporary files
   */
  static WorkingDirectory create(@Nullable Path base) throws IOException {
    Path parent = base == null ? TEMPORARY : Files.createDirectories(base).toRealPath();
    Path created = null;
    while (created == null) {
      created = createIfFree(parent.resolve("beryl-" + JVM + "-" + COUNT.getAndIncrement()));
    }
    return new WorkingDirectory(created);
  }

  private static @Nullable Path createIfFree(Path directory) throws IOException {
    try {
      return Files.createDirectory(directory, OWNERS);
    } catch (FileAlreadyExistsException ofAnother) { // that had this JVM's number before
      return null;
    }
  }

  Path path() {
    return path;
  }

  /** Whether it is as it was made: empty, and nothing was ever in it. False if nobody can know. */
  boolean isUntouched() {
    try {
      String[] files = path.toFile().list(); // besides, since clocks of file systems tick slowly
      return made != null && files != null && files.length == 0 && changed(path).equals(made);
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes it with all that is in it; what cannot be deleted is logged. */
  void delete() {
    try {
      Files.delete(path);
    } catch (DirectoryNotEmptyException e) {
      deleteAll(path);
    } catch (IOException e) {
      log(path, e);
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
