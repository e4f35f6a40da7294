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
      observations.forEach(each -> take(each, 0));
    } else {
      var start =
          new PromisingDistribution(observations.getFirst().x.length, observations, warmSpread);
      current = factory.warm(plan, start);
      start.best().forEach(each -> take(each, 0));
    }
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
      current = factory.next(plan, number, best, ended.generation() + 1);
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
