package dev.beryl.report.study;

import dev.beryl.study.Interval;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Differences of two trials' first objective with 95 % intervals: paired by replicate if replicates
 * have common seeds and the objective is a mean, else from the standard errors.
 */
public final class Differences {
  private static final double LEVEL = 0.95;
  private static final double NORMAL = 1.96;

  private final boolean paired;
  private final Map<Integer, Double> quantiles = new HashMap<>();

  /** Tells whether replicates are compared one by one. */
  public Differences(StudyView view) {
    this.paired = view.hasCommonSeeds() && isMean(view.result().objectives().getFirst());
  }

  /** {@return whether an objective is a mean, for which there are intervals by Student's t} */
  static boolean isMean(Objective objective) {
    return objective.aggregation().name().equals(Aggregation.mean().name());
  }

  /** {@return whether replicates are compared one by one} */
  public boolean arePaired() {
    return paired;
  }

  /** {@return the interval of the first trial's loss minus the second's; empty if not known} */
  public Optional<Interval> of(Trial first, Trial second) {
    double difference = first.loss() - second.loss();
    String metric = first.objectives().getFirst().metric();
    if (paired) {
      Samples a = first.samples(metric);
      Samples b = second.samples(metric);
      if (a.size() == b.size() && a.size() == a.replicates() && b.size() == b.replicates()) {
        return a.size() < 2 ? Optional.empty() : Optional.of(paired(difference, a, b));
      }
    }
    double error = Math.hypot(first.standardError(), second.standardError());
    return Double.isNaN(error)
        ? Optional.empty()
        : Optional.of(
            new Interval(difference - NORMAL * error, difference + NORMAL * error, LEVEL));
  }

  private Interval paired(double difference, Samples a, Samples b) {
    int n = a.size();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a.get(i) - b.get(i);
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double deviation = a.get(i) - b.get(i) - mean;
      squares += deviation * deviation;
    }
    double half =
        quantiles.computeIfAbsent(n, Differences::quantile) * Math.sqrt(squares / (n - 1) / n);
    return new Interval(difference - half, difference + half, LEVEL);
  }

  /** Student's quantile: half the interval of a mean whose standard error is known. */
  private static double quantile(int replicates) {
    double[] values = new double[replicates];
    values[0] = 1;
    Samples samples = Samples.of(values);
    return (Interval.ofMean(samples, LEVEL).high() - samples.mean()) / samples.standardError();
  }
}
