package dev.beryl.optimizers.pruning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the best trials would have been stopped had all others been told before: if so, early
 * values mislead. Without start-up, guard, exemptions and projected ends.
 */
final class LookBack {
  /** How many of the best trials are looked at. */
  static final int TRIALS = 3;

  private static final int TOO_MANY = 2;

  private LookBack() {}

  static Optional<String> at(
      List<ToldTrial> best, List<ToldTrial> told, ComparisonRule rule, Horizon horizon) {
    if (best.size() < TRIALS || rule.advice().isEmpty()) {
      return Optional.empty();
    }
    var stops = new ArrayList<Long>();
    for (ToldTrial trial : best) {
      stop(trial, told, rule, horizon).ifPresent(stops::add);
    }
    if (stops.size() < TOO_MANY) {
      return Optional.empty();
    }
    var steps = new StringBuilder().append(stops.getFirst());
    for (int i = 1; i < stops.size(); i++) {
      steps.append(i == stops.size() - 1 ? " and " : ", ").append(stops.get(i));
    }
    return Optional.of(
        "the %s pruner would have stopped %s of the %s best trials at steps %s: early values mislead here; %s"
            .formatted(rule.name(), stops.size(), TRIALS, steps, rule.advice().get()));
  }

  private static OptionalLong stop(
      ToldTrial trial, List<ToldTrial> told, ComparisonRule rule, Horizon horizon) {
    KnownCurves others = KnownCurves.none(trial.losses() == null ? 1 : trial.losses().length);
    for (ToldTrial other : told) {
      others = other.equals(trial) ? others : others.with(other, horizon);
    }
    LearningCurve curve = trial.curve();
    Schedule schedule = horizon.places().schedule();
    for (int i = 0; i < curve.size(); i++) {
      long step = curve.step(i);
      if (step < horizon.last() && schedule.isDue(step)) {
        for (long place : horizon.places().of(curve, i, trial.draw())) {
          int worse = others.stoppedBefore(step);
          if (rule.curves().isBehind(others.valuesAt(place), worse, curve.losses(i))) {
            return OptionalLong.of(curve.reportedStep(i));
          }
        }
      }
    }
    return OptionalLong.empty();
  }
}
