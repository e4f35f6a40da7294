package dev.beryl.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The parameter of commands about the study of a file. */
final class StudyFileParameter {
  @Parameters(paramLabel = "FILE", arity = "0..1", description = "the study's file (tune.yaml)")
  private Path file = Path.of("tune.yaml");

  Path path() {
    return file;
  }
}
