package dev.beryl.cli;

import dev.beryl.fault.Nulls;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Tunes programs from a command line.
 *
 * <pre>
 * java -jar beryl-cli-VERSION-all.jar init
 * java -jar beryl-cli-VERSION-all.jar run tune.yaml
 * </pre>
 */
@Command(
    name = "beryl",
    description = "Tunes a program: searches for the parameters with which it does best.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = BerylCommand.Version.class,
    subcommands = {
      InitCommand.class,
      CheckCommand.class,
      RunCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      PluginsCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the study failed or found no treatment to use, or a file cannot be read or written",
      "2:wrong usage, or a faulty file",
      "130:interrupted; the same command goes on"
    },
    footerHeading = "%nTo begin:%n",
    footer = {
      "  beryl init              writes tune.yaml, an example that runs, with comments",
      "  beryl run               tunes; interrupted, it goes on when it is called again",
      "  beryl report            writes a page about it"
    })
public final class BerylCommand implements Runnable {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG = 2;
  static final int INTERRUPTED = 130;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by its annotation
  private CommandSpec spec;

  BerylCommand() {}

  /**
   * Runs a command and ends the process: 0 if all is well, 1 if the study failed or found nothing
   * to use, or a file cannot be read or written, 2 if the arguments or the study's file are wrong,
   * 130 if it was interrupted.
   *
   * @param arguments the command and its arguments; without any, they are explained
   */
  public static void main(String[] arguments) {
    Nulls.refuseIn("beryl: arguments", arguments);
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s: %5$s%6$s%n");
    }
    System.exit(run(arguments, writer(System.out), writer(System.err)));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine line = line();
    line.setOut(out);
    line.setErr(err);
    int code = line.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  static CommandLine line() {
    return new CommandLine(new BerylCommand())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Failure::handle);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command, got none");
  }

  /** The version that the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = BerylCommand.class.getPackage().getImplementationVersion();
      return new String[] {"beryl " + (version == null ? "of an unknown version" : version)};
    }
  }
}
