package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.Admission;
import dev.beryl.optimizers.model.Feature;
import dev.beryl.optimizers.model.OverallNoise;
import dev.beryl.optimizers.model.Ranking;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.optimizers.pareto.Fronts;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proposes space-filling points until enough trials have finished, then by the model. */
public final class TpeOptimizer implements Optimizer {
  private static final long CANDIDATES = 0;
  private static final int MOST_AT_ONCE = 1 << 10;
  private static final int ATTEMPTS = 10;
  private static final int STAGNATION = 30;
  private static final int EXPLORING_EVERY = 10;

  private final SearchSpace space;
  private final TpeSettings settings;
  private final TrialHistory history;
  private final Ranking ranking;
  private final Fronts fronts;
  private final OverallNoise noise;
  private final Splitter splitter;
  private final Feasibility feasibility;
  private final List<GroupModel> models;
  private final Admission admission;
  private final @Nullable HandOver handOver;
  private final PhiloxRandom random;
  private final long[] coordinates;

  /** An optimizer for one study. */
  public TpeOptimizer(OptimizerSetting setting, TpeSettings settings) {
    this.space = setting.space();
    this.settings = settings;
    List<Feature> features = Feature.of(space);
    this.history = new TrialHistory(setting.problem(), features);
    this.ranking = new Ranking(history);
    this.fronts = new Fronts(history);
    this.noise = new OverallNoise(history, ranking);
    this.splitter = new Splitter(history, ranking, fronts, noise, settings);
    this.feasibility = new Feasibility(history, ranking);
    this.models =
        Group.of(space, features, settings.multivariate()).stream()
            .map(group -> new GroupModel(group, features, history, settings))
            .toList();
    this.admission = new Admission(setting, false);
    this.handOver = settings.handingOver() ? HandOver.of(setting).orElse(null) : null;
    this.random = setting.random(CANDIDATES);
    this.coordinates = new long[space.dimension()];
    for (int i = 0; i < coordinates.length; i++) {
      Parameter parameter = space.parameters().get(i);
      coordinates[i] = parameter.fromUnit(0);
    }
  }

  @Override
  public List<Treatment> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    var proposals = new ArrayList<Treatment>();
    Treatment next = propose();
    while (next != null) {
      history.ask(next);
      admission.enter(next);
      proposals.add(next);
      next = proposals.size() < Math.min(max, MOST_AT_ONCE) ? propose() : null;
    }
    return List.copyOf(proposals);
  }

  private @Nullable Treatment propose() {
    HandOver next = handOver;
    if (next != null && history.asks() >= next.first()) {
      Treatment treatment = next.next(history.asks(), noise.isHigh());
      if (treatment != null) {
        return treatment;
      }
    }
    if (history.finished() >= settings.startup() && !models.isEmpty()) {
      splitter.split();
      models.forEach(model -> model.fit(splitter, feasibility));
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Treatment treatment = modeled(attempt);
        if (treatment != null) {
          return treatment;
        }
      }
    }
    return admission.next();
  }

  /** The best candidate that may be proposed; null if there is none. */
  private @Nullable Treatment modeled(int attempt) {
    random.seek(history.asks(), attempt);
    boolean anywhere =
        settings.exploring()
            && history.objectives() == 1
            && history.asks() % EXPLORING_EVERY == EXPLORING_EVERY - 1
            && ranking.stagnates(STAGNATION);
    models.forEach(model -> model.draw(random, anywhere));
    int ranks = models.size() == 1 ? models.get(0).candidates() : 1;
    for (int rank = 0; rank < ranks; rank++) {
      for (GroupModel model : models) {
        model.place(rank, coordinates);
      }
      Treatment treatment = space.fromCoordinates(coordinates);
      if (admission.admits(treatment)) {
        return treatment;
      }
    }
    return null;
  }

  @Override
  public Optional<Treatment> recommend() {
    return handOver == null ? Optional.empty() : handOver.recommend();
  }

  @Override
  public Optional<Prediction> predict(Treatment treatment) {
    return handOver == null ? Optional.empty() : handOver.predict(treatment);
  }

  @Override
  public List<Delegation> delegations() {
    return handOver == null ? List.of() : handOver.delegations();
  }

  @Override
  public void tell(Trial trial) {
    int row = history.tell(trial);
    if (handOver != null) {
      handOver.tell(trial);
    }
    if (trial.number() < 0 && space.contains(trial.treatment())) {
      admission.enter(trial.treatment());
    }
    if (history.isFinished(row)) {
      ranking.add(row);
    }
    if (history.objectives() > 1 && ranking.isFeasible(row)) {
      fronts.add(row);
    }
  }

  @Override
  public void revise(Trial trial) {
    int row = history.completedRow(trial.number());
    if (row < 0) {
      return;
    }
    ranking.remove(row);
    history.revise(trial);
    ranking.add(row);
    if (handOver != null) {
      handOver.revise(trial);
    }
    if (history.objectives() > 1) {
      fronts.clear();
      for (int rank = 0; rank < ranking.feasible(); rank++) {
        fronts.add(ranking.row(rank));
      }
    }
  }
}
