package dev.beryl.cli;

import dev.beryl.cli.file.FaultyFileException;
import dev.beryl.journal.JournalTrials;
import dev.beryl.study.CsvText;
import dev.beryl.study.StudyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Writes the trials of a study, finished or not, as a table or as JSON.")
final class ExportCommand extends Subcommand {
  private enum Format {
    CSV,
    SPREADSHEET,
    JSON
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "the study's file, or its journal (tune.yaml)")
  private Path file = Path.of("tune.yaml");

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = {
        "csv, which is the default: a line for each trial",
        "spreadsheet: the same, with no text that a spreadsheet would take for a formula",
        "json: one object, with the values of each replicate"
      })
  private Format format = Format.CSV;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUTPUT",
      description = "the file to write (the standard output)")
  private Optional<Path> output = Optional.empty();

  @Override
  public Integer call() throws FaultyFileException, IOException, RefusedException {
    StudyResult result = JournalTrials.read(Journals.of(file)).result();
    if (output.isPresent()) {
      try (Writer writer = Files.newBufferedWriter(output.get())) {
        write(result, writer);
      }
    } else {
      PrintWriter out = out();
      write(result, out);
      out.flush();
    }
    return BerylCommand.DONE;
  }

  private void write(StudyResult result, Appendable out) throws IOException {
    switch (format) {
      case CSV -> result.writeCsv(out);
      case SPREADSHEET -> result.writeCsv(out, CsvText.WITHOUT_FORMULAS);
      case JSON -> result.writeJson(out);
    }
  }
}
