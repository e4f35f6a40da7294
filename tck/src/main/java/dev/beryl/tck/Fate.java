package dev.beryl.tck;

import dev.beryl.spi.PluginSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.time.Duration;

/** What becomes of a trial. */
enum Fate {
  COMPLETED,
  THREW,
  NOT_FINITE,
  MISSING_METRIC,
  PRUNED,
  TIMED_OUT,
  REJECTED;

  /** A trial that came to its end with these losses. */
  static Trial completed(TrialBuilder trial, PluginSetting<?, ?> setting, double... losses) {
    for (int i = 0; i < losses.length; i++) {
      Objective objective = setting.objectives().get(i);
      trial.samples(objective.metric(), around(objective.loss(losses[i]), setting.replicates()));
    }
    for (OutcomeConstraint constraint : setting.outcomeConstraints()) {
      trial.samples(constraint.metric(), around(losses[0], setting.replicates()));
    }
    return trial.completed();
  }

  /** So many values with that mean; at the ends of the range of doubles they are all alike. */
  private static Samples around(double mean, int replicates) {
    double[] values = new double[replicates];
    double spread = Math.abs(mean) < 1e100 ? 0x1p-8 : 0;
    for (int r = 0; r < replicates; r++) {
      values[r] = mean + spread * (r - (replicates - 1) / 2.0);
    }
    return Samples.wrap(values, 0, replicates);
  }

  /** A trial without values. */
  Trial unfinished(TrialBuilder trial) {
    return trial.unfinished(
        switch (this) {
          case COMPLETED -> throw new IllegalStateException("a completed trial has losses");
          case THREW -> failed(Outcome.Reason.EXCEPTION, "it threw");
          case NOT_FINITE -> failed(Outcome.Reason.NOT_FINITE, "metric 'loss' was NaN");
          case MISSING_METRIC -> failed(Outcome.Reason.MISSING_METRIC, "no metric 'loss'");
          case PRUNED -> new Outcome.Pruned(0, 3);
          case TIMED_OUT -> new Outcome.TimedOut(0, "fit", Duration.ofSeconds(1));
          case REJECTED -> new Outcome.Rejected("some constraint");
        });
  }

  private static Outcome failed(Outcome.Reason reason, String message) {
    return new Outcome.Failed(reason, 0, "fit", message, null);
  }
}
