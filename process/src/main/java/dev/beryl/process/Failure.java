package dev.beryl.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a run, if it fails or not.
 *
 * @param invocation what was run
 * @param directory where
 * @param output what it printed
 * @param errors what it printed as errors
 * @param whole whether the streams have ended; else a process that holds them is still there
 */
record Failure(Invocation invocation, Path directory, Pump output, Pump errors, boolean whole) {
  private static final int TAIL = 2000; // characters of a message

  CommandResult result(Finished run) {
    return new CommandResult(
        invocation.arguments(), run.exitCode(), run.wallTime(), output.text(), errors.text());
  }

  /** The failure; what was printed is kept in the working directory, too. */
  CommandFailedException of(String how, @Nullable Throwable cause) {
    var message = new StringBuilder("the command ").append(how);
    message.append("\n  command: ").append(invocation.line());
    if (whole) {
      String printed = errors.text().isBlank() ? output.text() : errors.text();
      String stream = errors.text().isBlank() ? "standard output" : "standard error";
      message.append("\n  ").append(stream).append(printed.isBlank() ? ": nothing" : " ends with:");
      tail(printed.strip()).lines().forEach(line -> message.append("\n    ").append(line));
      keep("beryl-output.txt", output.text());
      keep("beryl-errors.txt", errors.text());
    }
    message.append("\n  working directory, kept: ").append(directory);
    return new CommandFailedException(message.toString(), cause);
  }

  private static String tail(String text) {
    return text.length() <= TAIL ? text : "…" + text.substring(text.length() - TAIL);
  }

  private void keep(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
