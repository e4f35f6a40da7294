package dev.beryl.examples.cancer;

import dev.beryl.Run;
import dev.beryl.RunResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Samples;
import java.util.List;
import java.util.Locale;

/** A treatment beside the baseline, metric by metric. */
final class ComparisonTable {
  private static final String LINE = "%-18s%18s%18s%18s%n";

  private ComparisonTable() {}

  /**
   * Makes the table. The difference is that of the same split with and without the treatment, and
   * so is its standard error.
   */
  static String of(RunResult result, String treatment, List<String> metrics) {
    Run baseline = result.baseline();
    Run treated = result.run(treatment);
    var table =
        new StringBuilder(LINE.formatted("", baseline.name(), treated.name(), "difference"));
    for (String metric : metrics) {
      table.append(
          LINE.formatted(
              metric,
              cell(baseline.samples(metric), ""),
              cell(treated.samples(metric), ""),
              cell(result.difference(metric, treatment), "+")));
    }
    return table.toString();
  }

  private static String cell(Samples samples, String sign) {
    Aggregation mean = Aggregation.mean();
    return String.format(
        Locale.ROOT,
        "%" + sign + ".4f (%.4f)",
        mean.aggregate(samples),
        mean.standardError(samples));
  }
}
