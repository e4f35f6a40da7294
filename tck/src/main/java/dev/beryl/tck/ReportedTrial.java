package dev.beryl.tck;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;

/**
 * A trial with reports.
 *
 * @param trial all else about it
 * @param reports the reports
 */
record ReportedTrial(Trial trial, List<Report> reports) implements Trial {
  ReportedTrial {
    reports = List.copyOf(reports);
  }

  @Override
  public int number() {
    return trial.number();
  }

  @Override
  public Treatment treatment() {
    return trial.treatment();
  }

  @Override
  public Outcome outcome() {
    return trial.outcome();
  }

  @Override
  public List<Objective> objectives() {
    return trial.objectives();
  }

  @Override
  public double value(int objective) {
    return trial.value(objective);
  }

  @Override
  public double standardError(int objective) {
    return trial.standardError(objective);
  }

  @Override
  public int replicates() {
    return trial.replicates();
  }

  @Override
  public List<String> metrics() {
    return trial.metrics();
  }

  @Override
  public Samples samples(String metric) {
    return trial.samples(metric);
  }

  @Override
  public Duration duration() {
    return trial.duration();
  }
}
