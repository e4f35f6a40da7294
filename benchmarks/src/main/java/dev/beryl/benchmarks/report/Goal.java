package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.ListFile;
import dev.beryl.benchmarks.results.Measured;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark is to reach.
 *
 * @param name class and method
 * @param parameters as JMH has them; empty: any
 * @param asked in a few words
 */
record Goal(String name, String parameters, Of of, double most, String asked) {
  private static final int CELLS = 5;

  /** What a goal limits. */
  enum Of {
    /** Nanoseconds an operation. */
    NANOSECONDS,
    /** Nanoseconds an operation beyond the floor. */
    OVER_FLOOR,
    /** Times the floor. */
    FLOORS,
    /** Times the best peer. */
    PEERS,
    /** Bytes allocated in an operation. */
    BYTES
  }

  /** All goals, from the file beside this class. */
  static List<Goal> all() {
    return ListFile.of(Goal.class, "goals.csv", Goal::parse);
  }

  static Goal parse(String line) {
    String[] cells = line.split(";", -1);
    if (cells.length != CELLS) {
      throw new IllegalArgumentException(
          "goal '%s': expected name;parameters;of;most;asked, got %s cells"
              .formatted(line, cells.length));
    }
    return new Goal(
        cells[0].strip(),
        cells[1].strip(),
        Of.valueOf(cells[2].strip().toUpperCase(Locale.ROOT)),
        Double.parseDouble(cells[3].strip()),
        cells[4].strip());
  }

  boolean isFor(Measured measured) {
    return name.equals(measured.name())
        && (parameters.isEmpty() || parameters.equals(measured.parameters()));
  }

  String limit() {
    return switch (of) {
      case NANOSECONDS -> "≤ " + Figures.time(most);
      case OVER_FLOOR -> "≤ floor + " + Figures.time(most);
      case FLOORS -> "≤ " + Figures.of(most) + " × floor";
      case PEERS -> "≤ " + Figures.of(most) + " × best peer";
      case BYTES -> "≤ " + Figures.bytes(most);
    };
  }
}
