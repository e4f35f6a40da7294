package dev.beryl.cli.file;

import java.util.List;

/** Thrown if a file does not describe a study; it has all faults with their lines. */
public final class FaultyFileException extends Exception {
  private static final long serialVersionUID = 1;

  /** The message is a line for each fault, such as {@code tune.yaml:3:7: …}. */
  FaultyFileException(List<String> faults) {
    super(String.join("\n", faults));
  }
}
