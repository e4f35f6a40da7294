package dev.beryl.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The parameter of commands about the study of a file. */
final class StudyFileParameter {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "tune.yaml",
      description = "the study's file (${DEFAULT-VALUE})")
  private Path file;

  Path path() {
    return file;
  }
}
