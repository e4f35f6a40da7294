package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.journal.Durability;
import dev.beryl.replay.WarmStart;
import dev.beryl.loop.StopRules;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Options;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings of a study, as far as they are made. A study never changes those it has. */
final class StudySettings implements Cloneable {
  final SearchSpace space;
  final List<Objective> objectives;
  List<OutcomeConstraint> constraints = List.of();
  @Nullable String optimizer;
  Map<String, ?> options = Map.of();
  @Nullable OptimizerChoice factory;
  int trials;
  boolean trialsGiven;
  boolean untilExhausted;
  int replicates = 1;
  long seed;
  boolean commonSeeds = true;
  int parallelism = 1;
  @Nullable Duration deadline;
  @Nullable Double target;
  int patience;
  boolean patienceGiven;
  @Nullable Predicate<Progress> rule;
  FailurePolicy failures = FailurePolicy.DEFAULT;
  ExecutionSettings execution = new ExecutionSettings();
  @Nullable ChosenPruner pruner;
  List<StudyListener> listeners = List.of();
  @Nullable Path journal;
  Durability durability = Durability.grouped();
  @Nullable Path warmStart;

  StudySettings(SearchSpace space, List<Objective> objectives) {
    this.space = space;
    this.objectives = objectives;
  }

  StudySettings copy() {
    try {
      var copy = (StudySettings) clone();
      copy.execution = execution.copy();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("it is cloneable", e);
    }
  }

  void addListener(StudyListener listener) {
    var more = new ArrayList<>(listeners);
    more.add(listener);
    listeners = List.copyOf(more);
  }

  Problem problem() {
    return new Problem(space, objectives, constraints);
  }

  /** Who makes the optimizer, after a check of everything together. */
  OptimizerProvider check() {
    var faults = new Faults("study");
    faults.require(!objectives.isEmpty(), "objectives: expected at least one, got none");
    var seen = new HashSet<Objective>();
    for (Objective objective : objectives) {
      faults.require(seen.add(objective), "objectives: '%s' stands in it twice", objective);
    }
    faults.require(!trialsGiven || trials >= 1, "trials: expected >= 1, got %s", trials);
    faults.require(replicates >= 1, "replicates: expected >= 1, got %s", replicates);
    faults.require(parallelism >= 1, "parallelism: expected >= 1, got %s", parallelism);
    faults.require(!patienceGiven || patience >= 1, "patience: expected >= 1, got %s", patience);
    faults.require(
        failures.inARow() >= 1, "failures in a row: expected >= 1, got %s", failures.inARow());
    faults.require(
        deadline == null || deadline.isPositive(), "deadline: expected > 0, got %s", deadline);
    execution.check(faults, replicates, measured());
    faults.require(
        target == null || Double.isFinite(target),
        "target: expected a finite number, got %s",
        target);
    faults.require(
        objectives.size() <= 1 || (target == null && !patienceGiven),
        "target and patience go by one value, but there are %s objectives; use stopWhen(…)",
        objectives.size());
    faults.require(
        rules().any() || trialsGiven || patienceGiven || untilExhausted,
        "it has no end: set trials(n), deadline(…), target(…), patience(n), stopWhen(…), or"
            + " untilExhausted() for an optimizer that comes to an end by itself");
    OptimizerProvider provider = provider(faults);
    if (provider != null) {
      checkOptions(provider, faults);
    }
    if (pruner != null) {
      pruner.check(faults);
    }
    faults.throwIfAny();
    if (provider == null) {
      throw new IllegalStateException("a fault was noted for a missing provider");
    }
    return provider;
  }

  private @Nullable OptimizerProvider provider(Faults faults) {
    if (factory != null) {
      return factory.provider();
    }
    if (optimizer == null) {
      List<String> names = Optimizers.list().stream().map(OptimizerProvider::name).toList();
      faults.add("optimizer: expected one, got none; set optimizer(name), installed are %s", names);
      return null;
    }
    try {
      return Optimizers.named(optimizer);
    } catch (NoSuchElementException | IllegalStateException none) {
      faults.add("%s", none.getMessage());
      return null;
    }
  }

  private void checkOptions(OptimizerProvider provider, Faults faults) {
    try {
      Options.of("optimizer '" + provider.name() + "'", provider.options(), chosenOptions());
    } catch (IllegalArgumentException refused) {
      faults.add("%s", refused.getMessage());
    }
  }

  /** What decides on trials besides the optimizer, as part of the study's identity. */
  List<String> identityRules(@Nullable WarmStart warmStart) {
    var lines = new ArrayList<String>();
    constraints.forEach(constraint -> lines.add("subject to " + constraint));
    lines.addAll(execution.identityRules());
    if (pruner != null) {
      lines.add(pruner.toString());
    }
    if (warmStart != null) {
      lines.add(warmStart.identity());
    }
    return lines;
  }

  /** The metrics that a trial is judged by: of each objective, then of each constraint. */
  List<String> measured() {
    return Stream.concat(
            objectives.stream().map(Objective::metric),
            constraints.stream().map(OutcomeConstraint::metric))
        .toList();
  }

  Map<String, ?> chosenOptions() {
    return factory != null ? factory.chosen() : options;
  }

  StopRules rules() {
    return new StopRules(trials, deadline, target, patience, rule, failures);
  }
}
