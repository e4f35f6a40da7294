package dev.beryl.loop;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A trial under the number that its optimizer knows it by; a view. */
record NumberedTrial(Trial of, int number) implements Trial {
  @Override
  public Treatment treatment() {
    return of.treatment();
  }

  @Override
  public Origin origin() {
    return of.origin();
  }

  @Override
  public Outcome outcome() {
    return of.outcome();
  }

  @Override
  public boolean isCompleted() {
    return of.isCompleted();
  }

  @Override
  public Problem problem() {
    return of.problem();
  }

  @Override
  public double value(int objective) {
    return of.value(objective);
  }

  @Override
  public double standardError(int objective) {
    return of.standardError(objective);
  }

  @Override
  public double constraintValue(int constraint) {
    return of.constraintValue(constraint);
  }

  @Override
  public double constraintStandardError(int constraint) {
    return of.constraintStandardError(constraint);
  }

  @Override
  public double excess(int constraint) {
    return of.excess(constraint);
  }

  @Override
  public boolean isFeasible() {
    return of.isFeasible();
  }

  @Override
  public int replicates() {
    return of.replicates();
  }

  @Override
  public int toldReplicates() {
    return of.toldReplicates();
  }

  @Override
  public List<String> metrics() {
    return of.metrics();
  }

  @Override
  public Samples samples(String metric) {
    return of.samples(metric);
  }

  @Override
  public List<Report> reports() {
    return of.reports();
  }

  @Override
  public Duration duration() {
    return of.duration();
  }

  @Override
  public Map<String, String> notes() {
    return of.notes();
  }

  @Override
  public Trial numbered(int other) {
    return new NumberedTrial(of, other);
  }
}
