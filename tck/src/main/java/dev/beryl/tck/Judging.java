package dev.beryl.tck;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** Rules 1 to 7, 9 and 10 of pruners. */
final class Judging {
  private static final int TRIALS = 60;
  private static final double[] ODD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    0,
    -0.0
  };
  private static final double[] FINITE = {Double.MAX_VALUE, -Double.MAX_VALUE, 0, -0.0};
  private static final long[] ODD_STEPS = {3, 3, 1, 0, -5, Long.MAX_VALUE, Long.MIN_VALUE, 4};

  private Judging() {}

  /** Rule 1. */
  static void plays(PrunerCase test) {
    new PrunedStudy(test, TRIALS).play();
  }

  /** Rules 2 and 3: what is told after begin makes no difference, also while it is being told. */
  static void knowsNoLater(PrunerCase test, boolean concurrently) throws Exception {
    List<Trial> told = new PrunedStudy(test, TRIALS).play().told();
    int half = told.size() / 2;
    Pruner alone = test.create(told.subList(0, half));
    Pruner busy = test.create(told.subList(0, half));
    List<Trial> later = told.subList(half, told.size());
    var judges = new ArrayList<Pruner.Judge>();
    var others = new ArrayList<Pruner.Judge>();
    for (int i = 0; i < later.size(); i++) {
      judges.add(test.begin(alone, TRIALS + i));
      others.add(test.begin(busy, TRIALS + i));
    }
    int[] rounds = test.rounds(alone);
    List<String> expected = judged(test, judges, rounds);
    Callable<List<String>> judging = () -> judged(test, others, rounds);
    var replicates = concurrently ? new OtherThread<>("replicates", judging) : null;
    later.forEach(trial -> test.tell(busy, trial));
    List<String> got = replicates == null ? judging.call() : replicates.get();
    Comparing.decisions(
        test,
        concurrently
            ? "other trials were told on another thread meanwhile"
            : "other trials were told after begin",
        expected,
        got);
  }

  private static List<String> judged(PrunerCase test, List<Pruner.Judge> judges, int[] rounds) {
    var decisions = new ArrayList<String>();
    for (int i = 0; i < judges.size(); i++) {
      int number = TRIALS + i;
      for (int step = 1; step <= test.curves().steps(); step++) {
        var report = new Report(0, step, test.curves().values(test.seed(), number, 0, step));
        boolean pruned = test.prunes(judges.get(i), number, report);
        decisions.add(
            "trial %s, step %s: %s".formatted(number, step, pruned ? "stop" : "continue"));
      }
      for (int n : rounds) {
        if (n >= 1 && n < test.curves().replicates()) {
          double[] means = test.curves().means(test.seed(), number, n);
          boolean pruned = test.prunesAfter(judges.get(i), number, n, means);
          decisions.add(
              "trial %s, round %s: %s".formatted(number, n, pruned ? "stop" : "continue"));
        }
      }
    }
    return decisions;
  }

  /** Rule 4: what is to be maximized, with all values negated. */
  static void mirrored(PrunerCase test) {
    var mirrored = test.with(test.curves().mirrored(), test.contract().mirroredOptions());
    Comparing.decisions(
        test,
        "maximizing the negated values is the same study",
        new PrunedStudy(test, TRIALS).play().decisions(),
        new PrunedStudy(mirrored, TRIALS).play().decisions());
  }

  /** Rule 5: once more, and beside another. */
  static void repeats(PrunerCase test) {
    List<String> alone = new PrunedStudy(test, TRIALS).play().decisions();
    Comparing.decisions(
        test,
        "the same calls were made twice",
        alone,
        new PrunedStudy(test, TRIALS).play().decisions());
    var one = new PrunedStudy(test, TRIALS);
    var other = new PrunedStudy(test.with(test.seed() + 1000), TRIALS);
    Repeating.sideBySide(one::step, other::step);
    Comparing.decisions(
        test, "another pruner of the provider ran at the same time", alone, one.decisions());
  }

  /**
   * Rule 6: every outcome without reports and with odd ones, and judges that are given those, and
   * the largest values.
   */
  static void oddReports(PrunerCase test) {
    Pruner pruner = test.create();
    int[] rounds = test.rounds(pruner);
    int number = 0;
    for (int round = 0; round < 4; round++) {
      for (OutcomeKind kind : OutcomeKind.values()) {
        Pruner.Judge judge = test.begin(pruner, number);
        var reports = new ArrayList<Report>();
        for (int i = 0; i < ODD_STEPS.length && round % 2 == 1; i++) {
          double[] values = new double[test.curves().objectives()];
          Arrays.fill(values, ODD[(i + number) % ODD.length]);
          var report = new Report(0, ODD_STEPS[i], values);
          reports.add(report);
          test.prunes(judge, number, report);
        }
        askAtRounds(test, judge, number, rounds);
        double[] losses = new double[test.curves().objectives()];
        TrialBuilder trial = test.curves().trial(number++).reports(reports);
        test.tell(pruner, kind.end(trial, test.setting(), losses));
      }
      var _ = test.begin(pruner, number);
      test.tell(pruner, prunedAfterOne(test, number++));
    }
  }

  private static void askAtRounds(PrunerCase test, Pruner.Judge judge, int trial, int[] rounds) {
    for (int n : rounds) {
      if (n >= 1 && n < test.curves().replicates()) {
        double[] values = new double[test.curves().objectives()];
        Arrays.fill(values, FINITE[trial % FINITE.length]);
        var _ = test.prunesAfter(judge, trial, n, values);
      }
    }
  }

  /** It reported nothing. */
  private static Trial prunedAfterOne(PrunerCase test, int number) {
    TrialBuilder trial = test.curves().trial(number);
    test.setting()
        .objectives()
        .forEach(objective -> trial.samples(objective.metric(), Samples.of(0.5)));
    return trial.unfinished(new Outcome.Pruned(0, -1, 1));
  }

  /** Rule 10. */
  static void hasRounds(PrunerCase test) {
    int[] rounds = test.rounds(test.create());
    for (int i = 0; i < rounds.length; i++) {
      test.require(
          rounds[i] > (i == 0 ? 0 : rounds[i - 1]),
          -1,
          "rounds() returned %s; expected numbers of at least 1, each larger than the one before",
          Arrays.toString(rounds));
    }
    int[] later = test.rounds(new PrunedStudy(test, TRIALS).play().pruner());
    test.require(
        Arrays.equals(rounds, later),
        TRIALS,
        "rounds() returned %s, and %s after %s trials",
        Arrays.toString(rounds),
        Arrays.toString(later),
        TRIALS);
  }

  /** Rule 9. */
  static void costs(PrunerCase test) {
    CostGrowth.require(test, () -> new PrunedStudy(test, Integer.MAX_VALUE));
  }

  /** Rule 9. */
  static void memory(PrunerCase test) {
    CostGrowth.requireBoundedMemory(
        test, () -> new PrunedStudy(test, CostGrowth.TRIALS).play().pruner());
  }
}
