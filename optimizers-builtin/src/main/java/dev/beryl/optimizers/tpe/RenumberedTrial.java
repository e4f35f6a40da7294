package dev.beryl.optimizers.tpe;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;

/**
 * A trial under another number.
 *
 * @param trial what it is in all else
 */
record RenumberedTrial(int number, Trial trial) implements Trial {
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
  public List<OutcomeConstraint> outcomeConstraints() {
    return trial.outcomeConstraints();
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
  public double excess(int constraint) {
    return trial.excess(constraint);
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
  public List<Report> reports() {
    return trial.reports();
  }

  @Override
  public Duration duration() {
    return trial.duration();
  }
}
