package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.function.Function;

/** The values of a completed trial by the name of a metric. */
final class MetricEstimate {
  private static final int NONE = -1;

  private MetricEstimate() {}

  static double value(Trial trial, String metric) {
    requireCompleted(trial, metric);
    int objective = objective(trial, metric);
    if (objective != NONE) {
      return trial.value(objective);
    }
    int constraint = constraint(trial, metric);
    return constraint != NONE ? trial.constraintValue(constraint) : trial.samples(metric).mean();
  }

  static double standardError(Trial trial, String metric) {
    requireCompleted(trial, metric);
    int objective = objective(trial, metric);
    if (objective != NONE) {
      return trial.standardError(objective);
    }
    int constraint = constraint(trial, metric);
    return constraint != NONE
        ? trial.constraintStandardError(constraint)
        : trial.samples(metric).standardError();
  }

  /** A constraint of a completed trial. */
  static OutcomeConstraint constraint(Trial trial, int constraint) {
    OutcomeConstraint asked = trial.outcomeConstraints().get(constraint);
    requireCompleted(trial, asked.metric());
    return asked;
  }

  private static void requireCompleted(Trial trial, String metric) {
    Nulls.refuse("trial: metric", metric);
    if (!trial.isCompleted()) {
      throw new IllegalStateException(
          "trial %s has no value of '%s', its outcome is: %s; ask isCompleted() first"
              .formatted(trial.number(), metric, trial.outcome()));
    }
  }

  private static int objective(Trial trial, String metric) {
    return only(
        trial, metric, trial.objectives(), Objective::metric, Objective::aggregation, "value(int)");
  }

  private static int constraint(Trial trial, String metric) {
    return only(
        trial,
        metric,
        trial.outcomeConstraints(),
        OutcomeConstraint::metric,
        OutcomeConstraint::aggregation,
        "constraintValue(int)");
  }

  /** The index of the first that has the metric; all that have it must aggregate it alike. */
  private static <T> int only(
      Trial trial,
      String metric,
      List<T> all,
      Function<T, String> metricOf,
      Function<T, Aggregation> aggregationOf,
      String byIndex) {
    int first = NONE;
    for (int i = 0; i < all.size(); i++) {
      if (!metricOf.apply(all.get(i)).equals(metric)) {
        continue;
      }
      if (first == NONE) {
        first = i;
      } else if (!aggregationOf
          .apply(all.get(first))
          .name()
          .equals(aggregationOf.apply(all.get(i)).name())) {
        throw new IllegalArgumentException(
            "trial %s: metric '%s' has several values: '%s' and '%s'; ask for one by %s"
                .formatted(trial.number(), metric, all.get(first), all.get(i), byIndex));
      }
    }
    return first;
  }
}
