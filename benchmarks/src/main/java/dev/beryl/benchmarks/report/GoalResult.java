package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.Measured;
import org.jspecify.annotations.Nullable;

/**
 * How a benchmark stands to one of its goals.
 *
 * @param figure what is limited; NaN if the run does not tell
 * @param error half the width of its interval; NaN if that is not known
 * @param mark the time that is allowed, in nanoseconds; NaN if no time is limited
 */
record GoalResult(Goal goal, String parameters, double figure, double error, double mark) {

  /** What a run says of a goal. */
  enum Status {
    /** The figure is within the limit. */
    REACHED,
    /** It is not. */
    MISSED,
    /** The benchmark, or what it is compared with, is not in the run. */
    NOT_RUN
  }

  static GoalResult notRun(Goal goal) {
    return new GoalResult(goal, goal.parameters(), Double.NaN, Double.NaN, Double.NaN);
  }

  static GoalResult of(
      Goal goal, Measured measured, @Nullable Measured floor, @Nullable Measured peer) {
    double score = measured.score();
    double most = goal.most();
    return switch (goal.of()) {
      case NANOSECONDS ->
          new GoalResult(goal, measured.parameters(), score, measured.error(), most);
      case BYTES ->
          new GoalResult(goal, measured.parameters(), measured.allocated(), Double.NaN, Double.NaN);
      case FLOORS -> ratio(goal, measured, floor);
      case PEERS -> ratio(goal, measured, peer);
      case OVER_FLOOR ->
          floor == null
              ? notRun(goal)
              : new GoalResult(
                  goal,
                  measured.parameters(),
                  score - floor.score(),
                  Math.hypot(measured.error(), floor.error()),
                  floor.score() + most);
    };
  }

  private static GoalResult ratio(Goal goal, Measured measured, @Nullable Measured to) {
    if (to == null) {
      return notRun(goal);
    }
    double ratio = measured.score() / to.score();
    double error = ratio * Math.hypot(measured.error() / measured.score(), to.error() / to.score());
    return new GoalResult(goal, measured.parameters(), ratio, error, goal.most() * to.score());
  }

  Status status() {
    if (Double.isNaN(figure)) {
      return Status.NOT_RUN;
    }
    return figure <= goal.most() ? Status.REACHED : Status.MISSED;
  }

  /** In a word; and whether chance may have had its part. */
  String statusText() {
    String unsure = Math.abs(figure - goal.most()) < error ? ", unsure" : "";
    return switch (status()) {
      case REACHED -> "reached" + unsure;
      case MISSED -> "**missed**" + unsure;
      case NOT_RUN -> "not in this run";
    };
  }

  String figureText() {
    if (Double.isNaN(figure)) {
      return "";
    }
    return switch (goal.of()) {
      case NANOSECONDS -> Figures.time(figure, error);
      case OVER_FLOOR -> Figures.time(figure, error) + " over the floor";
      case FLOORS -> "(" + Figures.of(figure, error) + ") × floor";
      case PEERS -> "(" + Figures.of(figure, error) + ") × best peer";
      case BYTES -> Figures.bytes(figure);
    };
  }
}
