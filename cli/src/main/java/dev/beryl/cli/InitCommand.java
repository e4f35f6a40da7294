package dev.beryl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description = "Writes an example of a study's file, with comments. It runs as it is.")
final class InitCommand extends Subcommand {
  @Parameters(paramLabel = "FILE", arity = "0..1", description = "the file to write (tune.yaml)")
  private Path file = Path.of("tune.yaml");

  @Option(names = "--force", description = "overwrite the file if it exists")
  private boolean force;

  @Override
  public Integer call() throws IOException, RefusedException {
    try (InputStream example =
        Objects.requireNonNull(
            InitCommand.class.getResourceAsStream("example.yaml"), "the jar has the example")) {
      if (force) {
        Files.copy(example, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.copy(example, file);
      }
    } catch (FileAlreadyExistsException exists) {
      throw new RefusedException(
          "%s exists already; name another file, or overwrite it with --force".formatted(file));
    }
    out().println("%s is written; edit it, then: beryl run %s".formatted(file, file));
    return BerylCommand.DONE;
  }
}
