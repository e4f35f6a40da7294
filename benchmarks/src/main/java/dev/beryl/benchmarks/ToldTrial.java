package dev.beryl.benchmarks;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A completed trial of one replicate, for optimizers that are driven without the loop. It keeps one
 * number and costs next to nothing to make, so that a benchmark of an optimizer does not measure
 * the making of trials, as it would with {@link Trial#of}.
 */
record ToldTrial(int number, Treatment treatment, Problem problem, double value) implements Trial {
  @Override
  public Outcome outcome() {
    return Outcome.COMPLETED;
  }

  @Override
  public double value(int objective) {
    return value;
  }

  @Override
  public double standardError(int objective) {
    return Double.NaN;
  }

  @Override
  public int replicates() {
    return 1;
  }

  @Override
  public List<String> metrics() {
    return List.of(objectives().getFirst().metric());
  }

  @Override
  public Samples samples(String metric) {
    return Samples.of(value);
  }

  @Override
  public List<Report> reports() {
    return List.of();
  }

  @Override
  public Map<String, String> notes() {
    return Map.of();
  }

  @Override
  public Duration duration() {
    return Duration.ZERO;
  }
}
