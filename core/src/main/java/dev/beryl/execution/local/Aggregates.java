package dev.beryl.execution.local;

import dev.beryl.metric.Recordings;
import org.jspecify.annotations.Nullable;

/** The values of a trial's first replicates, for a judge. Used by one thread at a time. */
@FunctionalInterface
public interface Aggregates {

  /**
   * Aggregates what some replicates recorded.
   *
   * @param recordings of the replicates, which all ran to their end
   * @return a new array with a finite value for each objective, in the metrics' direction; null if
   *     one has no value
   */
  double @Nullable [] of(Recordings recordings);
}
