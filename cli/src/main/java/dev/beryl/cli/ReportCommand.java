package dev.beryl.cli;

import dev.beryl.cli.file.FaultyFileException;
import dev.beryl.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Makes a report of a study, finished or not, or of several beside each other.")
final class ReportCommand extends Subcommand {
  private enum Format {
    HTML,
    TEXT,
    MARKDOWN
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "files of studies, or their journals (tune.yaml)")
  private List<Path> files = List.of(Path.of("tune.yaml"));

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = {
        "html, which is the default: a page that opens anywhere, without a network",
        "text: 80 columns",
        "markdown: for a comment to a change"
      })
  private Format format = Format.HTML;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUTPUT",
      description = "the file to write (report.html for html, else the standard output)")
  private Optional<Path> output = Optional.empty();

  @Override
  public Integer call() throws FaultyFileException, IOException, RefusedException {
    var journals = new ArrayList<Path>();
    for (Path file : files) {
      journals.add(Journals.of(file));
    }
    Report report =
        Report.of(journals.getFirst(), journals.subList(1, journals.size()).toArray(Path[]::new));
    String text =
        switch (format) {
          case HTML -> report.html();
          case TEXT -> report.text();
          case MARKDOWN -> report.markdown();
        };
    Optional<Path> target =
        format == Format.HTML ? output.or(() -> Optional.of(Path.of("report.html"))) : output;
    PrintWriter out = out();
    if (target.isPresent()) {
      Files.writeString(target.get(), text);
      out.println(target.get().toAbsolutePath());
    } else {
      out.print(text);
      out.flush();
    }
    return BerylCommand.DONE;
  }
}
