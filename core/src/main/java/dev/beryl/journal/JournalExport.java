package dev.beryl.journal;

import dev.beryl.fault.Nulls;
import dev.beryl.study.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Exports the study of a journal as CSV or JSON, without the program that recorded it. The formats
 * are those of {@link dev.beryl.study.StudyResult#writeCsv} and {@link
 * dev.beryl.study.StudyResult#writeJson}.
 */
public final class JournalExport {
  private static final String USAGE =
      """
      usage: JournalExport csv|spreadsheet|json <journal>
        csv          a line for each trial: outcome, values, parameters
        spreadsheet  the same, and no text can run as a formula
        json         one object: the study and its trials with all samples
      """;

  private static final List<String> FORMATS = List.of("csv", "spreadsheet", "json");

  private JournalExport() {}

  /**
   * Exports a journal to the standard output.
   *
   * @param arguments {@code csv}, {@code spreadsheet} or {@code json}, and the journal's path
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length != 2 || !FORMATS.contains(arguments[0])) {
      err.print(USAGE);
      return 2;
    }
    try {
      Path journal = Path.of(arguments[1]);
      switch (arguments[0]) {
        case "csv" -> csv(journal, out);
        case "spreadsheet" -> csv(journal, out, CsvText.WITHOUT_FORMULAS);
        default -> json(journal, out);
      }
      return 0;
    } catch (JournalException | InvalidPathException | IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  /**
   * Exports the trials as CSV, as {@link dev.beryl.study.StudyResult#writeCsv} does.
   *
   * @param journal the file
   * @param out receives UTF-8; flushed, not closed
   * @throws JournalException if the journal cannot be read; nothing is written then
   * @throws IOException if writing fails
   */
  public static void csv(Path journal, OutputStream out) throws IOException {
    csv(journal, out, CsvText.AS_IS);
  }

  /**
   * Exports the trials as CSV, as {@link dev.beryl.study.StudyResult#writeCsv} does.
   *
   * @param journal the file
   * @param out receives UTF-8; flushed, not closed
   * @param text how cells that are text are written
   * @throws JournalException if the journal cannot be read; nothing is written then
   * @throws IOException if writing fails
   */
  public static void csv(Path journal, OutputStream out, CsvText text) throws IOException {
    Nulls.refuse("journal: file", journal);
    Nulls.refuse("journal: out", out);
    Nulls.refuse("journal: text", text);
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    JournalTrials.read(journal).result().writeCsv(writer, text);
    writer.flush();
  }

  /**
   * Exports the study as JSON, as {@link dev.beryl.study.StudyResult#writeJson} does.
   *
   * @param journal the file
   * @param out receives UTF-8; flushed, not closed
   * @throws JournalException if the journal cannot be read; nothing is written then
   * @throws IOException if writing fails
   */
  public static void json(Path journal, OutputStream out) throws IOException {
    Nulls.refuse("journal: file", journal);
    Nulls.refuse("journal: out", out);
    JournalTrials.read(journal).tableResult().writeJson(out);
    out.flush();
  }
}
