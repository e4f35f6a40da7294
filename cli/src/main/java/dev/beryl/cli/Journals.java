package dev.beryl.cli;

import dev.beryl.cli.file.FaultyFileException;
import dev.beryl.cli.file.StudyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds journals. */
final class Journals {
  private Journals() {}

  /**
   * The journal that is meant by a path.
   *
   * @param path of a journal, or of a study's file
   * @throws RefusedException if there is none
   */
  static Path of(Path path) throws FaultyFileException, IOException, RefusedException {
    if (!StudyFile.isNamedLikeOne(path)) {
      return path;
    }
    Path journal = StudyFile.read(path).journal();
    if (!Files.exists(journal)) {
      throw new RefusedException(
          "%s: there is no journal %s yet; run the study first: beryl run %s"
              .formatted(path, journal, path));
    }
    return journal;
  }
}
