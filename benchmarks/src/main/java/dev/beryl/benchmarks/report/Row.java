package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.Measured;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A benchmark in a report.
 *
 * @param measured what JMH measured
 * @param role whether it is a floor or a peer
 * @param floors times the floor; NaN if there is none
 * @param peers times the best peer; NaN if there is none
 * @param goals what it is to reach
 */
record Row(Measured measured, Role role, double floors, double peers, List<Goal> goals) {

  /** What a benchmark is to the others of its class. */
  enum Role {
    /** It is what the others are compared with. */
    FLOOR,
    /** It is another way to do the same. */
    PEER,
    /** It is of this library. */
    OWN
  }

  private double reached(Goal goal) {
    return switch (goal.of()) {
      case NANOSECONDS -> measured.score();
      case FLOORS -> floors;
      case PEERS -> peers;
      case BYTES -> measured.allocated();
    };
  }

  boolean misses(Goal goal) {
    return !(reached(goal) <= goal.most());
  }

  String goalText() {
    return goals.stream()
        .map(goal -> {
          String unit =
              switch (goal.of()) {
                case NANOSECONDS -> " ns";
                case FLOORS -> " × floor";
                case PEERS -> " × peer";
                case BYTES -> " B";
              };
          String text = "≤ " + Figures.of(goal.most()) + unit;
          return misses(goal) ? text + ": **missed**" : text;
        })
        .collect(Collectors.joining(", "));
  }

  String markdown() {
    return "| %s | %s | %s ± %s | %s | %s | %s | %s |"
        .formatted(
            measured.name() + (role == Role.OWN ? "" : ", " + role.name().toLowerCase(Locale.ROOT)),
            measured.parameters(),
            Figures.of(measured.score()),
            Figures.of(measured.error()),
            Figures.of(measured.allocated()),
            Figures.of(floors),
            Figures.of(peers),
            goalText());
  }
}
