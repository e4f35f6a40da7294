package dev.beryl.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads comma-separated values (RFC 4180); line ends may be those of any system. */
public final class CsvLines {
  private static final int END = -1;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Reader in;
  private int line = 1;
  private int next;

  /**
   * The cells of a line.
   *
   * @param number of the line in the file, from 1; a quoted cell may go over several
   * @param cells without their quotes
   */
  public record Line(int number, List<String> cells) {}

  private CsvLines(Reader in) throws IOException {
    this.in = in;
    this.next = in.read();
    if (next == BYTE_ORDER_MARK) {
      next = in.read();
    }
  }

  /**
   * Reads all lines that are not empty.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  public static List<Line> read(Reader in) throws IOException {
    var csv = new CsvLines(new BufferedReader(in));
    var lines = new ArrayList<Line>();
    for (Line line = csv.line(); line != null; line = csv.line()) {
      if (line.cells().size() > 1 || !line.cells().getFirst().isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private @Nullable Line line() throws IOException {
    if (next == END) {
      return null;
    }
    int number = line;
    var cells = new ArrayList<String>();
    cells.add(cell());
    while (next == ',') {
      next = in.read();
      cells.add(cell());
    }
    if (next == '\r') {
      next = in.read();
      if (next != '\n') {
        line++;
      }
    }
    if (next == '\n') {
      line++;
      next = in.read();
    }
    return new Line(number, List.copyOf(cells));
  }

  private String cell() throws IOException {
    var cell = new StringBuilder();
    if (next == '"') {
      quoted(cell);
    }
    while (next != ',' && next != '\r' && next != '\n' && next != END) {
      cell.append((char) next);
      next = in.read();
    }
    return cell.toString();
  }

  private void quoted(StringBuilder cell) throws IOException {
    int start = line;
    next = in.read();
    while (true) {
      if (next == END) {
        throw new IllegalArgumentException(
            "line %s: a quote is opened here and not closed".formatted(start));
      }
      if (next == '"') {
        next = in.read();
        if (next != '"') {
          return;
        }
      } else if (next == '\n') {
        line++;
      }
      cell.append((char) next);
      next = in.read();
    }
  }
}
