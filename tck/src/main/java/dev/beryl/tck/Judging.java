package dev.beryl.tck;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Rules 1 to 7 and 9 of pruners. */
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
  private static final long[] ODD_STEPS = {3, 3, 1, 0, -5, Long.MAX_VALUE, Long.MIN_VALUE, 4};

  private Judging() {}

  /** Rule 1. */
  static void plays(PrunerCase test) {
    new PrunedStudy(test, TRIALS).play();
  }

  /** Rules 2 and 3: what is told after begin makes no difference, also while it is being told. */
  static void knowsNoLater(PrunerCase test, boolean concurrently) {
    List<Trial> told = new PrunedStudy(test, TRIALS).play().told();
    int half = told.size() / 2;
    Pruner alone = taught(test, told.subList(0, half));
    Pruner busy = taught(test, told.subList(0, half));
    List<Trial> later = told.subList(half, told.size());
    var judges = new ArrayList<Pruner.Judge>();
    var others = new ArrayList<Pruner.Judge>();
    for (int i = 0; i < later.size(); i++) {
      judges.add(test.begin(alone, TRIALS + i, 0));
      others.add(test.begin(busy, TRIALS + i, 0));
    }
    List<String> expected = judged(test, judges);
    List<String> got;
    if (concurrently) {
      got = judgedDuring(test, others, () -> tell(test, busy, later));
    } else {
      tell(test, busy, later);
      got = judged(test, others);
    }
    compare(
        test,
        concurrently
            ? "other trials were told on another thread meanwhile"
            : "other trials were told after begin",
        expected,
        got);
  }

  private static Pruner taught(PrunerCase test, List<Trial> trials) {
    Pruner pruner = test.create();
    tell(test, pruner, trials);
    return pruner;
  }

  private static void tell(PrunerCase test, Pruner pruner, List<Trial> trials) {
    for (Trial trial : trials) {
      test.call(
          trial.number(),
          "tell",
          () -> {
            pruner.tell(trial);
            return true;
          });
    }
  }

  private static List<String> judged(PrunerCase test, List<Pruner.Judge> judges) {
    var decisions = new ArrayList<String>();
    for (int i = 0; i < judges.size(); i++) {
      int number = TRIALS + i;
      for (int step = 1; step <= test.curves().steps(); step++) {
        var report = new Report(0, step, test.curves().values(test.seed(), number, 0, step));
        Pruner.Judge judge = judges.get(i);
        boolean pruned = test.call(number, "prunes(" + report + ")", () -> judge.prunes(report));
        decisions.add("trial %s, step %s: %s".formatted(number, step, pruned ? "stop" : "go on"));
      }
    }
    return decisions;
  }

  private static List<String> judgedDuring(
      PrunerCase test, List<Pruner.Judge> judges, Runnable meanwhile) {
    var decisions = new ArrayList<String>();
    var thrown = new AtomicReference<@Nullable Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .name("replicates")
            .start(() -> {
              try {
                decisions.addAll(judged(test, judges));
              } catch (Throwable any) {
                thrown.set(any);
              }
            });
    meanwhile.run();
    Bounded.join(thread);
    Bounded.rethrow(thrown.get());
    return decisions;
  }

  static void compare(PrunerCase test, String what, List<String> expected, List<String> got) {
    for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
      String first = i < expected.size() ? expected.get(i) : "nothing";
      String second = i < got.size() ? got.get(i) : "nothing";
      test.require(first.equals(second), -1, "%s: first it was %s, then %s", what, first, second);
    }
  }

  /** Rule 4: what is to be maximized, with all values negated. */
  static void mirrored(PrunerCase test, Map<String, ?> options) {
    compare(
        test,
        "maximizing the negated values is the same study",
        new PrunedStudy(test, TRIALS).play().decisions(),
        new PrunedStudy(test.with(test.curves().mirrored(), options), TRIALS).play().decisions());
  }

  /** Rule 5: once more, and beside another. */
  static void repeats(PrunerCase test) {
    List<String> alone = new PrunedStudy(test, TRIALS).play().decisions();
    compare(
        test,
        "the same calls were made twice",
        alone,
        new PrunedStudy(test, TRIALS).play().decisions());
    var one = new PrunedStudy(test, TRIALS);
    var other = new PrunedStudy(test.with(test.seed() + 1000), TRIALS);
    boolean more = true;
    while (more) {
      more = one.step();
      more |= other.step();
      more |= other.step();
    }
    compare(test, "another pruner of the provider worked beside it", alone, one.decisions());
  }

  /** Rule 6: every outcome without reports and with odd ones, and judges that are given those. */
  static void oddReports(PrunerCase test) {
    SearchSpace space = SearchSpace.of(Parameter.real("x", 0, 1));
    Treatment treatment = space.fromUnit(new double[] {0.5});
    PrunerSetting setting = test.setting(space);
    Pruner pruner = test.create();
    int number = 0;
    for (int round = 0; round < 4; round++) {
      for (Fate fate : Fate.values()) {
        Pruner.Judge judge = test.begin(pruner, number, 0);
        var reports = new ArrayList<Report>();
        for (int i = 0; i < ODD_STEPS.length && round % 2 == 1; i++) {
          double[] values = new double[test.curves().objectives()];
          Arrays.fill(values, ODD[(i + number) % ODD.length]);
          var report = new Report(0, ODD_STEPS[i], values);
          reports.add(report);
          test.call(number, "prunes(" + report + ")", () -> judge.prunes(report));
        }
        TrialBuilder trial = Trial.of(number, treatment, setting.problem()).reports(reports);
        Trial told =
            fate == Fate.COMPLETED
                ? Fate.completed(trial, setting, new double[test.curves().objectives()])
                : fate.unfinished(trial);
        tell(test, pruner, List.of(told));
        number++;
      }
    }
  }

  /** Rule 9. */
  static void costs(PrunerCase test, double exponent) {
    CostGrowth.require(test, exponent, () -> new PrunedStudy(test, Integer.MAX_VALUE));
  }

  /** Rule 9. */
  static void memory(PrunerCase test) {
    CostGrowth.requireBoundedMemory(
        test,
        () -> {
          var study = new PrunedStudy(test, CostGrowth.TRIALS);
          study.play();
          return study.pruner();
        });
  }
}
