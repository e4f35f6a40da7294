package dev.beryl.execution.local;

import dev.beryl.metric.Recorder;
import dev.beryl.trial.Outcome;
import java.util.List;

/**
 * Values that the user sets for a replicate that fails, so that its trial is evaluated with them.
 *
 * @param metrics of the objectives
 * @param values one for each metric
 */
public record Penalty(List<String> metrics, List<Double> values) {
  /** Under this metric a penalized replicate records a 1. */
  public static final String METRIC = "penalized";

  /** Copies the lists. */
  public Penalty {
    metrics = List.copyOf(metrics);
    values = List.copyOf(values);
  }

  /** Puts the penalty in the place of what a replicate gave, if it failed. */
  void applyTo(ReplicateOutcome outcome) {
    Outcome trouble = outcome.trouble();
    boolean failed =
        trouble instanceof Outcome.Failed
            || trouble instanceof Outcome.TimedOut
            || (trouble == null && !isMeasured(outcome.recorder()));
    if (failed) {
      outcome.forgetTrouble();
      for (int i = 0; i < metrics.size(); i++) {
        outcome.recorder().record(metrics.get(i), values.get(i));
      }
      outcome.recorder().record(METRIC, 1);
    }
  }

  private boolean isMeasured(Recorder recorder) {
    for (String metric : metrics) {
      int slot = recorder.slotOf(metric);
      for (int i = 0; i < recorder.count(slot); i++) {
        if (!Double.isFinite(recorder.value(slot, i))) {
          return false;
        }
      }
      if (recorder.count(slot) == 0) {
        return false;
      }
    }
    return true;
  }
}
