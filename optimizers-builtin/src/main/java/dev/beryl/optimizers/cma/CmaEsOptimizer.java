package dev.beryl.optimizers.cma;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ask and tell: what is proposed, what came of it, and when a run learns from it. */
final class CmaEsOptimizer implements Optimizer {
  private static final long RESTARTS = 1;
  private static final int MOST_AT_ONCE = 1 << 16;
  private static final int MOST_ATTEMPTS = 100; // to satisfy the constraints

  private final SpaceLayout layout;
  private final RunFactory runs;
  private final RestartSchedule schedule;
  private final PhiloxRandom restarts;
  private final long budget;
  private final PendingCandidates pending = new PendingCandidates();
  private final ArrayDeque<Candidate> free = new ArrayDeque<>();
  private final boolean synchronous;
  private final double[] unit;
  private RunPlan plan;
  private @Nullable Run run;
  private Gathering gathering;
  private long usedByRun;
  private int asked;
  private int runNumber;

  CmaEsOptimizer(OptimizerSetting setting) {
    this.layout = new SpaceLayout(setting.space());
    this.runs = new RunFactory(setting, layout);
    this.restarts = setting.random(RESTARTS);
    this.budget = setting.trials().isPresent() ? setting.trials().getAsInt() : Long.MAX_VALUE;
    this.synchronous = setting.options().get(CmaEsOptions.SYNCHRONOUS);
    this.unit = new double[layout.space().dimension()];
    this.schedule =
        setting.options().get(CmaEsOptions.RESTARTS).schedule(runs.population(), runs.sigma());
    this.plan = schedule.first();
    this.run = runs.first(plan);
    this.gathering = new Gathering(plan.populationSize(), synchronous);
  }

  @Override
  public List<Treatment> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    if (max == 1) {
      Treatment next = next();
      return next == null ? List.of() : List.of(next);
    }
    var proposals = new ArrayList<Treatment>();
    Treatment next = next();
    while (next != null) {
      proposals.add(next);
      next = proposals.size() < Math.min(max, MOST_AT_ONCE) ? next() : null;
    }
    return Collections.unmodifiableList(proposals);
  }

  private @Nullable Treatment next() {
    Run current = run;
    if (current == null) {
      return null;
    }
    Candidate candidate = free.isEmpty() ? new Candidate(layout.coordinates(), layout.categories().length) : free.pop();
    current.sample(candidate);
    Treatment treatment = treatment(candidate);
    for (int attempt = 1;
        attempt < MOST_ATTEMPTS && layout.space().violated(treatment).isPresent();
        attempt++) {
      current.resample(candidate);
      treatment = treatment(candidate);
    }
    pending.put(asked++, candidate);
    return treatment;
  }

  private Treatment treatment(Candidate candidate) {
    layout.unit(candidate.x, candidate.categories, unit);
    return layout.space().fromUnit(unit);
  }

  @Override
  public void tell(Trial trial) {
    Candidate candidate = pending.remove(trial.number());
    if (candidate == null) {
      return;
    }
    usedByRun++;
    candidate.fate =
        switch (trial.outcome()) {
          case Outcome.Completed _ -> Candidate.Fate.COMPLETED;
          case Outcome.Pruned _ -> Candidate.Fate.PRUNED;
          case Outcome.Failed _, Outcome.TimedOut _, Outcome.Rejected _ -> Candidate.Fate.FAILED;
        };
    if (candidate.completed()) {
      candidate.loss = trial.loss();
      candidate.standardError = trial.standardError();
    }
    Run current = run;
    if (current == null || candidate.generation < current.firstGeneration()) {
      free.push(candidate);
      return;
    }
    gathering.add(candidate, current.generation());
    if (gathering.isComplete()) {
      learn(current);
    }
  }

  private void learn(Run current) {
    Candidate[] members = gathering.take();
    StopReason reason = current.learn(members);
    Collections.addAll(free, members);
    if (reason != null || usedByRun >= plan.evaluations()) {
      restart(current);
    }
  }

  private void restart(Run ended) {
    long remaining = budget - asked;
    restarts.seek(++runNumber, 0);
    double[] uniforms = {restarts.nextDouble(), restarts.nextDouble()};
    Optional<RunPlan> next = schedule.next(usedByRun, Math.max(1, remaining), uniforms);
    usedByRun = 0;
    if (next.isEmpty()) {
      run = null;
      return;
    }
    plan = next.get();
    run = runs.next(plan, restarts, ended.generation() + 1);
    gathering = new Gathering(plan.populationSize(), synchronous);
  }
}
