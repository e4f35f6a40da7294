package dev.beryl.quality;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table under construction. */
final class MarkdownTable {
  private final List<String> lines = new ArrayList<>();

  MarkdownTable(List<String> columns) {
    row(columns);
    lines.add("|" + " --- |".repeat(columns.size()));
  }

  void row(List<?> cells) {
    var line = new StringBuilder("|");
    cells.forEach(cell -> line.append(' ').append(cell).append(" |"));
    lines.add(line.toString());
  }

  /** {@return the table's lines, each ended by a line feed} */
  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
