package dev.beryl.loop;

import dev.beryl.fault.Nearest;
import dev.beryl.metric.Recorder;
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
final class Evaluation {
  private final List<Measure> measures;
  private final double[] values;

  /**
   * One metric's aggregate.
   *
   * @param role what it is for, in messages
   */
  private record Measure(String role, String metric, Aggregation aggregation) {}

  Evaluation(List<Objective> objectives, List<OutcomeConstraint> constraints) {
    this.measures = new ArrayList<>();
    objectives.forEach(o -> measures.add(new Measure("objective", o.metric(), o.aggregation())));
    constraints.forEach(c -> measures.add(new Measure("constraint", c.metric(), c.aggregation())));
    this.values = new double[measures.size()];
  }

  /**
   * The values of the last evaluation, one for each objective, then for each constraint;
   * overwritten by the next.
   */
  double[] values() {
    return values;
  }

  Outcome evaluate(Recorder[] recorders, int replicates) {
    for (int i = 0; i < values.length; i++) {
      Outcome failure = evaluate(i, recorders, replicates);
      if (failure != null) {
        return failure;
      }
    }
    return Outcome.COMPLETED;
  }

  private @Nullable Outcome evaluate(int index, Recorder[] recorders, int replicates) {
    Measure measure = measures.get(index);
    boolean oneEach = true;
    for (int r = 0; r < replicates; r++) {
      Recorder recorder = recorders[r];
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
      oneEach &= count == 1;
    }
    try {
      values[index] =
          oneEach && replicates == 1
              ? measure.aggregation().aggregate(value(measure.metric(), recorders[0]))
              : measure
                  .aggregation()
                  .aggregate(samples(measure.metric(), recorders, replicates, oneEach));
    } catch (RuntimeException e) {
      return new Outcome.Failed(
          Outcome.Reason.EXCEPTION,
          recorders[replicates - 1].replicate(),
          measure.metric(),
          "the %s could not be taken: %s".formatted(measure.aggregation().name(), e),
          e);
    }
    return Double.isFinite(values[index])
        ? null
        : notFinite(
            measure,
            recorders[replicates - 1],
            "has finite values but the " + measure.aggregation().name() + " " + values[index]);
  }

  private static Samples samples(
      String metric, Recorder[] recorders, int replicates, boolean oneEach) {
    if (oneEach) {
      double[] values = new double[replicates];
      for (int r = 0; r < replicates; r++) {
        values[r] = value(metric, recorders[r]);
      }
      return Samples.wrap(values, 0, replicates);
    }
    int[] ends = Recorder.ends(metric, recorders, replicates);
    double[] values = Recorder.values(metric, recorders, ends);
    return Samples.wrap(values, 0, values.length, ends);
  }

  private static double value(String metric, Recorder recorder) {
    return recorder.value(recorder.slotOf(metric), 0);
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

  private static Outcome notFinite(Measure measure, Recorder recorder, String what) {
    return new Outcome.Failed(
        Outcome.Reason.NOT_FINITE,
        recorder.replicate(),
        measure.metric(),
        "the %s's metric '%s' %s; record finite numbers, or throw if there is none"
            .formatted(measure.role(), measure.metric(), what),
        null);
  }
}
