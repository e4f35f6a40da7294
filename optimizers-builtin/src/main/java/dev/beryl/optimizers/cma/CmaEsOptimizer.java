package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.cma.KnownTreatments.Knowledge;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the samples of evolution strategies, which follow each other by restarts, and passes
 * their results on.
 */
public final class CmaEsOptimizer implements Optimizer {
  private static final long LEFT_OVERS = 3;
  private static final long ANYWHERE = 4;
  private static final long FEASIBLE = 6;
  private static final long FIRST = -2;
  private static final int MOST_AT_ONCE = 1 << 16;
  private static final int MOST_ATTEMPTS = 100; // to satisfy the constraints
  private static final int MOST_KNOWN = 2000; // samples in a row

  private final SpaceLayout layout;
  private final Multistart strategies;
  private final TrialReader reader;
  private final Observations observations;
  private final KnownTreatments known;
  private final PendingCandidates pending = new PendingCandidates();
  private final ArrayDeque<Candidate> free = new ArrayDeque<>();
  private final PhiloxRandom anywhere;
  private final PhiloxRandom feasible;
  private final double[] unit;
  private boolean started;
  private boolean leftOvers;
  private @Nullable FeasibleStart gathering; // until the first trials have ended
  private @Nullable Candidate first; // the best of the first trials
  private int firsts;
  private int asked;

  /**
   * An optimizer for one study.
   *
   * @throws IllegalArgumentException if there are several objectives, or a full covariance of more
   *     than 10 000 dimensions is wanted
   */
  public CmaEsOptimizer(OptimizerSetting setting, CmaEsSettings settings) {
    if (setting.objectives().size() > 1) {
      throw new IllegalArgumentException(
          ("optimizer 'cma-es' minimizes one objective, got %s: %s; record a metric that"
                  + " combines them, or choose an optimizer for several objectives, such as 'tpe'")
              .formatted(setting.objectives().size(), setting.objectives()));
    }
    ConditionalNotice.announce(setting.space());
    this.layout = new SpaceLayout(setting.space());
    this.strategies = new Multistart(setting, settings, layout, free::push);
    this.reader = new TrialReader(setting.outcomeConstraints().size());
    this.observations = new Observations(layout);
    this.known = new KnownTreatments(layout, setting.random(LEFT_OVERS).nextLong());
    this.feasible = setting.random(FEASIBLE);
    this.anywhere = setting.random(ANYWHERE);
    this.unit = new double[layout.space().dimension()];
  }

  @Override
  public List<Treatment> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    if (!started) {
      started = true;
      start(observations.take());
    }
    Treatment next = next();
    if (next == null || max == 1) {
      return next == null ? List.of() : List.of(next);
    }
    var proposals = new ArrayList<Treatment>();
    while (next != null) {
      proposals.add(next);
      next = proposals.size() < Math.min(max, MOST_AT_ONCE) ? next() : null;
    }
    return Collections.unmodifiableList(proposals);
  }

  private void start(List<Candidate> observed) {
    boolean few = observed.size() < PromisingDistribution.LEAST_OBSERVATIONS;
    if (!layout.space().constraints().isEmpty() && few) {
      Candidate center = strategies.center();
      var gathered = new FeasibleStart(new FeasibleSet(layout), feasible);
      if (gathered.gather(center)) {
        gathering = gathered;
        return;
      }
    }
    strategies.start(observed);
  }

  /** One of the gathered feasible points; an infeasible one if there is none. */
  private @Nullable Treatment gathered(FeasibleStart points) {
    if (points.isEmpty()) {
      points.goOn();
    }
    if (points.isEmpty()) {
      return leftOver();
    }
    for (int i = 0; i < MOST_KNOWN; i++) {
      Candidate point = points.next();
      Candidate candidate = candidate();
      System.arraycopy(point.x, 0, candidate.x, 0, point.x.length);
      System.arraycopy(point.categories, 0, candidate.categories, 0, point.categories.length);
      candidate.generation = FIRST;
      candidate.index = asked;
      candidate.repaired = false;
      Treatment treatment = treatment(candidate);
      if (known.lookUp(treatment, candidate, false) == Knowledge.NEW) {
        pending.put(asked++, candidate);
        return treatment;
      }
    }
    leftOvers = known.isFinite();
    return leftOver();
  }

  /** Keeps the result of a first trial; after enough of them the search starts at the best. */
  private void startAfter(Candidate candidate, FeasibleStart points) {
    Candidate best = first;
    candidate.rankedLoss = candidate.loss;
    first = best == null || candidate.precedes(best) ? candidate : best;
    if (++firsts >= strategies.population() && !points.isEmpty() && first.completed()) {
      gathering = null;
      strategies.startAt(first, points);
    }
  }

  private @Nullable Treatment next() {
    FeasibleStart points = gathering;
    if (points != null && !leftOvers) {
      return gathered(points);
    }
    for (int i = 0; !leftOvers && i < MOST_KNOWN; i++) {
      EvolutionStrategy strategy = strategies.current();
      if (strategy == null) {
        return null;
      }
      Candidate candidate = candidate();
      Treatment treatment = sample(strategy, candidate);
      Knowledge before = known.lookUp(treatment, candidate, strategies.isNoisy());
      if (before == Knowledge.NEW) {
        pending.put(asked++, candidate);
        return treatment;
      }
      if (before == Knowledge.TOLD) {
        strategies.take(candidate, asked);
      }
    }
    leftOvers = known.isFinite();
    return leftOver();
  }

  private Candidate candidate() {
    return free.isEmpty()
        ? new Candidate(layout.coordinates(), layout.categories().length)
        : free.pop();
  }

  private Treatment sample(EvolutionStrategy strategy, Candidate candidate) {
    strategy.sample(candidate);
    Treatment treatment = treatment(candidate);
    boolean violated = layout.space().violated(treatment).isPresent();
    if (violated && strategy.repair(candidate)) {
      treatment = treatment(candidate);
    }
    for (int attempt = 1;
        attempt < MOST_ATTEMPTS && layout.space().violated(treatment).isPresent();
        attempt++) {
      strategy.resample(candidate);
      treatment = treatment(candidate);
    }
    if (layout.space().isConditional()) {
      withholdInactive(strategy, treatment, candidate);
    }
    return treatment;
  }

  private void withholdInactive(
      EvolutionStrategy strategy, Treatment treatment, Candidate candidate) {
    for (int j = 0; j < layout.places().length; j++) {
      if (!layout.space().isActive(treatment, layout.places()[j])) {
        strategy.withhold(j, candidate);
      }
    }
  }

  private Treatment treatment(Candidate candidate) {
    layout.unit(candidate.x, candidate.categories, unit);
    return layout.space().fromUnit(unit);
  }

  /**
   * A treatment that would hardly ever be sampled: once most of a finite space was proposed one of
   * the others, and where a distribution has shrunk to known treatments of another space any.
   */
  private @Nullable Treatment leftOver() {
    Treatment treatment = known.isFinite() ? known.next() : anywhere();
    if (treatment != null) {
      Candidate candidate = candidate();
      observations.place(treatment, candidate);
      pending.put(asked++, candidate);
    }
    return treatment;
  }

  private Treatment anywhere() {
    Treatment treatment;
    anywhere.seek(asked, 0);
    int attempt = 0;
    do {
      anywhere.nextDoubles(unit, 0, unit.length);
      treatment = layout.space().fromUnit(unit);
    } while (++attempt < MOST_ATTEMPTS && layout.space().violated(treatment).isPresent());
    return treatment;
  }

  @Override
  public void tell(Trial trial) {
    Candidate candidate = trial.number() < 0 ? foreign(trial) : pending.remove(trial.number());
    if (candidate == null) {
      return;
    }
    reader.read(trial, candidate);
    List<Candidate> waiting = List.of();
    if (layout.space().owns(trial.treatment())) {
      waiting = known.tell(trial.treatment(), candidate);
    }
    FeasibleStart points = gathering;
    if (points != null) {
      startAfter(candidate, points);
    } else if (started) {
      strategies.take(candidate, asked);
      waiting.forEach(each -> strategies.take(each, asked));
    } else {
      observations.add(candidate);
    }
  }

  private @Nullable Candidate foreign(Trial trial) {
    if (!layout.space().contains(trial.treatment())) {
      return null;
    }
    Candidate candidate = candidate();
    observations.place(trial.treatment(), candidate);
    return candidate;
  }

  /** The mean of the distribution where noise makes the best loss a lucky one. */
  @Override
  public Optional<Treatment> recommend() {
    return strategies.recommended().map(this::treatment);
  }
}
