package dev.beryl.report;

import dev.beryl.fault.Nulls;
import dev.beryl.journal.JournalException;
import dev.beryl.report.study.Figures;
import dev.beryl.report.study.StudyReading;
import dev.beryl.report.study.StudyView;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports of journals from a command line.
 *
 * <pre>
 * java -jar beryl-report.jar html forest.journal -o report.html
 * </pre>
 */
public final class ReportCommand {
  private static final String USAGE =
      """
      usage: html <journal>… [-o <file>]   one page that opens anywhere (report.html)
             still <journal>… [-o <file>]  its first screen without scripts, at most 80 kB
             text <journal>…               80 columns, to the standard output
             markdown <journal>…           for a comment to a change, to the standard output
             verify <journal>…             whether each can be read, and what it holds
             viewer [-o <file>]            a page that reads a journal dropped onto it (viewer.html)
             serve <journal>… [-p <port>]  a live page on this machine, until interrupted
               [-a <address>]              on another address than 127.0.0.1: it wants a token
      """;

  private ReportCommand() {}

  /**
   * Runs the command and ends the process: 0 if all is well, 1 if a journal cannot be read or a
   * file not be written, 2 if the arguments make no sense.
   *
   * @param arguments the command and its arguments; without any, they are explained
   */
  public static void main(String[] arguments) {
    Nulls.refuseIn("report: arguments", arguments);
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(arguments, out, err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    boolean viewer = arguments.length > 0 && arguments[0].equals("viewer");
    if (arguments.length < (viewer ? 1 : 2)) {
      err.print(USAGE);
      return 2;
    }
    var journals = new ArrayList<Path>();
    Path file = null;
    String address = "127.0.0.1";
    int port = 0;
    try {
      for (int i = 1; i < arguments.length; i++) {
        if (arguments[i].equals("-p") && i + 1 < arguments.length) {
          port = Integer.parseInt(arguments[++i]);
        } else if (arguments[i].equals("-a") && i + 1 < arguments.length) {
          address = arguments[++i];
        } else if (arguments[i].equals("-o") && i + 1 < arguments.length) {
          file = Path.of(arguments[++i]);
        } else if (arguments[i].startsWith("-")) {
          err.println("unknown option '%s'".formatted(arguments[i]));
          err.print(USAGE);
          return 2;
        } else {
          journals.add(Path.of(arguments[i]));
        }
      }
      if (journals.isEmpty() != viewer) {
        err.print(USAGE);
        return 2;
      }
      if (viewer) {
        Path page = file == null ? Path.of("viewer.html") : file;
        Files.writeString(page, Report.viewerHtml());
        out.println(page.toAbsolutePath());
        return 0;
      }
      if (arguments[0].equals("serve")) {
        return serve(journals, address, port, out);
      }
      return run(arguments[0], journals, file, out, err);
    } catch (NumberFormatException e) {
      err.println("option -p: expected a port, got " + e.getMessage());
      return 2;
    } catch (IllegalArgumentException | JournalException | IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static int run(
      String command, List<Path> journals, @Nullable Path file, PrintStream out, PrintStream err)
      throws IOException {
    switch (command) {
      case "html" -> {
        Path page = file == null ? Path.of("report.html") : file;
        report(journals).writeHtml(page);
        out.println(page.toAbsolutePath());
      }
      case "still" -> {
        Path page = file == null ? Path.of("report.html") : file;
        report(journals).writeStillHtml(page);
        out.println(page.toAbsolutePath());
      }
      case "text" -> out.print(report(journals).text());
      case "markdown" -> out.print(report(journals).markdown());
      case "verify" -> {
        return verify(journals, out, err);
      }
      default -> {
        err.println("unknown command '%s'".formatted(command));
        err.print(USAGE);
        return 2;
      }
    }
    return 0;
  }

  private static int serve(List<Path> journals, String address, int port, PrintStream out)
      throws IOException {
    try (LivePage page =
        LivePage.of(journals.getFirst(), journals.subList(1, journals.size()).toArray(Path[]::new))
            .onAddress(address)
            .onPort(port)
            .open()) {
      out.println(page.address() + "  (Ctrl-C ends it)");
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static Report report(List<Path> journals) {
    return Report.of(
        journals.getFirst(), journals.subList(1, journals.size()).toArray(Path[]::new));
  }

  private static int verify(List<Path> journals, PrintStream out, PrintStream err) {
    int faulty = 0;
    for (Path journal : journals) {
      try {
        StudyView view = StudyReading.read(journal);
        out.println(
            "%s: whole; %s, %s; digest %s"
                .formatted(
                    journal,
                    Figures.count(view.result().trials().size(), "trial"),
                    view.ended() ? "ended" : view.result().endingText(),
                    view.result().digest()));
      } catch (JournalException e) {
        faulty++;
        err.println(e.getMessage());
      }
    }
    return faulty == 0 ? 0 : 1;
  }
}
