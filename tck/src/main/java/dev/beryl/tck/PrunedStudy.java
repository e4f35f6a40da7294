package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
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
  private static final Fate[] FATES = {Fate.THREW, Fate.TIMED_OUT, Fate.REJECTED};
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Treatment ANY = SPACE.fromUnit(new double[] {0.5});

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
    this(test, test.create(), trials);
  }

  PrunedStudy(PrunerCase test, Pruner pruner, int trials) {
    this.test = test;
    this.pruner = pruner;
    this.setting = test.setting(SPACE);
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

  /** {@return whether there was something left to do} */
  boolean step() {
    boolean mayBegin = begun < most && running.size() < AT_ONCE;
    if (mayBegin && (running.isEmpty() || random.nextInt(6) == 0)) {
      begin();
    } else if (!running.isEmpty()) {
      Running trial = running.get(random.nextInt(running.size()));
      if (random.nextInt(8 * test.curves().steps() * test.curves().replicates()) == 0) {
        end(trial, FATES[random.nextInt(FATES.length)].unfinished(so(trial)));
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
      var pruned = new Outcome.Pruned(replicate, step);
      end(trial, so(trial).unfinished(pruned));
    } else if (Arrays.stream(trial.steps()).allMatch(s -> s == test.curves().steps())) {
      double[] losses = new double[test.curves().objectives()];
      for (int i = 0; i < losses.length; i++) {
        losses[i] = test.curves().direction().loss(values[i]);
      }
      end(trial, Fate.completed(so(trial), setting, losses));
    }
  }

  private boolean prunes(Running trial, Report report) {
    Pruner.Judge judge = trial.judges().get(report.replicate());
    boolean pruned =
        test.call(trial.number(), "prunes(" + report + ")", () -> judge.prunes(report));
    decisions.add(
        "trial %s, replicate %s, step %s: %s"
            .formatted(
                trial.number(), report.replicate(), report.step(), pruned ? "stop" : "go on"));
    return pruned;
  }

  private void end(Running trial, Trial ended) {
    running.remove(trial);
    tell(ended);
  }

  /** A trial as far as it went. */
  private TrialBuilder so(Running trial) {
    return Trial.of(trial.number(), ANY, setting.problem())
        .reports(trial.reports().stream().flatMap(List::stream).toList());
  }

  private void tell(Trial trial) {
    test.call(
        trial.number(),
        "tell(trial %s, %s)".formatted(trial.number(), trial.outcome()),
        () -> {
          pruner.tell(trial);
          return told.add(trial);
        });
  }
}
