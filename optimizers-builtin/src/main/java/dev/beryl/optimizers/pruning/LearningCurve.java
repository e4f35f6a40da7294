package dev.beryl.optimizers.pruning;

import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * The learning curve of one replicate up to now: for each objective the last loss, the least so far
 * and their running average. Not thread safe.
 */
final class LearningCurve {
  private final List<Objective> objectives;
  private final double[] last;
  private final double[] best;
  private final double[] sum;
  private final int[] count;
  private long step;
  private long before;
  private int reports;

  LearningCurve(List<Objective> objectives) {
    this.objectives = objectives;
    this.last = new double[objectives.size()];
    this.best = new double[last.length];
    this.sum = new double[last.length];
    this.count = new int[last.length];
    Arrays.fill(best, Double.NaN);
  }

  /** Visits the curves that others are compared with. */
  @FunctionalInterface
  interface Visitor {
    /** Called at each report of a replicate. */
    void visit(int replicate, LearningCurve curve);
  }

  /**
   * Visits the curves of a trial that completed or was pruned. One that failed or ran out of time
   * is no alternative to those that are judged, however good it looked.
   */
  static void follow(Trial trial, List<Objective> objectives, Visitor visitor) {
    if (!(trial.outcome() instanceof Outcome.Completed)
        && !(trial.outcome() instanceof Outcome.Pruned)) {
      return;
    }
    var curve = new LearningCurve(objectives);
    int replicate = 0;
    for (Report report : trial.reports()) {
      if (report.replicate() != replicate) {
        curve = new LearningCurve(objectives);
        replicate = report.replicate();
      }
      if (report.values().length >= objectives.size() && curve.add(report)) {
        visitor.visit(replicate, curve);
      }
    }
  }

  /**
   * Adds a report.
   *
   * @return false if its step is not beyond that of the last one; it is then ignored
   * @throws IllegalArgumentException if it has fewer values than there are objectives
   */
  boolean add(Report report) {
    double[] values = report.values();
    if (values.length < last.length) {
      throw tooFewValues(report, last.length);
    }
    if (reports > 0 && report.step() <= step) {
      return false;
    }
    before = step;
    step = report.step();
    reports++;
    for (int i = 0; i < last.length; i++) {
      double loss = objectives.get(i).loss(values[i]);
      last[i] = loss;
      if (!Double.isNaN(loss)) {
        best[i] = loss >= best[i] ? best[i] : loss;
        sum[i] += loss;
        count[i]++;
      }
    }
    return true;
  }

  /** What to throw for a report with fewer values than are judged. */
  static IllegalArgumentException tooFewValues(Report report, int expected) {
    return new IllegalArgumentException(
        "report of replicate %s at step %s: expected values of the first %s objectives, in their order, for the pruner to judge; got %s"
            .formatted(report.replicate(), report.step(), expected, report.values().length));
  }

  int objectives() {
    return last.length;
  }

  boolean isFirst() {
    return reports == 1;
  }

  long step() {
    return step;
  }

  /** The step of the report before the last one; there is one unless the last is the first. */
  long stepBefore() {
    return before;
  }

  /** The loss of the last report, or NaN. */
  double last(int objective) {
    return last[objective];
  }

  /** The least loss so far; NaN if none was a number. */
  double best(int objective) {
    return best[objective];
  }

  /** The mean of the losses so far that are numbers; NaN if none was. */
  double average(int objective) {
    return sum[objective] / count[objective];
  }
}
