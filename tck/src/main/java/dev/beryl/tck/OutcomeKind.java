package dev.beryl.tck;

import dev.beryl.spi.PluginSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.time.Duration;
import java.util.Arrays;

/** The outcomes that plug-ins are told, and trials that have them. */
enum OutcomeKind {
  COMPLETED,
  THREW,
  NOT_FINITE,
  MISSING_METRIC,
  PRUNED,
  TIMED_OUT,
  REJECTED;

  /** Completes a trial with these losses. */
  static Trial completed(TrialBuilder trial, PluginSetting<?, ?> setting, double... losses) {
    double[] bounded = new double[setting.outcomeConstraints().size()];
    Arrays.fill(bounded, losses[0]);
    return completed(trial, setting, losses, bounded);
  }

  /** Completes a trial with these losses and these values of the constraints' metrics. */
  static Trial completed(
      TrialBuilder trial, PluginSetting<?, ?> setting, double[] losses, double[] bounded) {
    for (int i = 0; i < losses.length; i++) {
      Objective objective = setting.objectives().get(i);
      trial.samples(objective.metric(), around(objective.loss(losses[i]), setting.replicates()));
    }
    for (int i = 0; i < bounded.length; i++) {
      OutcomeConstraint constraint = setting.outcomeConstraints().get(i);
      trial.samples(constraint.metric(), around(bounded[i], setting.replicates()));
    }
    return trial.completed();
  }

  /** Values with that mean; at the ends of the range of doubles they are all alike. */
  private static Samples around(double mean, int replicates) {
    double[] values = new double[replicates];
    double spread = Math.abs(mean) < 1e100 ? 0x1p-8 : 0;
    for (int r = 0; r < replicates; r++) {
      values[r] = mean + spread * (r - (replicates - 1) / 2.0);
    }
    return Samples.wrap(values, 0, replicates);
  }

  /** Ends a trial with this outcome; only a completed one has losses. */
  Trial end(TrialBuilder trial, PluginSetting<?, ?> setting, double... losses) {
    return switch (this) {
      case COMPLETED -> completed(trial, setting, losses);
      case THREW -> failed(trial, Outcome.Reason.EXCEPTION, "it threw");
      case NOT_FINITE -> failed(trial, Outcome.Reason.NOT_FINITE, "metric 'loss' was NaN");
      case MISSING_METRIC -> failed(trial, Outcome.Reason.MISSING_METRIC, "no metric 'loss'");
      case PRUNED -> trial.unfinished(new Outcome.Pruned(0, 3));
      case TIMED_OUT -> trial.unfinished(new Outcome.TimedOut(0, "fit", Duration.ofSeconds(1)));
      case REJECTED -> trial.unfinished(new Outcome.Rejected("some constraint"));
    };
  }

  private static Trial failed(TrialBuilder trial, Outcome.Reason reason, String message) {
    return trial.unfinished(new Outcome.Failed(reason, 0, "fit", message, null));
  }
}
