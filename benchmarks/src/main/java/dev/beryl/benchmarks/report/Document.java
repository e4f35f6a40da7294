package dev.beryl.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renews the tables in a text whose prose is written by hand. What stands between a line such as
 * {@code <!-- benchmarks TrialOverhead -->} and the next {@code <!-- end -->} is replaced by the
 * table of that class, and so are {@code environment} and {@code goals}. All tables of a text are
 * to come from one run: a class that the run lacks keeps its table, and the environment says so.
 *
 * @param older the classes whose tables are of an earlier run
 */
record Document(String text, List<String> older) {
  private static final Pattern BEGIN =
      Pattern.compile("<!-- (environment|goals|benchmarks (\\w+)) -->");
  private static final String END = "<!-- end -->";

  /**
   * Renews.
   *
   * @throws IllegalArgumentException if a section has no end, or a class of the report no section
   */
  static Document renewed(String text, RunReport report) {
    List<String> sections = sections(text);
    for (String type : report.types()) {
      if (!sections.contains(type)) {
        throw new IllegalArgumentException(
            "there is no section for %s: it needs the lines <!-- benchmarks %s --> and %s"
                .formatted(type, type, END));
      }
    }
    List<String> older =
        sections.stream().filter(section -> !report.types().contains(section)).toList();
    var lines = new ArrayList<String>();
    boolean keeps = true;
    for (String line : text.lines().toList()) {
      Matcher begin = BEGIN.matcher(line.strip());
      if (begin.matches()) {
        lines.add(line);
        keeps = older.contains(begin.group(2));
        if (!keeps) {
          lines.add(content(begin, report, older));
        }
      } else if (keeps || line.strip().equals(END)) {
        lines.add(line);
        keeps = keeps || line.strip().equals(END);
      }
    }
    return new Document(String.join("\n", lines) + "\n", older);
  }

  private static String content(Matcher begin, RunReport report, List<String> older) {
    return switch (begin.group(1)) {
      case "environment" -> MarkdownReport.environment(report) + note(older);
      case "goals" -> MarkdownReport.goals(report);
      default -> MarkdownReport.of(report, begin.group(2));
    };
  }

  private static String note(List<String> older) {
    return older.isEmpty()
        ? ""
        : "\n\n**Not in this run**, so that their tables are of an earlier one or empty: "
            + String.join(", ", older)
            + ".";
  }

  /** The classes that a text has sections for. */
  static List<String> sections(String text) {
    var sections = new ArrayList<String>();
    String open = null;
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher begin = BEGIN.matcher(line);
      if (begin.matches()) {
        if (open != null) {
          throw unended(open);
        }
        open = line;
        if (begin.group(2) != null) {
          sections.add(begin.group(2));
        }
      } else if (line.equals(END)) {
        open = null;
      }
    }
    if (open != null) {
      throw unended(open);
    }
    return sections;
  }

  private static IllegalArgumentException unended(String begin) {
    return new IllegalArgumentException("the section %s has no %s".formatted(begin, END));
  }
}
