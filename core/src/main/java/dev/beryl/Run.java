package dev.beryl;

import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.metric.Recorder;
import dev.beryl.metric.Recordings;
import dev.beryl.space.Treatment;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The results of one treatment in a run: its outcome and the samples of its replicates.
 *
 * @param treatment the treatment that was run
 * @param outcome completed, or the failure of the first replicate that failed
 * @param seeds the replicates' seeds, in order
 * @param samples metric to its values in the replicates before a failure, in the order of first
 *     recording; unmodifiable
 */
public record Run(
    Treatment treatment, Outcome outcome, List<Long> seeds, Map<String, Samples> samples) {
  /** Refuses null. */
  public Run {
    Nulls.refuse("run: treatment", treatment);
    Nulls.refuse("run: outcome", outcome);
    Nulls.refuseIn("run: seeds", seeds);
    Nulls.refuseIn("run: samples", samples);
  }

  static Run of(
      Treatment treatment,
      Outcome outcome,
      ReplicateSeeds seeds,
      int replicates,
      List<Recorder> finished) {
    var samples = new LinkedHashMap<String, Samples>();
    Recordings recordings = Recordings.of(finished.toArray(Recorder[]::new));
    for (Recorder recorder : finished) {
      for (int i = 0; i < recorder.metrics(); i++) {
        samples.computeIfAbsent(recorder.name(recorder.slotAt(i)), recordings::samples);
      }
    }
    List<Long> used = IntStream.range(0, replicates).mapToObj(r -> seeds.of(-1, r)).toList();
    return new Run(treatment, outcome, used, Collections.unmodifiableMap(samples));
  }

  /** The run of a treatment that is a trial of a study. */
  static Run of(Treatment treatment, Trial trial, ReplicateSeeds seeds) {
    var samples = new LinkedHashMap<String, Samples>();
    trial.metrics().forEach(metric -> samples.put(metric, trial.samples(metric)));
    List<Long> used =
        IntStream.range(0, trial.replicates()).mapToObj(r -> seeds.of(trial.number(), r)).toList();
    return new Run(treatment, trial.outcome(), used, Collections.unmodifiableMap(samples));
  }

  /** {@return the treatment's name} */
  public String name() {
    return treatment.name();
  }

  /**
   * Returns the values of one metric.
   *
   * @param metric the metric's name
   * @return its values in replicate order
   * @throws IllegalArgumentException if the metric was not recorded; the message has the most
   *     similar metric that was recorded, and the failure if there was one
   */
  public Samples samples(String metric) {
    Nulls.refuse("run: metric", metric);
    Samples found = samples.get(metric);
    if (found == null) {
      throw new IllegalArgumentException(
          "'%s' has no metric '%s'; %s; it %s%s"
              .formatted(
                  name(), metric, Nearest.hint(metric, samples.keySet()), outcome, advice()));
    }
    return found;
  }

  private String advice() {
    return name().equals(Comparison.BASELINE) && !outcome.equals(Outcome.COMPLETED)
        ? "; the baseline takes every parameter's default: set one by withDefault(…), or compare two"
            + " treatments by difference(metric, treatment, other)"
        : "";
  }

  /**
   * Returns a metric's mean.
   *
   * @param metric the metric's name
   * @return the mean over all values
   * @throws IllegalArgumentException if the metric was not recorded
   */
  public double mean(String metric) {
    return Aggregation.mean().aggregate(samples(metric));
  }

  /**
   * Returns the standard error of a metric's mean.
   *
   * @param metric the metric's name
   * @return the standard error; NaN for one replicate
   * @throws IllegalArgumentException if the metric was not recorded
   */
  public double standardError(String metric) {
    return Aggregation.mean().standardError(samples(metric));
  }

  /**
   * Tells whether this run satisfies an outcome constraint, its margin included.
   *
   * @param constraint for example one of the study that found the treatment
   * @return false if it is violated, if the run is not completed, or if there is a margin and the
   *     aggregate has no standard error, as with one replicate
   * @throws IllegalArgumentException if the metric was not recorded
   */
  public boolean satisfies(OutcomeConstraint constraint) {
    Nulls.refuse("run: constraint", constraint);
    Samples bounded = samples(constraint.metric());
    Aggregation aggregation = constraint.aggregation();
    double excess =
        constraint.excess(aggregation.aggregate(bounded), aggregation.standardError(bounded));
    return outcome.equals(Outcome.COMPLETED) && excess <= 0;
  }

  /** {@return for example {@code best: loss=0.123 ± 0.021; 10 replicates}, or how it failed} */
  @Override
  public String toString() {
    if (!outcome.equals(Outcome.COMPLETED)) {
      return name() + ": " + outcome;
    }
    String means =
        samples.keySet().stream()
            .map(metric ->
                "%s=%s".formatted(metric, Numbers.estimate(mean(metric), standardError(metric))))
            .collect(Collectors.joining(", "));
    return "%s: %s; %s"
        .formatted(
            name(),
            means.isEmpty() ? "nothing recorded" : means,
            seeds.size() == 1 ? "1 replicate" : seeds.size() + " replicates");
  }
}
