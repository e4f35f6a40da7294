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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = "Makes a report of a study, finished or not, or of several beside each other.")
final class ReportCommand implements Callable<Integer> {
  private enum Format {
    HTML,
    TEXT,
    MARKDOWN
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      defaultValue = "tune.yaml",
      description = "files of studies, or their journals (${DEFAULT-VALUE})")
  private List<Path> files;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "html",
      description = {
        "html, which is the default: a page that opens anywhere, without a network",
        "text: 80 columns",
        "markdown: for a comment to a change"
      })
  private Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUTPUT",
      description = "the file to write (report.html for html, else the standard output)")
  private Optional<Path> output;

  @Mixin private HelpOption help;
  @Spec private CommandSpec spec;

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
    PrintWriter out = spec.commandLine().getOut();
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
