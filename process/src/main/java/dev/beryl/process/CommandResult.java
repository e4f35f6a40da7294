package dev.beryl.process;

import dev.beryl.fault.Nulls;
import java.time.Duration;
import java.util.List;

/**
 * How a run of a command ended.
 *
 * @param arguments the program and its arguments, as they were run
 * @param exitCode the program's exit code; on Unix 128 and the signal's number if a signal ended it
 * @param wallTime from the program's start to its end
 * @param output what it printed to its standard output: its first and last bytes, with a line
 *     between them that says how much was left out, see {@link Command#keepingOutput}
 * @param errors what it printed to its standard error, as {@code output}
 */
public record CommandResult(
    List<String> arguments, int exitCode, Duration wallTime, String output, String errors) {
  /** Copies the arguments and refuses null. */
  public CommandResult {
    Nulls.refuseIn("result of a command: arguments", arguments);
    Nulls.refuse("result of a command: wall time", wallTime);
    Nulls.refuse("result of a command: output", output);
    Nulls.refuse("result of a command: errors", errors);
    arguments = List.copyOf(arguments);
  }
}
