package dev.beryl.optimizers.pruning;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends trials that are behind others: by the curve of replicate 0, and by aggregates at rounds. */
public final class ComparingPruner implements Pruner {
  private static final long EXEMPTIONS = 0;
  private static final long DRAWS = 1;

  private final List<Objective> objectives;
  private final ComparisonRule rule;
  private final ComparisonSettings settings;
  private final int replicates;
  private final PhiloxRandom exemptions;
  private final PhiloxRandom draws;
  private final BestTrials best;
  private final BestTrials bestOfAll;
  private final List<ToldTrial> told = new ArrayList<>();
  private final Map<Integer, TrialJudge> running = new HashMap<>();
  private boolean ends; // whether a completed trial has a curve
  private Population known;
  private @Nullable Horizon horizon;

  /** A pruner that knows no trials. */
  public ComparingPruner(PrunerSetting setting, ComparisonRule rule, ComparisonSettings settings) {
    this.objectives = setting.objectives();
    this.rule = rule;
    this.settings = settings;
    this.replicates = setting.replicates();
    this.exemptions = setting.random(EXEMPTIONS);
    this.draws = setting.random(DRAWS);
    this.best = new BestTrials(objectives.size(), settings.guard());
    this.bestOfAll = new BestTrials(objectives.size(), LookBack.TRIALS);
    this.known = Population.none(objectives.size());
    this.horizon = settings.maxResource().map(this::horizon).orElse(null);
  }

  private Horizon horizon(long last) {
    boolean projects = settings.projectedEnd() && objectives.size() == 1;
    return new Horizon(last, rule.steps().until(last), projects);
  }

  @Override
  public Judge begin(int trial) {
    exemptions.seek(trial, 0);
    boolean exempt = exemptions.nextDouble() < settings.exemptShare();
    var judge = new TrialJudge(objectives, rule, settings, known, horizon, draw(trial), exempt);
    running.put(trial, judge);
    return judge;
  }

  @Override
  public Judge read(byte[] judge) {
    WrittenJudge written = WrittenJudge.fromBytes(rule.name(), judge);
    Bars bars = written.bars();
    if (bars == null) {
      return report -> false;
    }
    if (objectives.size() > 1) {
      throw WrittenJudge.malformed(rule.name(), judge, "it has one objective", null);
    }
    return new CurveJudge(objectives, rule.value(), horizon(written.last()), written.draw(), bars);
  }

  private double draw(int trial) {
    draws.seek(trial, 0);
    return draws.nextDouble();
  }

  @Override
  public int[] rounds() {
    return settings.checkpoints().hasRounds()
        ? settings.rounds().stream().mapToInt(n -> n).filter(n -> n < replicates).toArray()
        : new int[0];
  }

  @Override
  public void tell(Trial trial) {
    TrialJudge judge = running.remove(trial.number());
    if (!ToldTrial.counts(trial)) {
      return;
    }
    var one =
        ToldTrial.of(
            trial,
            draw(trial.number()),
            LearningCurve.of(trial, objectives, rule.value()),
            judge == null ? Collections.emptySortedMap() : judge.rounds());
    told.add(one);
    double[] losses = one.losses();
    if (losses != null) {
      best.add(one, losses);
      bestOfAll.add(one, losses);
    }
    known = known.with(one, best.best());
    if (horizon != null) {
      known = known.with(known.curves().with(one, horizon));
      return;
    }
    ends |= losses != null && one.curve().size() > 0;
    if (ends && known.trials() >= settings.startupTrials()) {
      learnLast();
    }
  }

  /** Takes the median of the last steps of completed trials, the upper one, for the whole study. */
  private void learnLast() {
    long[] steps =
        told.stream()
            .filter(trial -> !trial.isPruned() && trial.curve().size() > 0)
            .mapToLong(trial -> trial.curve().lastStep())
            .sorted()
            .toArray();
    Horizon learned = horizon(steps[steps.length / 2]);
    KnownCurves curves = known.curves();
    for (ToldTrial trial : told) {
      curves = curves.with(trial, learned);
    }
    known = known.with(curves);
    horizon = learned;
  }

  @Override
  public Optional<String> lookBack() {
    return horizon == null || !settings.checkpoints().hasCurves()
        ? Optional.empty()
        : LookBack.at(bestOfAll.best(), told, rule, horizon);
  }
}
