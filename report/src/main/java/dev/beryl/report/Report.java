package dev.beryl.report;

import dev.beryl.fault.Nulls;
import dev.beryl.report.page.Page;
import dev.beryl.report.page.Viewer;
import dev.beryl.report.plain.MarkdownReport;
import dev.beryl.report.plain.TextReport;
import dev.beryl.report.study.StudyReading;
import dev.beryl.report.study.StudyView;
import dev.beryl.study.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report of one study or several, made of journals alone or of results.
 *
 * {@snippet :
 * Report.of(Path.of("forest.journal")).writeHtml(Path.of("report.html"));
 * }
 *
 * <p>A report depends on its journals or results only: the same journal gives the same bytes. All
 * texts of a study are data; none becomes markup. Immutable; may be used from any thread.
 */
public final class Report {
  private final List<StudyView> studies;

  private Report(List<StudyView> studies) {
    this.studies = List.copyOf(studies);
  }

  /**
   * Reads journals as far as they are written, without the programs that wrote them.
   *
   * @param journal the file
   * @param more files of studies to show beside it
   * @return a report
   * @throws dev.beryl.journal.JournalException if a journal cannot be opened, is damaged, or its
   *     records contradict each other
   */
  public static Report of(Path journal, Path... more) {
    Nulls.refuse("report: journal", journal);
    Nulls.refuseIn("report: more journals", more);
    var studies = new ArrayList<>(List.of(StudyReading.read(journal)));
    for (Path other : more) {
      studies.add(StudyReading.read(other));
    }
    return new Report(studies);
  }

  /**
   * Shows a study's result. It has the optimizer's recommendation and the stacks of failures, which
   * a journal does not hold; a journal has the settings of replication and when the study ran.
   *
   * @param result the result
   * @param more results to show beside it
   * @return a report
   */
  public static Report of(StudyResult result, StudyResult... more) {
    Nulls.refuse("report: result", result);
    Nulls.refuseIn("report: more results", more);
    var studies = new ArrayList<>(List.of(StudyView.of(result)));
    for (StudyResult other : more) {
      studies.add(StudyView.of(other));
    }
    return new Report(studies);
  }

  /**
   * {@return the first screen as a page without scripts, legible where styles are blocked too, as
   * by a build server or in a mail} For one study at most 80 kB.
   */
  public String stillHtml() {
    return Page.still(studies);
  }

  /** {@return the whole page: the first screen, and further views below it} */
  public String html() {
    return Page.whole(studies);
  }

  /**
   * Writes a page that opens anywhere without a network.
   *
   * @param file the file, written in UTF-8; overwritten if it exists
   * @throws IOException if the file cannot be written
   */
  public void writeHtml(Path file) throws IOException {
    Nulls.refuse("report: file", file);
    Files.writeString(file, html());
  }

  /**
   * Writes {@link #stillHtml()}.
   *
   * @param file the file, written in UTF-8; overwritten if it exists
   * @throws IOException if the file cannot be written
   */
  public void writeStillHtml(Path file) throws IOException {
    Nulls.refuse("report: file", file);
    Files.writeString(file, stillHtml());
  }

  /**
   * Returns a page without data, onto which a journal is dropped: it reads it in the browser and
   * shows it, so that looking takes no Java. It asks the network for nothing. It is the same text
   * each time.
   *
   * @return a document of HTML
   */
  public static String viewerHtml() {
    return Viewer.page();
  }

  /** {@return the statement, a sparkline of the history and the best trials, in 80 columns} */
  public String text() {
    return TextReport.of(studies);
  }

  /** {@return the statement and the best trials in Markdown, for a comment to a change} */
  public String markdown() {
    return MarkdownReport.of(studies);
  }
}
