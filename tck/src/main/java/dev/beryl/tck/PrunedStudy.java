package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A study with a pruner that is only played, step by step: up to four trials run at once, their
 * replicates report in any interleaving, and one trial in eight fails. A pure function of the case
 * and of what the pruner decides.
 */
final class PrunedStudy implements CostGrowth.Study {
  private static final int AT_ONCE = 4;
  private static final long STREAM = 0x5052554E; // PRUN
  private static final OutcomeKind[] KINDS = {
    OutcomeKind.THREW, OutcomeKind.TIMED_OUT, OutcomeKind.REJECTED
  };

  private final PrunerCase test;
  private final Pruner pruner;
  private final PrunerSetting setting;
  private final PhiloxRandom random;
  private final int most;
  private final List<Running> running = new ArrayList<>();
  private final List<String> decisions = new ArrayList<>();
  private final List<Trial> told = new ArrayList<>();
  private int begun;

  @SuppressWarnings("ArrayRecordComponent") // written to, as the replicates go on
  private record Running(
      int number, List<Pruner.Judge> judges, int[] steps, List<List<Report>> reports) {}

  PrunedStudy(PrunerCase test, int trials) {
    this.test = test;
    this.pruner = test.create();
    this.setting = test.setting();
    this.random = new PhiloxRandom(test.seed(), STREAM);
    this.most = trials;
  }

  Pruner pruner() {
    return pruner;
  }

  /** What was decided on each report, in the order of the reports. */
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
      begin();
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

  private void begin() {
    int replicates = test.curves().replicates();
    var judges = new ArrayList<Pruner.Judge>();
    var reports = new ArrayList<List<Report>>();
    for (int r = 0; r < replicates; r++) {
      judges.add(test.begin(pruner, begun, r));
      reports.add(new ArrayList<>());
    }
    running.add(new Running(begun++, judges, new int[replicates], reports));
  }

  private void report(Running trial) {
    int replicate = random.nextInt(trial.steps().length);
    while (trial.steps()[replicate] == test.curves().steps()) {
      replicate = (replicate + 1) % trial.steps().length;
    }
    int step = ++trial.steps()[replicate];
    double[] values = test.curves().values(test.seed(), trial.number(), replicate, step);
    var report = new Report(replicate, step, values);
    trial.reports().get(replicate).add(report);
    if (prunes(trial, report)) {
      end(trial, soFar(trial).unfinished(new Outcome.Pruned(replicate, step)));
    } else if (Arrays.stream(trial.steps()).allMatch(s -> s == test.curves().steps())) {
      double[] losses = new double[test.curves().objectives()];
      for (int i = 0; i < losses.length; i++) {
        losses[i] = test.curves().direction().loss(values[i]);
      }
      end(trial, OutcomeKind.completed(soFar(trial), setting, losses));
    }
  }

  private boolean prunes(Running trial, Report report) {
    Pruner.Judge judge = trial.judges().get(report.replicate());
    boolean pruned = test.prunes(judge, trial.number(), report);
    decisions.add(
        "trial %s, replicate %s, step %s: %s"
            .formatted(
                trial.number(), report.replicate(), report.step(), pruned ? "stop" : "continue"));
    return pruned;
  }

  private void end(Running trial, Trial ended) {
    running.remove(trial);
    test.tell(pruner, ended);
    told.add(ended);
  }

  private TrialBuilder soFar(Running trial) {
    return test.curves()
        .trial(trial.number())
        .reports(trial.reports().stream().flatMap(List::stream).toList());
  }
}
