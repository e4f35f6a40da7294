package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A study with a pruner that is only played, step by step: up to four trials run at once, and one
 * trial in eight fails. Replicate 0 of a trial comes first and is judged by its reports; those
 * between two rounds report in any interleaving. A pure function of the case and of what the pruner
 * decides.
 */
final class PrunedStudy implements CostGrowth.Study {
  private static final int AT_ONCE = 4;
  private static final long STREAM = 0x5052554E; // PRUN
  private static final OutcomeKind[] KINDS = {
    OutcomeKind.THREW, OutcomeKind.TIMED_OUT, OutcomeKind.REJECTED
  };

  private final PrunerCase test;
  private final Pruner pruner;
  private final int[] rounds;
  private final PrunerSetting setting;
  private final PhiloxRandom random;
  private final int most;
  private final List<Running> running = new ArrayList<>();
  private final List<String> decisions = new ArrayList<>();
  private final List<Trial> told = new ArrayList<>();
  private int begun;

  private static final class Running {
    private final int number;
    private final Pruner.Judge judge;
    private final int[] steps;
    private final List<List<Report>> reports = new ArrayList<>();
    private int released = 1; // replicates, from 0 on
    private int ended;

    Running(int number, Pruner.Judge judge, int replicates) {
      this.number = number;
      this.judge = judge;
      this.steps = new int[replicates];
      for (int r = 0; r < replicates; r++) {
        reports.add(new ArrayList<>());
      }
    }
  }

  PrunedStudy(PrunerCase test, int trials) {
    this.test = test;
    this.pruner = test.create();
    this.rounds = test.rounds(pruner);
    this.setting = test.setting();
    this.random = new PhiloxRandom(test.seed(), STREAM);
    this.most = trials;
  }

  Pruner pruner() {
    return pruner;
  }

  /** What was decided on each report and at each round, in their order. */
  List<String> decisions() {
    return decisions;
  }

  List<Trial> told() {
    return told;
  }

  PrunedStudy play() {
    while (step()) {}
    return this;
  }

  @Override
  public void until(int trials) {
    while (told.size() < trials && step()) {}
  }

  /** Begins a trial or goes a step further with one; false once there is nothing left to do. */
  boolean step() {
    boolean mayBegin = begun < most && running.size() < AT_ONCE;
    if (mayBegin && (running.isEmpty() || random.nextInt(6) == 0)) {
      running.add(new Running(begun, test.begin(pruner, begun), test.curves().replicates()));
      begun++;
    } else if (!running.isEmpty()) {
      Running trial = running.get(random.nextInt(running.size()));
      if (random.nextInt(8 * test.curves().steps() * test.curves().replicates()) == 0) {
        end(trial, KINDS[random.nextInt(KINDS.length)].end(soFar(trial), setting));
      } else {
        report(trial);
      }
    }
    return begun < most || !running.isEmpty();
  }

  private void report(Running trial) {
    int replicate = trial.ended == 0 ? 0 : random.nextInt(trial.released);
    while (trial.steps[replicate] == test.curves().steps()) {
      replicate = (replicate + 1) % trial.released;
    }
    int step = ++trial.steps[replicate];
    double[] values = test.curves().values(test.seed(), trial.number, replicate, step);
    var report = new Report(replicate, step, values);
    trial.reports.get(replicate).add(report);
    if (replicate == 0 && prunes(trial, report)) {
      end(trial, soFar(trial).unfinished(new Outcome.Pruned(replicate, step)));
    } else if (step == test.curves().steps()) {
      trial.ended++;
      if (trial.ended == trial.released) {
        goOn(trial);
      }
    }
  }

  private boolean prunes(Running trial, Report report) {
    boolean pruned = test.prunes(trial.judge, trial.number, report);
    decisions.add(
        "trial %s, replicate %s, step %s: %s"
            .formatted(trial.number, report.replicate(), report.step(), said(pruned)));
    return pruned;
  }

  private static String said(boolean pruned) {
    return pruned ? "stop" : "continue";
  }

  /** After replicates that were released together. */
  private void goOn(Running trial) {
    int replicates = test.curves().replicates();
    int ended = trial.ended;
    if (ended == replicates) {
      end(trial, measured(trial).completed());
    } else if (contains(ended) && prunesAfter(trial)) {
      var outcome = new Outcome.Pruned(ended - 1, test.curves().steps(), ended);
      end(trial, measured(trial).unfinished(outcome));
    } else {
      trial.released =
          Arrays.stream(rounds).filter(n -> n > ended && n < replicates).min().orElse(replicates);
    }
  }

  private boolean contains(int replicates) {
    return Arrays.stream(rounds).anyMatch(n -> n == replicates);
  }

  private boolean prunesAfter(Running trial) {
    double[] means = test.curves().means(test.seed(), trial.number, trial.ended);
    boolean pruned = test.prunesAfter(trial.judge, trial.number, trial.ended, means);
    decisions.add("trial %s, round %s: %s".formatted(trial.number, trial.ended, said(pruned)));
    return pruned;
  }

  private void end(Running trial, Trial ended) {
    running.remove(trial);
    test.tell(pruner, ended);
    told.add(ended);
  }

  private TrialBuilder soFar(Running trial) {
    return test.curves()
        .trial(trial.number)
        .reports(trial.reports.stream().flatMap(List::stream).toList());
  }

  /** With what the replicates recorded that have ended: what each reported last. */
  private TrialBuilder measured(Running trial) {
    TrialBuilder builder = soFar(trial);
    for (int i = 0; i < test.curves().objectives(); i++) {
      int objective = i;
      double[] last =
          IntStream.range(0, trial.ended)
              .mapToDouble(r -> trial.reports.get(r).getLast().values()[objective])
              .toArray();
      builder.samples(setting.objectives().get(i).metric(), Samples.of(last));
    }
    return builder;
  }
}
