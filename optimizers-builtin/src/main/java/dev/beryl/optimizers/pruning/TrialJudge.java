package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges one trial by the population of its begin, and remembers what it was given at rounds. */
final class TrialJudge implements Pruner.Judge {
  private final List<Objective> objectives;
  private final ComparisonRule rule;
  private final ComparisonSettings settings;
  private final Population known;
  private final @Nullable Horizon horizon;
  private final @Nullable Schedule schedule;
  private final double draw;
  private final boolean judges;
  private final LearningCurve own;
  private final SortedMap<Integer, double[]> rounds = new TreeMap<>();

  /**
   * A judge.
   *
   * @param horizon null as long as the last step is unknown
   * @param draw the trial's uniform number in (0, 1)
   * @param exempt whether the trial is never pruned
   */
  TrialJudge(
      List<Objective> objectives,
      ComparisonRule rule,
      ComparisonSettings settings,
      Population known,
      @Nullable Horizon horizon,
      double draw,
      boolean exempt) {
    this.objectives = objectives;
    this.rule = rule;
    this.settings = settings;
    this.known = known;
    this.horizon = horizon;
    this.schedule = horizon == null ? null : horizon.places().schedule();
    this.draw = draw;
    this.judges = !exempt && known.trials() >= settings.startupTrials();
    this.own = new LearningCurve(objectives, rule.value());
  }

  /** {@return what it was given at rounds, as losses by the number of replicates} */
  SortedMap<Integer, double[]> rounds() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(rounds));
  }

  @Override
  public boolean prunes(Report report) {
    if (!own.add(report) || horizon == null || schedule == null) {
      return false;
    }
    int latest = own.size() - 1;
    long step = own.step(latest);
    if (step >= horizon.last() || !schedule.isDue(step)) {
      return false;
    }
    double[] losses = own.losses(latest);
    return judges
        && settings.checkpoints().hasCurves()
        && isBehind(horizon, latest, losses)
        && isWorseThanTheBest(best -> best.curve().at(step), losses);
  }

  private boolean isBehind(Horizon until, int report, double[] losses) {
    double end = until.projects() ? own.projectedEnd(report, until.last()) : 0;
    if (Double.isNaN(end)) {
      return false;
    }
    KnownCurves others = known.curves();
    int worse = others.stoppedBefore(own.step(report));
    for (long place : until.places().of(own, report, draw)) {
      if (rule.curves().isBehind(others.valuesAt(place), worse, losses)
          && (!until.projects() || rule.curves().isBehind(others.endsAt(place), worse, end))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean prunesAfter(int replicates, double... values) {
    double[] losses = new double[objectives.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = objectives.get(i).loss(values[i]);
    }
    rounds.put(replicates, losses);
    return judges
        && settings.checkpoints().hasRounds()
        && rule.rounds().isBehind(known.after(replicates), known.prunedBefore(replicates), losses)
        && isWorseThanTheBest(best -> best.rounds().get(replicates), losses);
  }

  /** Whether each of the best trials was better at the same checkpoint. */
  private boolean isWorseThanTheBest(
      Function<ToldTrial, double @Nullable []> there, double[] losses) {
    for (ToldTrial best : known.best()) {
      double[] theirs = there.apply(best);
      if (theirs == null || !LossVectors.dominates(theirs, losses)) {
        return false;
      }
    }
    return settings.guard() == 0 || !known.best().isEmpty();
  }
}
