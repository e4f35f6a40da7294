package dev.beryl.optimizers.cma;

import dev.beryl.spi.OptimizerSetting;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The runs of a study, one after another: what they learn from, and when the next begins. */
final class Runs {
  private final RunFactory factory;
  private final RestartSchedule schedule;
  private final Consumer<Candidate> done;
  private final long budget;
  private final boolean synchronous;
  private final double warmSpread;
  private RunPlan plan;
  private Gathering gathering;
  private @Nullable Run current;
  private @Nullable Candidate best; // of the centers of runs that ended
  private long used;
  private int number;

  /**
   * Runs before the first.
   *
   * @param done takes back candidates that are learned from or of no use
   */
  Runs(OptimizerSetting setting, SpaceLayout layout, Consumer<Candidate> done) {
    this.factory = new RunFactory(setting, layout);
    this.schedule =
        setting
            .options()
            .get(CmaEsOptions.RESTARTS)
            .schedule(factory.population(), factory.sigma());
    this.done = done;
    this.budget = setting.trials().isPresent() ? setting.trials().getAsInt() : Long.MAX_VALUE;
    this.synchronous = setting.options().get(CmaEsOptions.SYNCHRONOUS);
    this.warmSpread = setting.options().get(CmaEsOptions.WARM_SPREAD);
    this.plan = schedule.first();
    this.gathering = new Gathering(plan.populationSize(), synchronous);
  }

  /**
   * Begins the first run.
   *
   * @param observations from elsewhere, completed, the best first
   */
  void begin(List<Candidate> observations) {
    if (observations.size() < WarmStart.LEAST_OBSERVATIONS) {
      current = factory.first(plan);
      observations.forEach(each -> take(each, 0));
    } else {
      var start = new WarmStart(observations.getFirst().x.length, observations, warmSpread);
      current = factory.warm(plan, start);
      start.best().forEach(each -> take(each, 0));
    }
  }

  /** {@return the run that is under way; null if there will be none} */
  @Nullable Run current() {
    return current;
  }

  /**
   * Takes in a result.
   *
   * @param asked how many trials were asked for so far
   */
  void take(Candidate candidate, long asked) {
    Run run = current;
    boolean stale =
        run == null || (candidate.generation >= 0 && candidate.generation < run.firstGeneration());
    if (run == null || stale) {
      done.accept(candidate);
      return;
    }
    used++;
    gathering.add(candidate, run.generation());
    if (gathering.isComplete()) {
      Candidate[] members = gathering.take();
      StopReason reason = run.learn(members);
      for (Candidate member : members) {
        done.accept(member);
      }
      if (reason != null || used >= plan.evaluations()) {
        restart(run, Math.max(1, budget - asked));
      }
    }
  }

  private void restart(Run ended, long remaining) {
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
      gathering = new Gathering(plan.populationSize(), synchronous);
    }
  }

  /**
   * {@return the center of the best run, with the median of the losses around it; empty unless
   * ranks are to a good part chance}
   */
  Optional<Candidate> recommended() {
    if (!factory.isNoisy()) {
      return Optional.empty();
    }
    Run run = current;
    Candidate latest = run == null ? null : run.center();
    Candidate ended = best;
    return Optional.ofNullable(
        ended == null || (latest != null && latest.loss < ended.loss) ? latest : ended);
  }
}
