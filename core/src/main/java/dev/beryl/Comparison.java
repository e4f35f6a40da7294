package dev.beryl;

import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.metric.Recorder;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.random.SeedPurpose;
import dev.beryl.random.Seeds;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
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
    Nulls.refuseIn("run: treatments", treatments);
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
    var all = new ArrayList<Side>(List.of(new Side(Treatment.of(BASELINE, Map.of()))));
    treatments.forEach(treatment -> all.add(new Side(treatment)));
    Shared shared = Shared.outsideAStudy(seed);
    for (int r = 0; r < replicates; r++) {
      for (int i : order(all.size(), seed, r)) {
        all.get(i).run(pipeline, scope, shared, r, seeds.of(-1, r));
      }
    }
    return new RunResult(all.stream().map(side -> side.result(seeds, replicates)).toList());
  }

  /** The defaults of a space, and the treatments after them. */
  static List<Treatment> withBaseline(
      SearchSpace space, Collection<? extends Treatment> treatments) {
    var all = new ArrayList<Treatment>();
    all.add(space.defaults().named(BASELINE));
    all.addAll(treatments);
    return all;
  }

  /** What a study that ran some treatments alone says of them. */
  static RunResult of(List<Treatment> treatments, StudyResult result, ReplicateSeeds seeds) {
    var runs = new ArrayList<Run>();
    for (int i = 0; i < treatments.size(); i++) {
      runs.add(
          i < result.trials().size()
              ? Run.of(treatments.get(i), result.trial(i), seeds)
              : new Run(
                  treatments.get(i),
                  Outcome.Rejected.withdrawn(result.endingText()),
                  List.of(),
                  Map.of()));
    }
    return new RunResult(runs);
  }

  /**
   * The order of the treatments within a replicate: another one in each, so that what drifts with
   * time, as a warming machine, favors none of them.
   */
  static int[] order(int size, long seed, int replicate) {
    var random = new PhiloxRandom(Seeds.derive(seed, SeedPurpose.ORDER, 0, replicate), 0);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** One treatment and what its replicates recorded so far. */
  private static final class Side {
    private final Treatment treatment;
    private final Set<String> read = new HashSet<>();
    private final List<Recorder> recorders = new ArrayList<>();
    private Outcome outcome = Outcome.COMPLETED;

    Side(Treatment treatment) {
      this.treatment = treatment;
    }

    /** Runs a replicate, unless an earlier one failed. */
    void run(Pipeline<?> pipeline, Scope scope, Shared shared, int replicate, long seed) {
      if (!outcome.equals(Outcome.COMPLETED)) {
        return;
      }
      var slot = new ReplicateSlot(replicate);
      new ExperimentBody(pipeline, scope, shared, new ReadParameters(read))
          .run(-1, seed, treatment, slot);
      if (slot.isCompleted()) {
        recorders.add(slot.recorder());
      } else {
        slot.status().exception().ifPresent(Interrupts::restore);
        outcome = slot.status();
      }
    }

    Run result(ReplicateSeeds seeds, int replicates) {
      if (outcome.equals(Outcome.COMPLETED)) {
        checkRead(treatment, read);
      }
      return Run.of(treatment, outcome, seeds, replicates, recorders);
    }
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
