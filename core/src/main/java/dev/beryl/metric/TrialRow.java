package dev.beryl.metric;

import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trial as a view of its row. */
final class TrialRow implements Trial {
  private final TrialTable table;
  private final int row;
  private @Nullable Treatment treatment; // null: not asked for yet; any thread may set an equal one

  TrialRow(TrialTable table, int row, @Nullable Treatment treatment) {
    this.table = table;
    this.row = row;
    this.treatment = treatment;
  }

  @Override
  public int number() {
    return table.number(row);
  }

  @Override
  public Treatment treatment() {
    Treatment known = treatment;
    if (known == null) {
      known = table.treatment(row);
      treatment = known;
    }
    return known;
  }

  @Override
  public Origin origin() {
    return table.origin(number());
  }

  @Override
  public Outcome outcome() {
    return isCompleted() ? Outcome.COMPLETED : table.outcome(row);
  }

  @Override
  public boolean isCompleted() {
    return table.isCompleted(row);
  }

  @Override
  public Problem problem() {
    return table.problem();
  }

  @Override
  public double value(int objective) {
    requireCompleted();
    return table.value(row, objective);
  }

  @Override
  public double standardError(int objective) {
    requireCompleted();
    return table.standardError(row, objective);
  }

  private void requireCompleted() {
    if (!isCompleted()) {
      throw new IllegalStateException(
          "trial %s has no values, its outcome is: %s; ask isCompleted() first"
              .formatted(number(), outcome()));
    }
  }

  @Override
  public double constraintValue(int constraint) {
    requireCompleted();
    return table.constraintValue(row, constraint);
  }

  @Override
  public double constraintStandardError(int constraint) {
    requireCompleted();
    return table.constraintStandardError(row, constraint);
  }

  @Override
  public double excess(int constraint) {
    requireCompleted();
    return table.excess(row, constraint);
  }

  @Override
  public boolean isFeasible() {
    return table.isFeasible(row);
  }

  @Override
  public int replicates() {
    return table.replicates(row);
  }

  @Override
  public int toldReplicates() {
    return table.toldReplicates(row);
  }

  @Override
  public List<String> metrics() {
    return table.metrics().stream().filter(name -> table.samples(row, name) != null).toList();
  }

  @Override
  public Samples samples(String metric) {
    Samples samples = table.samples(row, metric);
    if (samples == null) {
      Nulls.refuse("trial: metric", metric);
      throw new IllegalArgumentException(
          "trial %s has no metric '%s'; %s"
              .formatted(number(), metric, Nearest.hint(metric, metrics())));
    }
    return samples;
  }

  @Override
  public List<Report> reports() {
    return table.reports(row);
  }

  @Override
  public Map<String, String> notes() {
    return table.notes(row);
  }

  @Override
  public Duration duration() {
    return Duration.ofNanos(table.nanos(row));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrialRow t && t.table == table && t.row == row;
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(table) + row;
  }

  @Override
  public String toString() {
    var text = new StringBuilder("trial ").append(number()).append(' ');
    if (origin() != Origin.PROPOSED) {
      text.append('(').append(origin().name().toLowerCase(Locale.ROOT)).append(") ");
    }
    text.append(treatment());
    if (!isCompleted()) {
      return text.append(' ').append(outcome()).toString();
    }
    for (int i = 0; i < objectives().size(); i++) {
      text.append(' ').append(objectives().get(i).metric()).append('=').append(value(i));
    }
    for (int i = 0; i < outcomeConstraints().size(); i++) {
      if (excess(i) > 0) {
        text.append(", ").append(excess(i)).append(" beyond ").append(outcomeConstraints().get(i));
      }
    }
    return text.toString();
  }
}
