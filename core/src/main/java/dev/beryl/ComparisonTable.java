package dev.beryl;

import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Samples;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Treatments beside the baseline, metric by metric. */
final class ComparisonTable {
  private static final List<String> HEADER =
      List.of("metric", "treatment", "mean", "std. error", "difference", "95 % interval");

  private ComparisonTable() {}

  static String of(RunResult result, List<String> metrics) {
    var rows = new ArrayList<List<String>>(List.of(HEADER));
    for (String metric : metrics.isEmpty() ? recorded(result) : new LinkedHashSet<>(metrics)) {
      for (Run run : result.runs()) {
        rows.add(row(result, metric, run));
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
    if (!run.outcome().equals(Outcome.COMPLETED)) {
      return List.of(metric, run.name(), run.outcome().toString().lines().findFirst().orElse(""));
    }
    if (!run.samples().containsKey(metric) && recorded(result).contains(metric)) {
      return List.of(metric, run.name(), "not recorded");
    }
    String mean = number(run.mean(metric));
    String error = number(run.standardError(metric));
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
    return List.of(
        metric,
        run.name(),
        mean,
        error,
        number(Aggregation.mean().aggregate(difference)),
        "[%s, %s]".formatted(number(interval.low()), number(interval.high())));
  }

  private static boolean isInEveryReplicate(Run run, String metric) {
    Samples samples = run.samples().get(metric);
    return run.outcome().equals(Outcome.COMPLETED)
        && samples != null
        && IntStream.range(0, samples.replicates()).allMatch(r -> samples.size(r) > 0);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - (row.size() < HEADER.size() ? 1 : 0); i++) {
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
