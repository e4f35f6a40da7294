package dev.beryl;

import dev.beryl.fault.Nearest;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Samples;
import java.util.List;

/**
 * The result of running the baseline and some treatments side by side. Immutable.
 *
 * @param runs the baseline first, then the treatments in the given order
 */
public record RunResult(List<Run> runs) {
  /** Copies the list. */
  public RunResult {
    runs = List.copyOf(runs);
  }

  /** {@return the run of the default setting, every parameter at its default} */
  public Run baseline() {
    return runs.getFirst();
  }

  /**
   * Returns a treatment's run.
   *
   * @param treatment the treatment's name
   * @return the run
   * @throws IllegalArgumentException if there is no treatment of that name
   */
  public Run run(String treatment) {
    return runs.stream()
        .filter(run -> run.name().equals(treatment))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no treatment '%s' in the run; %s"
                    .formatted(
                        treatment,
                        Nearest.hint(treatment, runs.stream().map(Run::name).toList()))));
  }

  /**
   * Returns how much a treatment changes a metric, replicate by replicate: its mean in the
   * treatment's replicate minus its mean in the baseline's. Both have the same random numbers, so
   * the standard error of these differences is that of the change.
   *
   * @param metric the metric's name
   * @param treatment the treatment's name
   * @return a difference for each replicate
   * @throws IllegalArgumentException if there is no such treatment, or one of the two did not
   *     record the metric in every replicate
   */
  public Samples difference(String metric, String treatment) {
    Samples with = run(treatment).samples(metric);
    Samples without = baseline().samples(metric);
    if (with.replicates() != without.replicates()) {
      throw new IllegalArgumentException(
          "metric '%s': expected the same number of replicates of '%s' and of the baseline, got %s and %s; %s"
              .formatted(
                  metric,
                  treatment,
                  with.replicates(),
                  without.replicates(),
                  run(treatment).outcome()));
    }
    double[] differences = new double[with.replicates()];
    for (int r = 0; r < differences.length; r++) {
      differences[r] =
          mean(with, r, metric, treatment) - mean(without, r, metric, Comparison.BASELINE);
    }
    return Samples.of(differences);
  }

  private static double mean(Samples samples, int replicate, String metric, String name) {
    double[] values = new double[samples.size(replicate)];
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "metric '%s': expected a value in every replicate, got none in replicate %s of '%s'"
              .formatted(metric, replicate, name));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.get(replicate, i);
    }
    return Aggregation.mean().aggregate(Samples.wrap(values, 0, values.length));
  }
}
