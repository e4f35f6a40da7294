package dev.beryl.journal;

import dev.beryl.space.Parameter;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a study noted, in the order in which it did. */
public sealed interface JournalRecord {

  /**
   * A process opened the journal to begin the study or to go on with it.
   *
   * @param budget how many trials the study is to have; empty: open
   * @param library the version of this library
   * @param java the version of the Java runtime
   * @param at when, by the process's clock
   */
  record Opened(OptionalInt budget, String library, String java, Instant at)
      implements JournalRecord {}

  /**
   * The optimizer proposed a treatment.
   *
   * @param trial the number that the treatment got; treatments are numbered from 0
   * @param wanted how many were asked for, if this is the first of the answer; otherwise 0
   * @param parameters of the space
   * @param coordinates a coordinate for each parameter, 0 for an inactive one, see {@link
   *     Parameter}; must not be changed
   * @param inactive the places of the inactive parameters; must not be changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Asked(
      int trial, int wanted, List<Parameter> parameters, long[] coordinates, BitSet inactive)
      implements JournalRecord {

    /**
     * The treatment.
     *
     * @return parameter name to value, active parameters only: a {@link Double}, a {@link Long} or
     *     the text of a choice; a new map, in the order of the space
     */
    public Map<String, Object> values() {
      var values = LinkedHashMap.<String, Object>newLinkedHashMap(coordinates.length);
      for (int i = 0; i < coordinates.length; i++) {
        if (!inactive.get(i)) {
          values.put(parameters.get(i).name(), parameters.get(i).valueAt(coordinates[i]));
        }
      }
      return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Asked a
          && trial == a.trial
          && wanted == a.wanted
          && parameters.equals(a.parameters)
          && Arrays.equals(coordinates, a.coordinates)
          && inactive.equals(a.inactive);
    }

    @Override
    public int hashCode() {
      return 31 * trial + Arrays.hashCode(coordinates);
    }

    @Override
    public String toString() {
      return "asked trial %s %s".formatted(trial, values());
    }
  }

  /**
   * The optimizer was asked by the user of a session and had nothing to propose.
   *
   * @param wanted how many were asked for
   */
  record AskedInVain(int wanted) implements JournalRecord {}

  /**
   * A replicate came to its end.
   *
   * @param trial the trial's number
   * @param replicate the replicate, from 0
   * @param nanos how long it ran, in nanoseconds
   * @param trouble how it failed, was pruned or timed out; empty if it ran to its end
   * @param metrics what it recorded, in the order of the first values
   * @param reports its intermediate values
   */
  record ReplicateEnded(
      int trial,
      int replicate,
      long nanos,
      Optional<Outcome> trouble,
      List<Metric> metrics,
      List<Report> reports)
      implements JournalRecord {}

  /**
   * The values of a metric.
   *
   * @param name the metric's name
   * @param values in the order of recording; must not be changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Metric(String name, double[] values) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Metric m && name.equals(m.name) && Arrays.equals(values, m.values);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return name + "=" + Arrays.toString(values);
    }
  }

  /**
   * The optimizer is told what came of a trial.
   *
   * @param trial the trial's number
   * @param outcome how it ended; without the exception if it failed
   * @param nanos how long its replicates ran, in nanoseconds, added up
   * @param estimates the aggregate of each objective, then of each outcome constraint; none unless
   *     it is completed
   */
  record Told(int trial, Outcome outcome, long nanos, List<Estimate> estimates)
      implements JournalRecord {}

  /**
   * An aggregate of a trial's samples.
   *
   * @param value the aggregate
   * @param standardError its standard error; NaN where it is not known
   */
  record Estimate(double value, double standardError) {}

  /**
   * The study ended in good order, for now.
   *
   * @param ending why
   * @param text why, in a sentence
   */
  record Ended(Ending ending, String text) implements JournalRecord {}
}
