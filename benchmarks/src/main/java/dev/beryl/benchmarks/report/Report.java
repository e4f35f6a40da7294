package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.Environment;
import dev.beryl.benchmarks.results.Measured;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to say of one run.
 *
 * @param environment where and of what it was taken
 * @param rows a row for each benchmark, by class, in the run's order
 * @param standings all goals, those too that the run says nothing of
 */
record Report(Environment environment, List<Row> rows, List<Standing> standings) {
  /** What the tables have in common. */
  static final String LEGEND =
      "Times and bytes are of one operation, as the class defines it. ± is JMH's 99.9 % interval,"
          + " and of ratios and differences what follows from it; a goal is reached or missed by"
          + " the mean, unsure if the limit lies within the interval. A floor is what cannot be"
          + " beaten, a peer another way to do the same; below 1 × best peer is faster than the"
          + " fastest peer of the same run.";

  static Report of(Environment environment, List<Measured> measured, List<Goal> goals) {
    List<Row> rows = Rows.of(measured, goals);
    return new Report(
        environment, rows, goals.stream().flatMap(goal -> standings(goal, rows)).toList());
  }

  private static Stream<Standing> standings(Goal goal, List<Row> rows) {
    List<Standing> found =
        rows.stream()
            .flatMap(row -> row.standings().stream())
            .filter(standing -> standing.goal().equals(goal))
            .toList();
    return found.isEmpty() ? Stream.of(Standing.notRun(goal)) : found.stream();
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
            count(Standing.Verdict.REACHED),
            standings.size(),
            count(Standing.Verdict.MISSED),
            count(Standing.Verdict.NOT_RUN));
  }

  private long count(Standing.Verdict verdict) {
    return standings.stream().filter(standing -> standing.verdict() == verdict).count();
  }
}
