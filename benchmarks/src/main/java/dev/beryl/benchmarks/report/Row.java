package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.Measured;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark in a report.
 *
 * @param floor its floor; null if there is none in the run
 * @param peer its best peer; null if there is none in the run
 */
record Row(
    Measured measured,
    Role role,
    @Nullable Measured floor,
    @Nullable Measured peer,
    List<GoalResult> goalResults) {

  /** This library's first, then peers, then floors; each method by its parameters. */
  static final Comparator<Row> BY_METHOD =
      Comparator.comparing(Row::role)
          .thenComparing(row -> row.measured().method())
          .thenComparing(row -> row.measured().parameters(), Parameters.ORDER);

  /** What a benchmark is to the others of its class. */
  enum Role {
    /** It is of this library. */
    OWN,
    /** It is another way to do the same. */
    PEER,
    /** It is what cannot be beaten. */
    FLOOR;

    /** The name with what it is, unless it is our own. */
    String label(String name) {
      return switch (this) {
        case OWN -> name;
        case PEER -> name + ", peer";
        case FLOOR -> name + ", floor";
      };
    }
  }

  /** Times the floor; NaN if there is none. */
  double floors() {
    return ratio(floor);
  }

  /** Times the best peer; NaN if there is none. */
  double peers() {
    return ratio(peer);
  }

  private double ratio(@Nullable Measured other) {
    return other == null ? Double.NaN : measured.score() / other.score();
  }
}
