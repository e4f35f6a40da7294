package dev.beryl.optimizers;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A trial of which only number, outcome and reports matter. */
record ReportedTrial(int number, List<Objective> objectives, Outcome outcome, List<Report> reports)
    implements Trial {
  static final Outcome FAILED =
      new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "fit", "it threw", null);
  static final Outcome TIMED_OUT = new Outcome.TimedOut(0, "fit", Duration.ofSeconds(1));

  @Override
  public Treatment treatment() {
    return Treatment.of("any", Map.of("x", 1.0));
  }

  @Override
  public double value(int objective) {
    throw new IllegalStateException("not aggregated");
  }

  @Override
  public double standardError(int objective) {
    throw new IllegalStateException("not aggregated");
  }

  @Override
  public int replicates() {
    return 1;
  }

  @Override
  public List<String> metrics() {
    return List.of();
  }

  @Override
  public Samples samples(String metric) {
    throw new IllegalArgumentException("no metric '" + metric + "'");
  }

  @Override
  public Duration duration() {
    return Duration.ZERO;
  }
}
