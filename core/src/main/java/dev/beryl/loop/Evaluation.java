package dev.beryl.loop;

import dev.beryl.execution.local.Aggregates;
import dev.beryl.fault.Nearest;
import dev.beryl.metric.Recorder;
import dev.beryl.metric.Recordings;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what replicates recorded into values of objectives and outcome constraints, or says why
 * there are none.
 */
public final class Evaluation {
  private final List<Measure> measures;
  private final double[] values;
  private final boolean means;
  private double[] firsts = new double[1]; // the first value of each replicate; overwritten

  /**
   * One metric's aggregate.
   *
   * @param role what it is for, in messages
   * @param margin how many of its standard errors must be known; 0: it need not be
   */
  private record Measure(String role, String metric, Aggregation aggregation, double margin) {}

  Evaluation(List<Objective> objectives, List<OutcomeConstraint> constraints) {
    this.measures = new ArrayList<>();
    objectives.forEach(o -> measures.add(new Measure("objective", o.metric(), o.aggregation(), 0)));
    constraints.forEach(
        c -> measures.add(new Measure("constraint", c.metric(), c.aggregation(), c.margin())));
    this.values = new double[measures.size()];
    this.means = measures.stream().allMatch(m -> m.aggregation().equals(Aggregation.mean()));
  }

  /** What single replicates give: a margin of a constraint takes more than one. */
  static Evaluation ofReplicates(List<Objective> objectives, List<OutcomeConstraint> constraints) {
    return new Evaluation(
        objectives, constraints.stream().map(constraint -> constraint.withMargin(0)).toList());
  }

  /** Whether it calls no code but that of the mean, which returns. */
  boolean isOfMeans() {
    return means;
  }

  /**
   * The values of the last evaluation, one for each objective, then for each constraint;
   * overwritten by the next.
   */
  double[] values() {
    return values;
  }

  /**
   * Returns how a trial ends that ran to its end: completed, or failed because a value is missing.
   */
  Outcome evaluate(Recordings recordings) {
    for (int i = 0; i < values.length; i++) {
      Outcome failure = evaluate(i, recordings);
      if (failure != null) {
        return failure;
      }
    }
    return Outcome.COMPLETED;
  }

  /**
   * The values of objectives at a round of a pruner.
   *
   * @return for one trial at a time
   */
  public static Aggregates ofObjectives(List<Objective> objectives) {
    var evaluation = new Evaluation(objectives, List.of());
    return recordings ->
        evaluation.evaluate(recordings) instanceof Outcome.Completed
            ? evaluation.values().clone()
            : null;
  }

  private @Nullable Outcome evaluate(int index, Recordings recordings) {
    Measure measure = measures.get(index);
    double only = means && measure.margin() == 0 ? only(measure.metric(), recordings) : Double.NaN;
    if (!Double.isFinite(only)) {
      return evaluate(index, measure, recordings);
    }
    values[index] = measure.aggregation().aggregate(only);
    return null;
  }

  /** The only value of the only replicate; NaN: there are more, or none. */
  private static double only(String metric, Recordings recordings) {
    if (recordings.replicates() != 1) {
      return Double.NaN;
    }
    Recorder recorder = recordings.recorder(0);
    int slot = recorder.slotOf(metric);
    return recorder.count(slot) == 1 ? recorder.value(slot, 0) : Double.NaN;
  }

  private @Nullable Outcome evaluate(int index, Measure measure, Recordings recordings) {
    boolean oneEach = true;
    int replicates = recordings.replicates();
    if (firsts.length < replicates) {
      firsts = new double[replicates];
    }
    for (int r = 0; r < replicates; r++) {
      Recorder recorder = recordings.recorder(r);
      int slot = recorder.slotOf(measure.metric());
      int count = recorder.count(slot);
      if (count == 0) {
        return missing(measure, recorder);
      }
      for (int i = 0; i < count; i++) {
        if (!Double.isFinite(recorder.value(slot, i))) {
          return notFinite(measure, recorder, "was recorded as " + recorder.value(slot, i));
        }
      }
      firsts[r] = recorder.value(slot, 0);
      oneEach &= count == 1;
    }
    Recorder last = recordings.recorder(replicates - 1);
    try {
      if (oneEach && replicates == 1 && measure.margin() == 0) {
        values[index] = measure.aggregation().aggregate(firsts[0]);
      } else {
        Samples samples = samples(measure.metric(), recordings, oneEach);
        values[index] = measure.aggregation().aggregate(samples);
        if (measure.margin() > 0 && Double.isNaN(measure.aggregation().standardError(samples))) {
          return withoutError(measure, last, samples);
        }
      }
    } catch (Throwable e) {
      return new Outcome.Failed(
          Outcome.Reason.EXCEPTION,
          last.replicate(),
          measure.metric(),
          "the %s could not be computed: %s".formatted(measure.aggregation().name(), e),
          e);
    }
    return Double.isFinite(values[index])
        ? null
        : notFinite(
            measure,
            last,
            "has finite values but the " + measure.aggregation().name() + " " + values[index]);
  }

  private Samples samples(String metric, Recordings recordings, boolean oneEach) {
    if (!oneEach) {
      return recordings.samples(metric);
    }
    int replicates = recordings.replicates();
    double[] own = means ? firsts : firsts.clone(); // the mean keeps nothing
    return Samples.wrap(own, 0, replicates);
  }

  private static Outcome missing(Measure measure, Recorder recorder) {
    List<String> recorded =
        IntStream.range(0, recorder.metrics())
            .mapToObj(i -> recorder.name(recorder.slotAt(i)))
            .toList();
    String hint = Nearest.hint(measure.metric(), recorded).replace("known", "recorded");
    return new Outcome.Failed(
        Outcome.Reason.MISSING_METRIC,
        recorder.replicate(),
        measure.metric(),
        "the %s's metric '%s' was not recorded; %s"
            .formatted(measure.role(), measure.metric(), hint),
        null);
  }

  private static Outcome withoutError(Measure measure, Recorder recorder, Samples samples) {
    return new Outcome.Failed(
        Outcome.Reason.NOT_FINITE,
        recorder.replicate(),
        measure.metric(),
        "the margin of the constraint on '%s' needs a standard error, and the %s has none here (replicates: %s, values: %s); run more replicates"
            .formatted(
                measure.metric(),
                measure.aggregation().name(),
                samples.replicates(),
                samples.size()),
        null);
  }

  private static Outcome notFinite(Measure measure, Recorder recorder, String what) {
    return new Outcome.Failed(
        Outcome.Reason.NOT_FINITE,
        recorder.replicate(),
        measure.metric(),
        "the %s's metric '%s' %s; record finite numbers, or throw an exception if there is none"
            .formatted(measure.role(), measure.metric(), what),
        null);
  }
}
