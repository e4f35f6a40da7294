package dev.beryl.cli;

import dev.beryl.cli.file.FaultyFileException;
import dev.beryl.journal.JournalException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Says what went wrong, and chooses the exit code. */
final class Failure {
  private Failure() {}

  /**
   * Handles what a command threw.
   *
   * @throws Exception if it is none of what commands are known to throw; its stack is then printed
   */
  static int handle(Exception thrown, CommandLine line, ParseResult result) throws Exception {
    String message =
        switch (thrown) {
          case FaultyFileException faulty -> faulty.getMessage();
          case NoSuchFileException missing ->
              "%s: no such file; 'beryl init' writes an example".formatted(missing.getMessage());
          case JournalException journal -> journal.getMessage();
          case IOException io -> io.toString();
          case RefusedException refused -> refused.getMessage();
          default -> throw thrown;
        };
    line.getErr().println(message);
    return thrown instanceof FaultyFileException || thrown instanceof RefusedException
        ? BerylCommand.WRONG
        : BerylCommand.FAILED;
  }
}
