package dev.beryl;

import dev.beryl.execution.local.LocalUnit;
import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.metric.Recorder;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs treatments side by side under common random numbers. */
final class Comparison {
  static final String BASELINE = "baseline";

  private Comparison() {}

  static void check(Collection<? extends Treatment> treatments, int replicates) {
    var faults = new Faults("run");
    faults.require(replicates >= 1, "replicates: expected >= 1, got %s", replicates);
    var names = new HashSet<>(Set.of(BASELINE));
    for (Treatment treatment : treatments) {
      faults.require(
          names.add(treatment.name()),
          "treatments: the name '%s' is taken; rename with named(…)",
          treatment.name());
    }
    faults.throwIfAny();
  }

  static RunResult run(
      Pipeline<?> pipeline,
      Scope scope,
      Collection<? extends Treatment> treatments,
      int replicates,
      long seed) {
    var seeds = new ReplicateSeeds(seed, replicates, true);
    var all = new ArrayList<Treatment>(List.of(Treatment.of(BASELINE, Map.of())));
    all.addAll(treatments);
    var runs = new ArrayList<Run>();
    for (Treatment treatment : all) {
      runs.add(runOne(pipeline, scope, treatment, seeds, replicates));
    }
    return new RunResult(runs);
  }

  private static Run runOne(
      Pipeline<?> pipeline,
      Scope scope,
      Treatment treatment,
      ReplicateSeeds seeds,
      int replicates) {
    var read = new HashSet<String>();
    var body = new ExperimentBody(pipeline, scope, read);
    var recorders = new ArrayList<Recorder>();
    for (int r = 0; r < replicates; r++) {
      var slot = new ReplicateSlot(r);
      body.run(new LocalUnit(-1, r, seeds.of(-1, r), treatment), slot);
      if (!slot.isCompleted()) {
        slot.status().exception().ifPresent(Interrupts::restore);
        return Run.of(treatment, slot.status(), seeds, replicates, recorders);
      }
      recorders.add(slot.recorder());
    }
    checkRead(treatment, read);
    return Run.of(treatment, Outcome.COMPLETED, seeds, replicates, recorders);
  }

  /** A treatment made by hand must not name what the experiment never read: it is mistyped. */
  static void checkRead(Treatment treatment, Set<String> read) {
    if (treatment.space().isPresent()) {
      return;
    }
    var faults = new Faults("treatment '" + treatment.name() + "'");
    List<String> known = read.stream().sorted().toList();
    for (String parameter : treatment.values().keySet()) {
      faults.require(
          read.contains(parameter),
          "gives a value to '%s', which the experiment never read; %s",
          parameter,
          Nearest.hint(parameter, known));
    }
    faults.throwIfAny();
  }
}
