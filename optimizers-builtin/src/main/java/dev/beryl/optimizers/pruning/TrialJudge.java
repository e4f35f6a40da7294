package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges one trial by the population of its begin, and remembers what it was given at rounds. */
final class TrialJudge implements Pruner.Judge {
  private final List<Objective> objectives;
  private final @Nullable Horizon horizon;
  private final double draw;
  private final Rivals rivals;
  private final @Nullable CurveJudge curve; // null: curves are not judged
  private final boolean judgesRounds;
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
    boolean judges = !exempt && known.trials() >= settings.startupTrials();
    this.objectives = objectives;
    this.horizon = horizon;
    this.draw = draw;
    this.rivals = new Rivals(rule, settings.guard(), known);
    this.curve =
        horizon != null && judges && settings.checkpoints().hasCurves()
            ? new CurveJudge(objectives, rule.value(), horizon, draw, rivals)
            : null;
    this.judgesRounds = judges && settings.checkpoints().hasRounds();
  }

  /** {@return what it was given at rounds, as losses by the number of replicates} */
  SortedMap<Integer, double[]> rounds() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(rounds));
  }

  @Override
  public boolean prunes(Report report) {
    return curve != null && curve.prunes(report);
  }

  @Override
  public boolean prunesAfter(int replicates, double... values) {
    double[] losses = new double[objectives.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = objectives.get(i).loss(values[i]);
    }
    rounds.put(replicates, losses);
    return judgesRounds && rivals.isBehindAfter(replicates, losses);
  }

  /** Under several objectives the losses of all trials decide, which are too many to be written. */
  @Override
  public Optional<byte[]> write() {
    if (curve == null || horizon == null) {
      return Optional.of(WrittenJudge.NONE.toBytes());
    }
    Bars bars = objectives.size() > 1 ? null : Bars.of(rivals, horizon);
    return bars == null
        ? Optional.empty()
        : Optional.of(new WrittenJudge(horizon.last(), draw, bars).toBytes());
  }
}
