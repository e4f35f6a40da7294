package dev.beryl.optimizers.pruning;

import dev.beryl.trial.Objective;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What replicate 0 of a trial has reported, as losses at ascending steps. Steps are counted from 1.
 * Not thread safe while it grows.
 *
 * <p>A report is passed over if its step is not beyond that of the report before, or if it lacks an
 * objective. NaN is passed over, too, as a metric may not exist yet or not always; only from the
 * third NaN in a row after an objective's first number on it counts as an infinite loss.
 */
final class LearningCurve {
  private static final int NANS_THAT_COUNT = 3;

  private final List<Objective> objectives;
  private final CurveValue value;
  private final boolean[] begun; // whether an objective had a number
  private final int[] nans; // in a row, since then
  private final double[] sums;
  private final int[] numbers;
  private boolean reported;
  private long first = 1; // the reported step that is counted as 1
  private long latest; // the last reported step, also if it was passed over for its value
  private long[] steps = new long[4];
  private double[] losses;
  private int size;

  LearningCurve(List<Objective> objectives, CurveValue value) {
    this.objectives = objectives;
    this.value = value;
    int count = objectives.size();
    this.begun = new boolean[count];
    this.nans = new int[count];
    this.sums = new double[count];
    this.numbers = new int[count];
    this.losses = new double[steps.length * count];
  }

  /** The curve of a trial that has ended. */
  static LearningCurve of(Trial trial, List<Objective> objectives, CurveValue value) {
    var curve = new LearningCurve(objectives, value);
    for (Report report : trial.reports()) {
      if (report.replicate() == 0) {
        curve.add(report);
      }
    }
    curve.steps = Arrays.copyOf(curve.steps, curve.size);
    curve.losses = Arrays.copyOf(curve.losses, curve.size * objectives.size());
    return curve;
  }

  /** Adds a report; false if it is passed over. */
  boolean add(Report report) {
    double[] values = report.values();
    if (values.length < begun.length) {
      return false;
    }
    if (reported && report.step() <= latest) {
      return false;
    }
    first = reported ? first : Math.min(1, report.step());
    latest = report.step();
    reported = true;
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      losses = Arrays.copyOf(losses, losses.length * 2);
    }
    boolean whole = true;
    for (int i = 0; i < begun.length; i++) {
      whole &= put(i, objectives.get(i).loss(values[i]));
    }
    long step = lastStep();
    if (!whole || (size > 0 && step == steps[size - 1])) {
      return false;
    }
    steps[size++] = step;
    return true;
  }

  /** Enters the loss of the report that is being added; false if it is no number yet. */
  private boolean put(int objective, double loss) {
    int at = size * begun.length + objective;
    if (Double.isNaN(loss)) {
      losses[at] = Double.POSITIVE_INFINITY;
      return begun[objective] && ++nans[objective] >= NANS_THAT_COUNT;
    }
    double best = begun[objective] ? Math.min(sums[objective], loss) : loss;
    begun[objective] = true;
    nans[objective] = 0;
    numbers[objective]++;
    sums[objective] = value == CurveValue.BEST ? best : sums[objective] + loss;
    double average = sums[objective] / numbers[objective];
    losses[at] =
        switch (value) {
          case LATEST -> loss;
          case AVERAGE -> Double.isNaN(average) ? Double.POSITIVE_INFINITY : average;
          case BEST -> best;
        };
    return true;
  }

  /** {@return how many reports there are, without those passed over} */
  int size() {
    return size;
  }

  /** The step of a report, counted from 1. */
  long step(int report) {
    return steps[report];
  }

  /** The step of a report as the experiment counts. */
  long reportedStep(int report) {
    return steps[report] - 1 + first;
  }

  /**
   * {@return the step of the last report, counted from 1, also if it was passed over for its value;
   * 0 if there is none}
   */
  long lastStep() {
    long distance = latest - first;
    return !reported
        ? 0
        : distance < 0 || distance == Long.MAX_VALUE ? Long.MAX_VALUE : distance + 1;
  }

  /** The losses of a report, a new array. */
  double[] losses(int report) {
    return Arrays.copyOfRange(losses, report * begun.length, (report + 1) * begun.length);
  }

  /** The losses at a step; null if none were reported there. */
  double @Nullable [] at(long step) {
    int report = Arrays.binarySearch(steps, 0, size, step);
    return report < 0 ? null : losses(report);
  }

  /**
   * The first objective's loss at the end, projected from a report: what was gained since half of
   * its step is gained again with every doubling. NaN if there is no report up to half of the step.
   */
  double projectedEnd(int report, long last) {
    long step = steps[report];
    int found = Arrays.binarySearch(steps, 0, size, step / 2);
    int half = found < 0 ? -found - 2 : found;
    if (half < 0) {
      return Double.NaN;
    }
    double loss = losses[report * begun.length];
    double gain = losses[half * begun.length] - loss;
    if (!(gain > 0) || last <= step) {
      return loss;
    }
    double doublings =
        StrictMath.log((double) last / step) / StrictMath.log((double) step / steps[half]);
    return loss - gain * doublings;
  }
}
