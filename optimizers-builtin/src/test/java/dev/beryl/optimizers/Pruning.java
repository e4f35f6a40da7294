package dev.beryl.optimizers;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Pruners, and the trials they hear of. */
final class Pruning {
  static final List<Objective> LOSS = List.of(Objective.minimize("loss"));
  static final List<Objective> ACCURACY = List.of(Objective.maximize("accuracy"));
  static final List<Objective> BOTH =
      List.of(Objective.minimize("loss"), Objective.maximize("accuracy"));

  static final Outcome FAILED =
      new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "fit", "it threw", null);
  static final Outcome TIMED_OUT = new Outcome.TimedOut(0, "fit", Duration.ofSeconds(1));
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));

  private Pruning() {}

  private static Problem problem(List<Objective> objectives) {
    return Problem.of(SPACE, objectives);
  }

  /** A trial of which only number, outcome, reports and final values matter; these are 0. */
  static Trial trial(
      int number, List<Objective> objectives, Outcome outcome, List<Report> reports) {
    return trial(number, objectives, outcome, reports, new double[objectives.size()]);
  }

  /** A trial of which only number, outcome, reports and final values matter. */
  static Trial trial(
      int number,
      List<Objective> objectives,
      Outcome outcome,
      List<Report> reports,
      double... values) {
    TrialBuilder trial =
        Trial.of(number, SPACE.fromUnit(new double[] {0.5}), problem(objectives)).reports(reports);
    if (!(outcome instanceof Outcome.Completed)) {
      return trial.unfinished(outcome);
    }
    for (int i = 0; i < values.length; i++) {
      trial.samples(objectives.get(i).metric(), Samples.of(values[i]));
    }
    return trial.completed();
  }

  static Pruner create(PrunerChoice factory) {
    return create(factory, LOSS, 1);
  }

  static Pruner create(PrunerChoice factory, List<Objective> objectives, long seed) {
    return create(factory.provider(), factory.chosen(), objectives, seed);
  }

  static Pruner create(
      PrunerProvider provider, Map<String, ?> options, List<Objective> objectives, long seed) {
    return provider.create(
        PrunerSetting.of(problem(objectives), seed)
            .withReplicates(4)
            .withOptions(provider, options));
  }

  /** Reports of replicate 0 at steps 1, 2, …. */
  static List<Report> curve(double... values) {
    var reports = new ArrayList<Report>();
    for (int i = 0; i < values.length; i++) {
      reports.add(new Report(0, i + 1L, values[i]));
    }
    return Collections.unmodifiableList(reports);
  }

  static Trial completed(List<Report> reports) {
    return trial(0, LOSS, Outcome.COMPLETED, reports);
  }

  static Trial ended(Outcome outcome, List<Report> reports) {
    return trial(0, LOSS, outcome, reports);
  }

  /** Tells completed trials with final values as they reported last. */
  static void tell(Pruner pruner, double[]... curves) {
    for (double[] curve : curves) {
      pruner.tell(trial(0, LOSS, Outcome.COMPLETED, curve(curve), curve[curve.length - 1]));
    }
  }

  /** A constant curve. */
  static double[] flat(int steps, double value) {
    double[] curve = new double[steps];
    Arrays.fill(curve, value);
    return curve;
  }

  /** Runs a trial whose replicates all have one value, with no reports, and tells it. */
  static Outcome run(Pruner pruner, int trial, int replicates, double value) {
    Pruner.Judge judge = pruner.begin(trial);
    Outcome outcome = Outcome.COMPLETED;
    for (int round : pruner.rounds()) {
      if (round < replicates && outcome == Outcome.COMPLETED && judge.prunesAfter(round, value)) {
        outcome = new Outcome.Pruned(round - 1, -1, round);
      }
    }
    pruner.tell(trial(trial, LOSS, outcome, List.of(), value));
    return outcome;
  }

  /** At which step the values of replicate 0 at steps 1, 2, … are stopped, if at all. */
  static OptionalLong stop(Pruner pruner, double... values) {
    return stop(pruner.begin(1000), curve(values));
  }

  /** At which step a replicate is stopped, if at all. */
  static OptionalLong stop(Pruner.Judge judge, List<Report> reports) {
    return reports.stream().filter(judge::prunes).mapToLong(Report::step).findFirst();
  }
}
