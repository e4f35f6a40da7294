package dev.beryl.study;

import dev.beryl.fault.Nulls;
import dev.beryl.trial.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which failures are meant, by their kinds. Immutable.
 *
 * @param kinds at least one; unmodifiable
 */
public record Failures(Set<Kind> kinds) {

  /** A kind of failure of a replicate or a trial. */
  public enum Kind {
    /** A step threw. */
    EXCEPTION,
    /** It ran into a time limit. */
    TIMED_OUT,
    /** An objective's metric was not recorded. */
    MISSING_METRIC,
    /** An objective's metric or aggregate was NaN or infinite. */
    NOT_FINITE
  }

  /**
   * Copies the set.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Failures {
    Nulls.refuseIn("failures: kinds", kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "failures: expected at least one of %s, got none"
              .formatted(Arrays.toString(Kind.values())));
    }
    kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
  }

  /**
   * Chooses kinds of failures.
   *
   * @param first a kind
   * @param more other kinds
   * @return failures of these kinds
   */
  public static Failures of(Kind first, Kind... more) {
    Nulls.refuse("failures: first", first);
    Nulls.refuseIn("failures: more", more);
    return new Failures(EnumSet.of(first, more));
  }

  /** {@return failures of all kinds} */
  public static Failures any() {
    return new Failures(EnumSet.allOf(Kind.class));
  }

  /**
   * Tells whether an outcome is such a failure.
   *
   * @param outcome of a trial or a replicate
   * @return whether it is of one of the kinds; false if it is completed, pruned or rejected
   */
  public boolean include(Outcome outcome) {
    Nulls.refuse("failures: outcome", outcome);
    return switch (outcome) {
      case Outcome.Failed failed ->
          kinds.contains(
              switch (failed.reason()) {
                case EXCEPTION -> Kind.EXCEPTION;
                case MISSING_METRIC -> Kind.MISSING_METRIC;
                case NOT_FINITE -> Kind.NOT_FINITE;
              });
      case Outcome.TimedOut _ -> kinds.contains(Kind.TIMED_OUT);
      case Outcome.Completed _, Outcome.Pruned _, Outcome.Rejected _ -> false;
    };
  }

  /** {@return the kinds} */
  @Override
  public String toString() {
    return kinds.toString();
  }
}
