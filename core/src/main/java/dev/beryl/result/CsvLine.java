package dev.beryl.result;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A line of comma-separated values (RFC 4180). */
final class CsvLine {
  private static final Pattern TO_QUOTE = Pattern.compile("[\",\r\n]");

  private CsvLine() {}

  /**
   * A line.
   *
   * @return the cells, quoted where they have to be, with the line's end
   */
  static String of(List<String> cells) {
    return cells.stream().map(CsvLine::quoted).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String cell) {
    return TO_QUOTE.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
