package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a trial ended. Only a completed one has objective values. */
public sealed interface Outcome {

  /**
   * {@return whether the failure policy counts this outcome: true if the trial failed or timed out,
   * false if it was pruned or rejected}
   */
  boolean isFailure();

  /** {@return the exception that caused it, if it was thrown in this process} */
  Optional<Throwable> exception();

  /** Every replicate finished and every objective has a finite value. */
  record Completed() implements Outcome {
    @Override
    public boolean isFailure() {
      return false;
    }

    @Override
    public Optional<Throwable> exception() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "completed";
    }
  }

  /** The one instance that every completed trial shares. */
  Completed COMPLETED = new Completed(); // safe while no method here is a default one

  /** Why a trial failed. */
  enum Reason {
    /** A step threw. */
    EXCEPTION,
    /** An objective's metric was not recorded. */
    MISSING_METRIC,
    /** An objective's metric or aggregate was NaN or infinite. */
    NOT_FINITE
  }

  /**
   * The experiment's code failed. The optimizer is told of the failure itself, never of a made-up
   * value.
   *
   * @param reason what kind of failure
   * @param replicate the first replicate that failed, from 0
   * @param step the name of the step that failed; if a metric is missing or not finite, the name of
   *     the metric
   * @param message what happened, in one sentence
   * @param cause the exception, if it was thrown in this process
   */
  record Failed(
      Reason reason, int replicate, String step, String message, @Nullable Throwable cause)
      implements Outcome {
    /** Replaces what cannot be written in the texts, as they are often those of exceptions. */
    public Failed {
      Nulls.refuse("outcome: reason", reason);
      Nulls.refuse("outcome: step", step);
      Nulls.refuse("outcome: message", message);
      step = Text.repaired(step);
      message = Text.repaired(message);
    }

    @Override
    public boolean isFailure() {
      return true;
    }

    @Override
    public Optional<Throwable> exception() {
      return Optional.ofNullable(cause);
    }

    @Override
    public String toString() {
      return "failed in replicate %s at '%s': %s".formatted(replicate, step, message);
    }
  }

  /**
   * A pruner ended the trial early.
   *
   * @param replicate the last replicate that counts, from 0
   * @param step the step of its last report; -1 if it reported nothing
   * @param replicates how many replicates had ended: 0 if replicate 0 was stopped at a report, else
   *     those after which the trial was behind
   */
  record Pruned(int replicate, long step, int replicates) implements Outcome {

    /**
     * Creates the outcome of a trial whose replicate 0 was stopped at a report.
     *
     * @param replicate the replicate that was stopped, from 0
     * @param step the step of its last report
     */
    public Pruned(int replicate, long step) {
      this(replicate, step, 0);
    }

    @Override
    public boolean isFailure() {
      return false;
    }

    @Override
    public Optional<Throwable> exception() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      if (replicates == 0) {
        return "pruned: behind at step " + step;
      }
      return "pruned: behind after %s replicate%s"
          .formatted(replicates, replicates == 1 ? "" : "s");
    }
  }

  /**
   * The trial ran into a time limit.
   *
   * @param replicate the replicate that was stopped, from 0
   * @param step the name of the step that was running
   * @param limit the limit
   */
  record TimedOut(int replicate, String step, Duration limit) implements Outcome {
    /** Replaces what cannot be written in the step's name. */
    public TimedOut {
      Nulls.refuse("outcome: step", step);
      Nulls.refuse("outcome: limit", limit);
      step = Text.repaired(step);
    }

    @Override
    public boolean isFailure() {
      return true;
    }

    @Override
    public Optional<Throwable> exception() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "timed out in replicate %s at '%s' after %s".formatted(replicate, step, limit);
    }
  }

  /**
   * The trial was not run, because its treatment violates a hard constraint of the space, or
   * because the caller of a session withdrew it.
   *
   * @param constraint the constraint's name; {@link #WITHDRAWN} if the caller withdrew it
   * @param message what the constraint threw; empty if it returned false; of a withdrawn trial why
   * @param cause the exception, if it was thrown in this process
   */
  record Rejected(String constraint, String message, @Nullable Throwable cause) implements Outcome {
    /** Stands in the place of a constraint's name if the caller withdrew the trial. */
    public static final String WITHDRAWN = "(withdrawn)";

    /** Replaces what cannot be written in the message, as it is often that of an exception. */
    public Rejected {
      Nulls.refuse("outcome: constraint", constraint);
      Nulls.refuse("outcome: message", message);
      message = Text.repaired(message);
    }

    /**
     * Creates the outcome of a treatment for which a constraint returned false.
     *
     * @param constraint the constraint's name
     */
    public Rejected(String constraint) {
      this(constraint, "", null);
    }

    /**
     * Creates the outcome of a trial that its caller withdrew.
     *
     * @param why the reason; may be empty
     * @return the outcome
     */
    public static Rejected withdrawn(String why) {
      Nulls.refuse("outcome: why", why);
      return new Rejected(WITHDRAWN, why, null);
    }

    /** {@return whether the caller withdrew the trial} */
    public boolean isWithdrawn() {
      return constraint.equals(WITHDRAWN);
    }

    @Override
    public boolean isFailure() {
      return false;
    }

    @Override
    public Optional<Throwable> exception() {
      return Optional.ofNullable(cause);
    }

    @Override
    public String toString() {
      if (isWithdrawn()) {
        return message.isEmpty() ? "withdrawn" : "withdrawn: " + message;
      }
      String rejected = "rejected by constraint '" + constraint + "'";
      return message.isEmpty() ? rejected : rejected + ", which threw " + message;
    }
  }
}
