package dev.beryl.optimizers;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A random sequence of what befalls a pruner: trials begin, several at once, their replicates
 * report in any interleaving, and they are told in any order.
 */
final class PrunedStudy {
  /** Few values, so that many are equal; steps up to 12, so that many are the same. */
  private static final double[] VALUES = {Double.NaN, 0, 1, 2, 3, 3.5, 4, 5, 6, 7, 8, 9};

  private final SplittableRandom random;
  private final List<Objective> objectives;
  private final Pruner pruner;
  private final List<Trial> told = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private int begun;

  PrunedStudy(long seed, List<Objective> objectives, Pruner pruner) {
    this.random = new SplittableRandom(seed);
    this.objectives = objectives;
    this.pruner = pruner;
  }

  /** What a decision of the pruner is compared with. */
  @FunctionalInterface
  interface Check {
    /**
     * A report was judged.
     *
     * @param told the trials told before the replicate's begin, in that order
     * @param trial the trial's number
     * @param reports of the replicate so far, the judged one last
     * @param stopped what the pruner said
     */
    void check(List<Trial> told, int trial, List<Report> reports, boolean stopped);
  }

  private static final class Running {
    private final int number;
    private final int known;
    private final Map<Integer, Pruner.Judge> judges = new HashMap<>();
    private final Map<Integer, List<Report>> reports = new HashMap<>();
    private Outcome outcome = Outcome.COMPLETED;

    Running(int number, int known) {
      this.number = number;
      this.known = known;
    }
  }

  void run(int events, Check check) {
    for (int i = 0; i < events; i++) {
      int what = random.nextInt(12);
      if (running.isEmpty() || (what == 0 && running.size() < 4)) {
        begin();
      } else if (what == 1) {
        tell(running.remove(random.nextInt(running.size())));
      } else {
        report(running.get(random.nextInt(running.size())), check);
      }
    }
  }

  private void begin() {
    var trial = new Running(begun++, told.size());
    for (int replicate = 0; replicate < 2; replicate++) {
      trial.judges.put(replicate, pruner.begin(trial.number, replicate));
      trial.reports.put(replicate, new ArrayList<>());
    }
    running.add(trial);
  }

  private void tell(Running ended) {
    Outcome outcome = random.nextInt(6) == 0 ? Pruning.FAILED : ended.outcome;
    var reports = new ArrayList<Report>(ended.reports.get(0));
    reports.addAll(ended.reports.get(1));
    var trial = Pruning.trial(ended.number, objectives, outcome, reports);
    pruner.tell(trial);
    told.add(trial);
  }

  private void report(Running trial, Check check) {
    if (trial.outcome != Outcome.COMPLETED) {
      return;
    }
    int replicate = random.nextInt(2);
    List<Report> reports = trial.reports.get(replicate);
    long step = reports.isEmpty() ? random.nextInt(3) : reports.getLast().step();
    step += random.nextInt(-1, 3); // mostly forwards
    double[] values = new double[objectives.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = VALUES[random.nextInt(random.nextInt(8) == 0 ? 0 : 1, VALUES.length)];
    }
    var report = new Report(replicate, step, values);
    reports.add(report);
    boolean stopped = trial.judges.get(replicate).prunes(report);
    check.check(told.subList(0, trial.known), trial.number, reports, stopped);
    if (stopped) {
      trial.outcome = new Outcome.Pruned(replicate, step);
    }
  }
}
