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
 * A random sequence of what befalls a pruner: trials begin, several at once, their scouts report in
 * any interleaving, rounds are judged, and trials are told in any order.
 */
final class PrunedStudy {
  /** Few values, so that many are equal; steps up to 12, so that many are the same. */
  private static final double[] VALUES = {Double.NaN, 0, 1, 2, 3, 3.5, 4, 5, 6, 7, 8, 9};

  private static final int STEPS = 12;

  private final SplittableRandom random;
  private final List<Objective> objectives;
  private final Pruner pruner;
  private final List<Told> told = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private int begun;

  PrunedStudy(long seed, List<Objective> objectives, Pruner pruner) {
    this.random = new SplittableRandom(seed);
    this.objectives = objectives;
    this.pruner = pruner;
  }

  /** A trial that was told, and what its judge was given at rounds. */
  record Told(Trial trial, Map<Integer, double[]> rounds) {}

  /**
   * What a pruner has to decide.
   *
   * @param told the trials told before the trial's begin, in that order
   * @param trial the trial's number
   * @param reports of the scout so far; the last one is judged if this is no round
   * @param round how many replicates have ended; 0 if this is no round
   * @param values their aggregates
   */
  record Question(List<Told> told, int trial, List<Report> reports, int round, double[] values) {}

  /** What a decision of the pruner is compared with. */
  @FunctionalInterface
  interface Check {
    void check(Question question, boolean pruned);
  }

  private static final class Running {
    private final int number;
    private final int known;
    private final Pruner.Judge judge;
    private final List<Report> reports = new ArrayList<>();
    private final Map<Integer, double[]> rounds = new HashMap<>();
    private Outcome outcome = Outcome.COMPLETED;
    private boolean ended;

    Running(int number, int known, Pruner.Judge judge) {
      this.number = number;
      this.known = known;
      this.judge = judge;
    }
  }

  void run(int events, Check check) {
    for (int i = 0; i < events; i++) {
      int what = random.nextInt(12);
      Running some = running.isEmpty() ? null : running.get(random.nextInt(running.size()));
      if (some == null || (what == 0 && running.size() < 4)) {
        running.add(new Running(begun, told.size(), pruner.begin(begun++)));
      } else if (some.ended) {
        tell(some);
      } else if (what == 1) {
        end(some, check);
      } else {
        report(some, check);
      }
    }
  }

  private void report(Running trial, Check check) {
    long step = trial.reports.isEmpty() ? random.nextInt(3) : trial.reports.getLast().step();
    step += random.nextInt(-1, 4); // mostly forwards
    var report = new Report(0, step, values(true));
    trial.reports.add(report);
    boolean pruned = trial.judge.prunes(report);
    var question =
        new Question(told.subList(0, trial.known), trial.number, trial.reports, 0, new double[0]);
    check.check(question, pruned);
    if (pruned) {
      trial.outcome = new Outcome.Pruned(0, step);
    }
    trial.ended = pruned || step >= STEPS;
  }

  private void end(Running trial, Check check) {
    trial.ended = true;
    for (int round : pruner.rounds()) {
      if (trial.outcome == Outcome.COMPLETED && random.nextInt(10) > 0) { // else one has no value
        double[] values = values(false);
        trial.rounds.put(round, values);
        boolean pruned = trial.judge.prunesAfter(round, values);
        check.check(
            new Question(told.subList(0, trial.known), trial.number, trial.reports, round, values),
            pruned);
        if (pruned) {
          trial.outcome = new Outcome.Pruned(round - 1, 0, round);
        }
      }
    }
  }

  private void tell(Running ended) {
    running.remove(ended);
    Outcome outcome = random.nextInt(6) == 0 ? Pruning.FAILED : ended.outcome;
    Trial trial = Pruning.trial(ended.number, objectives, outcome, ended.reports, values(false));
    pruner.tell(trial);
    told.add(new Told(trial, ended.rounds));
  }

  private double[] values(boolean nan) {
    double[] values = new double[objectives.size()];
    for (int i = 0; i < values.length; i++) {
      boolean any = nan && random.nextInt(4) == 0;
      values[i] = VALUES[random.nextInt(any ? 0 : 1, any ? 3 : VALUES.length)];
    }
    return values;
  }
}
