package dev.beryl.cli.file;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A place in the file.
 *
 * @param line from 1; 0: the whole file
 * @param column from 1; 0: the whole file
 */
record Place(int line, int column) implements Comparable<Place> {
  static final Place WHOLE_FILE = new Place(0, 0);

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  static Place of(Node node) {
    return of(node.getStartMark().orElse(null));
  }

  static Place of(@Nullable Mark mark) {
    return mark == null ? WHOLE_FILE : new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The place of an index of a text. */
  static Place of(String text, int index) {
    String before = text.substring(0, Math.max(0, index));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Place(line, before.length() - before.lastIndexOf('\n'));
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** What comes before a fault, such as {@code :3:7}. */
  @Override
  public String toString() {
    return equals(WHOLE_FILE) ? "" : ":" + line + ":" + column;
  }
}
