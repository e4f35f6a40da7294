package dev.beryl;

import dev.beryl.study.Interval;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Treatments beside the baseline: metric by metric, and constraint by constraint. */
final class ComparisonTable {
  private static final List<String> METRICS =
      List.of("metric", "treatment", "mean", "std. error", "difference", "95 % interval");
  private static final List<String> CONSTRAINTS =
      List.of("constraint", "treatment", "value", "std. error", "satisfied");

  private ComparisonTable() {}

  static String ofMetrics(RunResult result, List<String> metrics) {
    var rows = new ArrayList<List<String>>(List.of(METRICS));
    for (String metric : metrics.isEmpty() ? recorded(result) : new LinkedHashSet<>(metrics)) {
      for (Run run : result.runs()) {
        rows.add(row(result, metric, run));
      }
    }
    return aligned(rows);
  }

  static String ofConstraints(RunResult result, List<OutcomeConstraint> constraints) {
    var rows = new ArrayList<List<String>>(List.of(CONSTRAINTS));
    for (OutcomeConstraint constraint : constraints) {
      for (Run run : result.runs()) {
        rows.add(row(result, constraint, run));
      }
    }
    return aligned(rows);
  }

  private static Set<String> recorded(RunResult result) {
    var metrics = new LinkedHashSet<String>();
    result.runs().forEach(run -> metrics.addAll(run.samples().keySet()));
    return metrics;
  }

  private static List<String> row(RunResult result, String metric, Run run) {
    if (isLacking(result, metric, run)) {
      return List.of(metric, run.name(), lack(run));
    }
    String mean = Numbers.upTo(run.standardError(metric), run.mean(metric));
    String error = error(run.standardError(metric));
    Run baseline = result.baseline();
    if (run.name().equals(baseline.name())
        || !isInEveryReplicate(run, metric)
        || !isInEveryReplicate(baseline, metric)) {
      return List.of(metric, run.name(), mean, error);
    }
    if (result.isSame(run.name(), baseline.name())) {
      return List.of(metric, run.name(), mean, error, "the same treatment as the baseline");
    }
    Samples difference = result.difference(metric, run.name());
    Interval interval = result.interval(metric, run.name(), baseline.name());
    double spread = difference.standardError();
    return List.of(
        metric,
        run.name(),
        mean,
        error,
        Numbers.upTo(spread, difference.mean()),
        "[%s, %s]"
            .formatted(
                Numbers.upTo(spread, interval.low()), Numbers.upTo(spread, interval.high())));
  }

  private static List<String> row(RunResult result, OutcomeConstraint constraint, Run run) {
    String metric = constraint.metric();
    if (isLacking(result, metric, run)) {
      return List.of(constraint.toString(), run.name(), lack(run));
    }
    Samples samples = run.samples(metric);
    double value = constraint.aggregation().aggregate(samples);
    double error = constraint.aggregation().standardError(samples);
    return List.of(
        constraint.toString(),
        run.name(),
        Numbers.upTo(error, value),
        error(error),
        (run.satisfies(constraint) ? "yes, " : "no, ") + distance(constraint.excess(value), error));
  }

  private static String distance(double excess, double error) {
    String length =
        error > 0
            ? String.format(Locale.ROOT, "%.1f std. errors", Math.abs(excess) / error)
            : Numbers.shown(Math.abs(excess));
    return length + (excess > 0 ? " beyond" : " within");
  }

  /** If no run has the metric, it is mistyped, and the run is asked for it, which throws. */
  private static boolean isLacking(RunResult result, String metric, Run run) {
    return !run.outcome().equals(Outcome.COMPLETED)
        || (!run.samples().containsKey(metric) && recorded(result).contains(metric));
  }

  private static String lack(Run run) {
    return run.outcome().equals(Outcome.COMPLETED)
        ? "not recorded"
        : run.outcome().toString().lines().findFirst().orElse("");
  }

  private static boolean isInEveryReplicate(Run run, String metric) {
    Samples samples = run.samples().get(metric);
    return run.outcome().equals(Outcome.COMPLETED)
        && samples != null
        && IntStream.range(0, samples.replicates()).allMatch(r -> samples.size(r) > 0);
  }

  private static String error(double error) {
    return Double.isNaN(error) ? "-" : Numbers.upTo(error, error);
  }

  private static String aligned(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - (row.size() < columns ? 1 : 0); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).repeat(' ', Math.max(0, widths[i] - row.get(i).length()) + 2);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
