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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = "Writes the trials of a study, finished or not, as a table or as JSON.")
final class ExportCommand implements Callable<Integer> {
  private enum Format {
    CSV,
    SPREADSHEET,
    JSON
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "tune.yaml",
      description = "the study's file, or its journal (${DEFAULT-VALUE})")
  private Path file;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = {
        "csv, which is the default: a line for each trial",
        "spreadsheet: the same, with no text that a spreadsheet would take for a formula",
        "json: one object, with the values of each replicate"
      })
  private Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUTPUT",
      description = "the file to write (the standard output)")
  private Optional<Path> output;

  @Mixin private HelpOption help;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws FaultyFileException, IOException, RefusedException {
    StudyResult result = JournalTrials.read(Journals.of(file)).result();
    if (output.isPresent()) {
      try (Writer writer = Files.newBufferedWriter(output.get())) {
        write(result, writer);
      }
    } else {
      PrintWriter out = spec.commandLine().getOut();
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
