package dev.beryl.optimizers.cma;

import dev.beryl.spi.OptimizerSetting;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The evolution strategies of a study, one after another: each runs until it stops, and a restart
 * schedule plans the next.
 */
final class Multistart {
  private final StrategyFactory factory;
  private final RestartSchedule schedule;
  private final Consumer<Candidate> done;
  private final long budget;
  private final boolean synchronous;
  private final double warmSpread;
  private RunPlan plan;
  private Generation generation;
  private final @Nullable FeasibleSet feasible; // null without hard constraints
  private @Nullable FeasibleStart points; // null where the center is feasible as well
  private @Nullable EvolutionStrategy current;
  private @Nullable Candidate best; // of the centers of strategies that have stopped
  private long used;
  private int number;

  /**
   * Before the first start.
   *
   * @param done takes back candidates that are no longer needed
   */
  Multistart(
      OptimizerSetting setting,
      CmaEsSettings settings,
      SpaceLayout layout,
      Consumer<Candidate> done) {
    this.factory = new StrategyFactory(setting, settings, layout);
    this.schedule = settings.restarts().schedule(factory.population(), factory.sigma());
    this.done = done;
    this.feasible = layout.space().constraints().isEmpty() ? null : new FeasibleSet(layout);
    this.budget = setting.trials().isPresent() ? setting.trials().getAsInt() : Long.MAX_VALUE;
    this.synchronous = settings.synchronous();
    this.warmSpread = settings.warmSpread();
    this.plan = schedule.first();
    this.generation = new Generation(plan.populationSize(), synchronous);
  }

  /**
   * Starts the first strategy.
   *
   * @param observations from elsewhere, completed, the best first
   */
  void start(List<Candidate> observations) {
    if (observations.size() < PromisingDistribution.LEAST_OBSERVATIONS) {
      current = factory.first(plan);
      repairFromTheMean();
      observations.forEach(each -> take(each, 0));
    } else {
      var start =
          new PromisingDistribution(observations.getFirst().x.length, observations, warmSpread);
      current = factory.warm(plan, start);
      repairFrom(start.best().getFirst());
      start.best().forEach(each -> take(each, 0));
    }
  }

  /** {@return where the first strategy starts without constraints} */
  Candidate center() {
    return factory.first(plan).center();
  }

  /** {@return the population of the first strategy} */
  int population() {
    return plan.populationSize();
  }

  /** Starts the first strategy at the best of some feasible points. */
  void startAt(Candidate best, FeasibleStart gathered) {
    points = gathered;
    current = factory.feasible(plan, gathered, best, null, 0);
    repairFrom(best);
  }

  private void repairFromTheMean() {
    EvolutionStrategy strategy = current;
    if (feasible != null && strategy != null) {
      Candidate ended = best;
      if (!repairFrom(strategy.center()) && ended != null) {
        repairFrom(ended);
      }
    }
  }

  private boolean repairFrom(Candidate start) {
    EvolutionStrategy strategy = current;
    if (feasible != null && strategy != null && feasible.contains(start.x, start.categories)) {
      var kept = new Candidate(start.x.length, start.categories.length);
      System.arraycopy(start.x, 0, kept.x, 0, kept.x.length);
      System.arraycopy(start.categories, 0, kept.categories, 0, kept.categories.length);
      factory.repairing(strategy, feasible, kept);
      return true;
    }
    return false;
  }

  /** {@return whether replicates of a treatment differ} */
  boolean isNoisy() {
    return factory.noise().isNoisy();
  }

  /** {@return the strategy that is running; null if none will follow} */
  @Nullable EvolutionStrategy current() {
    return current;
  }

  /**
   * Takes in a result.
   *
   * @param asked how many trials were asked for so far
   */
  void take(Candidate candidate, long asked) {
    EvolutionStrategy strategy = current;
    boolean stale =
        strategy == null
            || (candidate.generation >= 0 && candidate.generation < strategy.firstGeneration());
    if (strategy == null || stale) {
      done.accept(candidate);
      return;
    }
    used++;
    generation.add(candidate, strategy.generation());
    if (generation.isComplete()) {
      Candidate[] members = generation.take();
      StopReason reason = strategy.learn(members);
      for (Candidate member : members) {
        done.accept(member);
      }
      if (reason != null || used >= plan.evaluations()) {
        restart(strategy, Math.max(1, budget - asked));
      }
    }
  }

  private void restart(EvolutionStrategy ended, long remaining) {
    Candidate center = ended.center();
    if (best == null || center.loss < best.loss) {
      best = center;
    }
    number++;
    Optional<RunPlan> next = schedule.next(used, remaining, factory.uniforms(number));
    used = 0;
    current = null;
    if (next.isPresent()) {
      plan = next.get();
      FeasibleStart gathered = points;
      if (gathered == null) {
        current = factory.next(plan, number, best, ended.generation() + 1);
        repairFromTheMean();
      } else {
        Candidate at = gathered.at(factory.place(number));
        current = factory.feasible(plan, gathered, at, best, ended.generation() + 1);
        repairFrom(at);
      }
      generation = new Generation(plan.populationSize(), synchronous);
    }
  }

  /**
   * {@return the center of the best strategy, with the median of the losses around it; empty unless
   * ranks are to a good part chance}
   */
  Optional<Candidate> recommended() {
    if (!factory.noise().isConsiderable()) {
      return Optional.empty();
    }
    EvolutionStrategy strategy = current;
    Candidate latest = strategy == null ? null : strategy.center();
    Candidate ended = best;
    return Optional.ofNullable(
        ended == null || (latest != null && latest.loss < ended.loss) ? latest : ended);
  }
}
