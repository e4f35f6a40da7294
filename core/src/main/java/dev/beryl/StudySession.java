package dev.beryl;

import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.execution.local.TrialState;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.journal.JournalException;
import dev.beryl.loop.StudyEnd;
import dev.beryl.loop.TrialLoop;
import dev.beryl.random.Seeds;
import dev.beryl.replay.RecordedCalls;
import dev.beryl.run.OpenStudy;
import dev.beryl.settings.StudySettings;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Ask and tell without a loop, for callers that run the trials themselves.
 *
 * {@snippet :
 * try (StudySession session = study.open()) {
 *   while (!session.isOver()) {
 *     for (Proposal proposal : session.ask(1)) {
 *       session.tell(proposal, evaluate(proposal.treatment()));
 *     }
 *   }
 *   Treatment best = session.result().recommended();
 * }
 * }
 *
 * <p>Trials may be told in any order; the same order gives the same study. Use a session from one
 * thread at a time.
 */
public final class StudySession implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.beryl.study");

  private final OpenStudy run;
  private final Map<Integer, Treatment> pending = new LinkedHashMap<>();
  private boolean exhausted;
  private boolean closed;
  private boolean replaying;

  private StudySession(OpenStudy run) {
    this.run = run;
  }

  /** Creates a session, after replaying its journal, if there is one. */
  static StudySession of(OpenStudy run) {
    var session = new StudySession(run);
    try {
      run.listeners().start(run.state());
      if (run.journal() != null) {
        session.replay(run.journal().calls());
      }
      return session;
    } catch (Throwable e) {
      run.closeJournal();
      throw e;
    }
  }

  private void replay(RecordedCalls calls) {
    replaying = true;
    calls.replay(
        new RecordedCalls.Caller() {
          @Override
          public void ask(int wanted) {
            var _ = askOnce(wanted, new ArrayList<>());
          }

          @Override
          public void tell(int trial, List<ReplicateResult> results) {
            var _ = enter(trial, results);
          }
        });
    replaying = false;
  }

  /**
   * {@return the proposals that were not told yet; after a journal was replayed, those that it
   * recorded and did not tell}
   */
  public List<Proposal> pending() {
    return pending.entrySet().stream()
        .map(entry -> new Proposal(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Asks the optimizer for treatments. A treatment that violates a hard constraint is told to the
   * optimizer as rejected, and another one is asked for in its place.
   *
   * @param max the largest number of treatments to return, at least 1
   * @return at most {@code max} proposals; empty if there is nothing to propose until the next
   *     tell, or ever if no trial is pending
   * @throws IllegalArgumentException if {@code max} is below 1
   * @throws StudyFailedException if the optimizer failed, or the failure policy ended the study
   * @throws IllegalStateException if the session is closed
   */
  public List<Proposal> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    requireOpen();
    var proposals = new ArrayList<Proposal>();
    boolean any = true;
    while (any && proposals.size() < max) {
      any = askOnce(max - proposals.size(), proposals);
    }
    return proposals;
  }

  /** Asks the optimizer once; returns whether it proposed anything. */
  private boolean askOnce(int wanted, List<Proposal> proposals) {
    List<Treatment> asked = run.proposals().ask(wanted);
    throwIfFailed();
    if (asked.isEmpty()) {
      exhausted = pending.isEmpty();
      noteNothingProposed(wanted);
      return false;
    }
    int number = run.proposals().asked() - asked.size();
    for (Treatment treatment : asked) {
      propose(number++, treatment, proposals);
    }
    return true;
  }

  private void noteNothingProposed(int wanted) {
    if (run.journal() != null && !replaying && run.state().stop() == null) {
      run.journal().nothingProposed(wanted);
    }
  }

  private void propose(int number, Treatment treatment, List<Proposal> proposals) {
    Outcome rejection = TrialLoop.rejection(run.settings().problem().space(), treatment);
    if (rejection != null) {
      run.state().enter(TrialState.decided(number, treatment, rejection));
      return;
    }
    pending.put(number, treatment);
    proposals.add(new Proposal(number, treatment));
  }

  /**
   * Returns the seed that an experiment would give to a replicate: common to all trials, or the
   * trial's own if the study sets {@link Study#independentSeeds()}.
   *
   * @param number the trial's number
   * @param replicate the replicate, from 0
   * @return the seed
   */
  public long seed(int number, int replicate) {
    StudySettings settings = run.settings();
    return settings.commonSeeds()
        ? Seeds.replicate(settings.seed(), replicate)
        : Seeds.independent(settings.seed(), number, replicate);
  }

  /**
   * Tells the result of a trial that ran one replicate.
   *
   * @param number the trial's number, as proposed
   * @param values one for each objective, then for each outcome constraint, in order; if one is NaN
   *     or infinite, the trial fails
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if no such trial is pending, the number of values is wrong, or
   *     two values of the same metric differ
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial tell(int number, double... values) {
    Nulls.refuse("session: values", values);
    var _ = requirePending(number);
    List<String> measured = run.settings().problem().metrics();
    if (values.length != measured.size()) {
      throw new IllegalArgumentException(
          "trial %s: expected %s values, one for each of %s, got %s"
              .formatted(number, measured.size(), measured, Arrays.toString(values)));
    }
    var metrics = new LinkedHashMap<String, Double>();
    for (int i = 0; i < values.length; i++) {
      Double other = metrics.putIfAbsent(measured.get(i), values[i]);
      if (other != null && !other.equals(values[i])) {
        throw new IllegalArgumentException(
            "trial %s: metric '%s' is measured twice: expected one value, got %s and %s"
                .formatted(number, measured.get(i), other, values[i]));
      }
    }
    var recorded = new ArrayList<MetricValues>();
    metrics.forEach((metric, value) -> recorded.add(new MetricValues(metric, value)));
    return enter(number, List.of(result(number, 0, Outcome.COMPLETED, recorded)));
  }

  /**
   * Tells the result of a proposal that was run once, as {@link #tell(int, double...)} does.
   *
   * @param proposal a pending proposal of this session
   * @param values one for each objective, then for each outcome constraint, in order
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if the proposal is not pending or is another session's, the
   *     number of values is wrong, or two values of the same metric differ
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial tell(Proposal proposal, double... values) {
    return tell(numberOf(proposal), values);
  }

  /**
   * Tells the result of a trial that ran several replicates.
   *
   * @param number the trial's number, as proposed
   * @param metrics metric to its values, one for each replicate; every metric has the same number
   *     of values
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if no such trial is pending, or if the metrics have no values
   *     or different numbers of values
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial tell(int number, Map<String, double[]> metrics) {
    Nulls.refuseIn("session: metrics", metrics);
    var _ = requirePending(number);
    var faults = new Faults("trial " + number);
    int replicates = metrics.values().stream().mapToInt(values -> values.length).max().orElse(0);
    faults.require(replicates >= 1, "metrics: expected at least one value, got none");
    metrics.forEach((metric, values) ->
        faults.require(
            values.length == replicates,
            "metric '%s': expected %s values, as for the other metrics, got %s",
            metric,
            replicates,
            values.length));
    faults.throwIfAny();
    var sorted = new TreeMap<>(metrics);
    var results = new ArrayList<ReplicateResult>();
    for (int r = 0; r < replicates; r++) {
      var recorded = new ArrayList<MetricValues>();
      for (Map.Entry<String, double[]> metric : sorted.entrySet()) {
        recorded.add(new MetricValues(metric.getKey(), metric.getValue()[r]));
      }
      results.add(result(number, r, Outcome.COMPLETED, recorded));
    }
    return enter(number, results);
  }

  /**
   * Tells the result of a proposal that ran several replicates, as {@link #tell(int, Map)} does.
   *
   * @param proposal a pending proposal of this session
   * @param metrics metric to its values, one for each replicate; every metric has the same number
   *     of values
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if the proposal is not pending or is another session's, or if
   *     the metrics have no values or different numbers of values
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial tell(Proposal proposal, Map<String, double[]> metrics) {
    return tell(numberOf(proposal), metrics);
  }

  private static ReplicateResult result(
      int trial, int replicate, Outcome status, List<MetricValues> metrics) {
    return new ReplicateResult(
        trial, replicate, status, metrics, List.of(), Map.of(), Duration.ZERO);
  }

  /**
   * Tells that a trial failed.
   *
   * @param number the trial's number, as proposed
   * @param cause why it failed
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if no such trial is pending
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial fail(int number, Throwable cause) {
    Nulls.refuse("session: cause", cause);
    var _ = requirePending(number);
    var slot = new ReplicateSlot();
    slot.fail(0, "session", cause);
    return enter(number, List.of(result(number, 0, slot.status(), List.of())));
  }

  /**
   * Tells that a proposal failed.
   *
   * @param proposal a pending proposal of this session
   * @param cause why it failed
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if the proposal is not pending or is another session's
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial fail(Proposal proposal, Throwable cause) {
    return fail(numberOf(proposal), cause);
  }

  private int numberOf(Proposal proposal) {
    Objects.requireNonNull(proposal, "proposal: expected a proposal of this session, got null");
    Treatment own = requirePending(proposal.number());
    if (!own.equals(proposal.treatment())) {
      throw new IllegalArgumentException(
          "proposal %s is not of this session: expected %s, got %s"
              .formatted(proposal.number(), own, proposal.treatment()));
    }
    return proposal.number();
  }

  private Trial enter(int number, List<ReplicateResult> results) {
    Treatment treatment = requirePending(number);
    if (run.journal() != null && !replaying) {
      results.forEach(run.journal()::ended);
    }
    pending.remove(number);
    run.state().enter(TrialState.of(number, treatment, results));
    Trial trial = run.state().last();
    throwIfFailed();
    return trial;
  }

  private Treatment requirePending(int number) {
    requireOpen();
    Treatment treatment = pending.get(number);
    if (treatment == null) {
      throw new IllegalArgumentException(
          "trial %s is not pending; pending are %s".formatted(number, pending.keySet()));
    }
    return treatment;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed; open another");
    }
  }

  private void throwIfFailed() {
    StudyEnd stop = run.state().stop();
    if (stop != null && stop.ending() == Ending.FAILED) {
      throw new StudyFailedException(stop.text(), run.result(stop), stop.cause());
    }
  }

  /**
   * {@return whether there is nothing more to ask for, because a rule ended the study or the
   * optimizer is exhausted}
   */
  public boolean isOver() {
    return closed || exhausted || run.state().stop() != null;
  }

  /** {@return the result so far} */
  public StudyResult result() {
    return run.result(why());
  }

  private StudyEnd why() {
    StudyEnd stop = run.state().stop();
    if (stop != null) {
      return stop;
    }
    return exhausted
        ? new StudyEnd(Ending.EXHAUSTED, "the optimizer has nothing more to propose", null)
        : new StudyEnd(Ending.STOPPED, "the session has not ended yet", null);
  }

  /**
   * Ends the session and calls the listeners' {@code onEnd}. Pending trials are not told.
   *
   * @throws JournalException if the journal could not be written, now or before, so that it lacks
   *     some of what was told
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    StudyEnd why = run.closeJournal(why());
    StudyResult result = run.result(why);
    result.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    run.listeners().end(result);
    if (why.cause() instanceof JournalException lost) {
      throw lost;
    }
  }
}
