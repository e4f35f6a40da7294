package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.Environment;
import dev.beryl.benchmarks.results.Measured;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to say of one run.
 *
 * @param rows a row for each benchmark, by class, in the run's order
 * @param goalResults all goals, those too that the run says nothing of
 */
record RunReport(Environment environment, List<Row> rows, List<GoalResult> goalResults) {
  /** What the tables have in common. */
  static final String LEGEND =
      "Times and bytes are of one operation, as the class defines it. ± is JMH's 99.9 % interval,"
          + " and of ratios and differences what follows from it; a goal is reached or missed by"
          + " the mean, unsure if the limit lies within the interval. A floor is what cannot be"
          + " beaten, a peer another way to do the same; below 1 × best peer is faster than the"
          + " fastest peer of the same run.";

  static RunReport of(Environment environment, List<Measured> measured, List<Goal> goals) {
    List<Row> rows = FloorsAndPeers.of(measured, goals);
    return new RunReport(
        environment, rows, goals.stream().flatMap(goal -> goalResults(goal, rows)).toList());
  }

  private static Stream<GoalResult> goalResults(Goal goal, List<Row> rows) {
    List<GoalResult> found =
        rows.stream()
            .flatMap(row -> row.goalResults().stream())
            .filter(result -> result.goal().equals(goal))
            .toList();
    return found.isEmpty() ? Stream.of(GoalResult.notRun(goal)) : found.stream();
  }

  /** The classes of the run, by name. */
  List<String> types() {
    return rows.stream().map(row -> row.measured().type()).distinct().sorted().toList();
  }

  List<Row> of(String type) {
    return rows.stream().filter(row -> row.measured().type().equals(type)).toList();
  }

  /** How many goals are reached, in words. */
  String summary() {
    return "%s of %s goals are reached, %s missed, %s not in this run."
        .formatted(
            count(GoalResult.Status.REACHED),
            goalResults.size(),
            count(GoalResult.Status.MISSED),
            count(GoalResult.Status.NOT_RUN));
  }

  private long count(GoalResult.Status status) {
    return goalResults.stream().filter(result -> result.status() == status).count();
  }
}
