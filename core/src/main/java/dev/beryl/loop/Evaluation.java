package dev.beryl.loop;

import dev.beryl.fault.Nearest;
import dev.beryl.metric.Recorder;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Samples;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns what replicates recorded into objective values, or says why there are none. */
final class Evaluation {
  private final List<Objective> objectives;
  private final double[] values;

  Evaluation(List<Objective> objectives) {
    this.objectives = objectives;
    this.values = new double[objectives.size()];
  }

  /** The values of the last evaluation, one for each objective; overwritten by the next. */
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
    Objective objective = objectives.get(index);
    boolean oneEach = true;
    for (int r = 0; r < replicates; r++) {
      Recorder recorder = recorders[r];
      int slot = recorder.slotOf(objective.metric());
      int count = recorder.count(slot);
      if (count == 0) {
        return missing(objective.metric(), recorder);
      }
      for (int i = 0; i < count; i++) {
        if (!Double.isFinite(recorder.value(slot, i))) {
          return notFinite(
              objective.metric(), recorder, "was recorded as " + recorder.value(slot, i));
        }
      }
      oneEach &= count == 1;
    }
    Samples samples = samples(objective.metric(), recorders, replicates, oneEach);
    try {
      values[index] = objective.aggregation().aggregate(samples);
    } catch (RuntimeException e) {
      return new Outcome.Failed(
          Outcome.Reason.EXCEPTION,
          recorders[replicates - 1].replicate(),
          objective.metric(),
          "the %s could not be taken: %s".formatted(objective.aggregation().name(), e),
          e);
    }
    return Double.isFinite(values[index])
        ? null
        : notFinite(
            objective.metric(),
            recorders[replicates - 1],
            "has finite values but the " + objective.aggregation().name() + " " + values[index]);
  }

  private static Samples samples(
      String metric, Recorder[] recorders, int replicates, boolean oneEach) {
    if (oneEach) {
      double[] values = new double[replicates];
      for (int r = 0; r < replicates; r++) {
        values[r] = recorders[r].value(recorders[r].slotOf(metric), 0);
      }
      return Samples.wrap(values, 0, replicates);
    }
    int[] ends = Recorder.ends(metric, recorders, replicates);
    double[] values = Recorder.values(metric, recorders, ends);
    return Samples.wrap(values, 0, values.length, ends);
  }

  private static Outcome missing(String metric, Recorder recorder) {
    List<String> recorded =
        IntStream.range(0, recorder.metrics())
            .mapToObj(i -> recorder.name(recorder.slotAt(i)))
            .toList();
    return new Outcome.Failed(
        Outcome.Reason.MISSING_METRIC,
        recorder.replicate(),
        metric,
        "the objective's metric '%s' was not recorded; %s"
            .formatted(metric, Nearest.hint(metric, recorded).replace("known", "recorded")),
        null);
  }

  private static Outcome notFinite(String metric, Recorder recorder, String what) {
    return new Outcome.Failed(
        Outcome.Reason.NOT_FINITE,
        recorder.replicate(),
        metric,
        "the objective's metric '%s' %s; record finite numbers, or throw if there is none"
            .formatted(metric, what),
        null);
  }
}
