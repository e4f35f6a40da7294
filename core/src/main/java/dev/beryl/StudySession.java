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
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Artifact;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
 * <p>Trials may be told in any order; the same order gives the same study. A session may be used
 * from several threads, such as one for each worker: its calls are made one after another, and a
 * journal records them in that order. Listeners are called on the thread that tells.
 *
 * <p>A worker that can end early reports how far it is:
 *
 * {@snippet :
 * for (int epoch = 0; epoch < epochs; epoch++) {
 *   session.report(proposal, epoch, train(epoch));
 *   if (session.shouldPrune(proposal)) {
 *     return session.tellPruned(proposal);
 *   }
 * }
 * }
 */
public final class StudySession implements AutoCloseable {
  private static final String STEP = "session";

  private final OpenStudy run;
  private final Map<Integer, PendingTrial> pending = new LinkedHashMap<>();
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
      run.start();
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
            var _ = askOnce(wanted, new ArrayList<>(), run.settings().execution().limits().trial());
          }

          @Override
          public void give() {
            giveAgain();
          }

          @Override
          public void replace(int trial, Treatment treatment) {
            var _ = runInstead(trial, treatment);
          }

          @Override
          public void tell(int trial, Outcome outcome) {
            if (pending.containsKey(trial)) { // no constraint has rejected it just now
              var _ = enterWithout(trial, outcome);
            }
          }

          @Override
          public void tell(int trial, List<ReplicateResult> results) {
            var _ = enter(trial, results);
          }
        });
    replaying = false;
  }

  private void giveAgain() {
    Treatment given = run.proposals().takeRecorded();
    run.throwIfFailed();
    if (given != null) {
      propose(
          run.proposals().asked() - 1,
          given,
          new ArrayList<>(),
          run.settings().execution().limits().trial());
    }
  }

  /**
   * {@return the proposals that were not told yet; after a journal was replayed, those that it
   * recorded and did not tell}
   */
  public synchronized List<Proposal> pending() {
    return pending.entrySet().stream()
        .map(entry -> new Proposal(entry.getKey(), entry.getValue().treatment()))
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
    return ask(max, run.settings().execution().limits().trial());
  }

  /**
   * Asks for treatments that are to be told within a time, as {@link #ask(int)} does. A proposal
   * that is not told by then is told to the optimizer as timed out, at the next call of {@link
   * #ask(int)} or {@link #expire()}. For {@link #ask(int)} the time is that of {@link
   * Study#trialTimeout}, if it is set. Proposals that are pending when a session is opened again
   * have that time from then on.
   *
   * @param max the largest number of treatments to return, at least 1
   * @param within how long the caller may take for each of them; positive
   * @return at most {@code max} proposals
   * @throws IllegalArgumentException if {@code max} is below 1 or the time is not positive
   * @throws StudyFailedException if the optimizer failed, or the failure policy ended the study
   * @throws IllegalStateException if the session is closed
   */
  public List<Proposal> askWithin(int max, Duration within) {
    Nulls.refuse("session: within", within);
    if (!within.isPositive()) {
      throw new IllegalArgumentException("ask: expected a time above zero, got " + within);
    }
    return ask(max, within);
  }

  private synchronized List<Proposal> ask(int max, @Nullable Duration within) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    requireOpen();
    var _ = expire();
    var proposals = new ArrayList<Proposal>();
    takeGiven(max, proposals, within);
    boolean any = true;
    while (any && proposals.size() < max) {
      any = askOnce(max - proposals.size(), proposals, within);
    }
    return proposals;
  }

  /** Proposes what the study was given. */
  private void takeGiven(int max, List<Proposal> proposals, @Nullable Duration within) {
    List<Treatment> given;
    do {
      given = run.proposals().takeGiven(max - proposals.size());
      run.throwIfFailed();
      int number = run.proposals().asked() - given.size();
      for (Treatment treatment : given) {
        propose(number++, treatment, proposals, within);
      }
    } while (!given.isEmpty() && proposals.size() < max);
  }

  /**
   * Tells the optimizer of the proposals whose time has passed, as timed out.
   *
   * @return the trials that timed out now, in the order in which they were proposed
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized List<Trial> expire() {
    requireOpen();
    long now = System.nanoTime();
    var expired = new ArrayList<Trial>();
    for (Map.Entry<Integer, PendingTrial> entry : List.copyOf(pending.entrySet())) {
      Duration limit = entry.getValue().passed(now);
      if (limit != null) {
        Outcome timedOut = new Outcome.TimedOut(0, STEP, limit);
        expired.add(enter(entry.getKey(), List.of(result(entry.getKey(), timedOut))));
      }
    }
    return expired;
  }

  /**
   * Runs a treatment before those that the optimizer proposes next: the next {@link #ask(int)}
   * returns it. Treatments come in the order in which they were enqueued, after those of {@link
   * Study#startWith}. Each is a trial of the study, and is told to the optimizer as a trial that it
   * did not propose.
   *
   * @param treatment of the study's space or of one with the same parameters, or made by hand
   * @throws IllegalArgumentException if it does not fit the search space; the message lists all
   *     faults
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void enqueue(Treatment treatment) {
    Nulls.refuse("session: treatment", treatment);
    requireOpen();
    run.enqueue(treatment);
  }

  /** Asks the optimizer once; returns whether it proposed anything. */
  private boolean askOnce(int wanted, List<Proposal> proposals, @Nullable Duration within) {
    List<Treatment> asked = run.proposals().askOptimizer(wanted);
    run.throwIfFailed();
    if (asked.isEmpty()) {
      exhausted = pending.isEmpty();
      noteNothingProposed(wanted);
      return false;
    }
    int number = run.proposals().asked() - asked.size();
    for (Treatment treatment : asked) {
      propose(number++, treatment, proposals, within);
    }
    return true;
  }

  private void noteNothingProposed(int wanted) {
    boolean called = run.state().stop() == null && run.proposals().hasRoom();
    if (run.journal() != null && !replaying && called) {
      run.journal().nothingProposed(wanted);
    }
  }

  private void propose(
      int number, Treatment treatment, List<Proposal> proposals, @Nullable Duration within) {
    Outcome rejection = TrialLoop.rejection(run.settings().problem().space(), treatment);
    if (rejection != null) {
      run.state().enter(TrialState.decided(number, treatment, rejection));
      return;
    }
    Pruner.Judge judge = run.state().judge(number);
    run.throwIfFailed();
    pending.put(number, new PendingTrial(treatment, judge, within, System.nanoTime()));
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
  public synchronized Trial tell(int number, double... values) {
    Nulls.refuse("session: values", values);
    var _ = requirePending(number);
    List<MetricValues> recorded =
        Told.values("trial " + number, run.settings().problem().metrics(), values);
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
  public synchronized Trial tell(int number, Map<String, double[]> metrics) {
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

  /** A replicate's result; that of the first has the trial's reports and notes. */
  private ReplicateResult result(
      int trial, int replicate, Outcome status, List<MetricValues> metrics) {
    PendingTrial told = requirePending(trial);
    return new ReplicateResult(
        trial,
        replicate,
        status,
        metrics,
        replicate == 0 ? told.reports() : List.of(),
        replicate == 0 ? told.notes() : Map.of(),
        Duration.ZERO);
  }

  private ReplicateResult result(int trial, Outcome status) {
    return result(trial, 0, status, List.of());
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
  public synchronized Trial fail(int number, Throwable cause) {
    Nulls.refuse("session: cause", cause);
    var _ = requirePending(number);
    var slot = new ReplicateSlot();
    slot.fail(0, STEP, cause);
    return enter(number, List.of(result(number, slot.status())));
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

  /**
   * Tells that a trial failed, where there is no exception.
   *
   * @param number the trial's number, as proposed
   * @param why what happened, in one sentence
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if no such trial is pending
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized Trial tellFailed(int number, String why) {
    Nulls.refuse("session: why", why);
    var failed = new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, STEP, why, null);
    return enter(number, List.of(result(number, failed)));
  }

  /**
   * Tells that a proposal failed, where there is no exception.
   *
   * @param proposal a pending proposal of this session
   * @param why what happened, in one sentence
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if the proposal is not pending or is another session's
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial tellFailed(Proposal proposal, String why) {
    return tellFailed(numberOf(proposal), why);
  }

  /**
   * Reports intermediate values of a pending trial, such as the loss after an epoch. The study's
   * pruner, if it has one, judges them; {@link #shouldPrune(int)} says how. A journal records them
   * when the trial is told.
   *
   * @param number the trial's number, as proposed
   * @param step how far the trial is, such as its epoch; increasing
   * @param values one for each objective
   * @throws IllegalArgumentException if no such trial is pending, or the number of values is wrong
   * @throws StudyFailedException if the pruner failed
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void report(int number, long step, double... values) {
    Nulls.refuse("session: values", values);
    PendingTrial trial = requirePending(number);
    Told.requireValues("trial " + number, step, run.settings().problem().objectives(), values);
    try {
      trial.report(new Report(0, step, values.clone()));
    } catch (Throwable thrown) {
      run.state().judgeFailed(number, thrown);
    }
    run.throwIfFailed();
  }

  /**
   * Reports intermediate values of a proposal, as {@link #report(int, long, double...)} does.
   *
   * @param proposal a pending proposal of this session
   * @param step how far the trial is, such as its epoch; increasing
   * @param values one for each objective
   * @throws IllegalArgumentException if the proposal is not pending or is another session's, or the
   *     number of values is wrong
   * @throws StudyFailedException if the pruner failed
   * @throws IllegalStateException if the session is closed
   */
  public void report(Proposal proposal, long step, double... values) {
    report(numberOf(proposal), step, values);
  }

  /**
   * Tells whether the pruner would end a trial by its reports so far. To end it, call {@link
   * #tellPruned(int)}.
   *
   * @param number the trial's number, as proposed
   * @return whether it compares badly; false without a pruner
   * @throws IllegalArgumentException if no such trial is pending
   * @throws IllegalStateException if the session is closed
   */
  public synchronized boolean shouldPrune(int number) {
    return requirePending(number).isBehind();
  }

  /**
   * Tells whether the pruner would end a proposal by its reports so far.
   *
   * @param proposal a pending proposal of this session
   * @return whether it compares badly; false without a pruner
   * @throws IllegalArgumentException if the proposal is not pending or is another session's
   * @throws IllegalStateException if the session is closed
   */
  public boolean shouldPrune(Proposal proposal) {
    return shouldPrune(numberOf(proposal));
  }

  /**
   * Tells that a trial was ended early, with what it reported.
   *
   * @param number the trial's number, as proposed
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if no such trial is pending
   * @throws StudyFailedException if a failing optimizer or pruner ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized Trial tellPruned(int number) {
    List<Report> reports = requirePending(number).reports();
    long step = reports.isEmpty() ? -1 : reports.getLast().step();
    return enter(number, List.of(result(number, new Outcome.Pruned(0, step))));
  }

  /**
   * Tells that a proposal was ended early, with what it reported.
   *
   * @param proposal a pending proposal of this session
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if the proposal is not pending or is another session's
   * @throws StudyFailedException if a failing optimizer or pruner ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial tellPruned(Proposal proposal) {
    return tellPruned(numberOf(proposal));
  }

  /**
   * Keeps a note with a pending trial, as {@link Context#note} does. It is recorded when the trial
   * is told.
   *
   * @param number the trial's number, as proposed
   * @param key what the note is about; not blank
   * @param text the note
   * @throws IllegalArgumentException if no such trial is pending, the key is blank, or a text is
   *     not well-formed UTF-16
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void note(int number, String key, String text) {
    NoteTexts.require("trial " + number, key, text);
    requirePending(number).note(key, text);
  }

  /**
   * Keeps a note with a proposal, as {@link #note(int, String, String)} does.
   *
   * @param proposal a pending proposal of this session
   * @param key what the note is about; not blank
   * @param text the note
   * @throws IllegalArgumentException if the proposal is not pending or is another session's, the
   *     key is blank, or a text is not well-formed UTF-16
   * @throws IllegalStateException if the session is closed
   */
  public void note(Proposal proposal, String key, String text) {
    note(numberOf(proposal), key, text);
  }

  /**
   * Records a file that a pending trial leaves, as {@link Context#artifact} does.
   *
   * @param proposal a pending proposal of this session
   * @param name what it is, such as {@code model}; not blank
   * @param file a file that is complete and will not change
   * @throws IllegalArgumentException if the proposal is not pending or is another session's, there
   *     is no such file, or the name is blank or not well-formed UTF-16
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if the session is closed
   */
  public void artifact(Proposal proposal, String name, Path file) throws IOException {
    Nulls.refuse("session: name", name);
    Nulls.refuse("session: file", file);
    int number = numberOf(proposal);
    Artifact artifact = ArtifactFiles.describe("trial " + number, name, file);
    synchronized (this) {
      requirePending(number).note(Artifact.KEY + name, artifact.note());
    }
  }

  /**
   * Keeps a note with the study, not with a trial, as {@link Study#notes} does. A journal records
   * it at once.
   *
   * @param key what the note is about; not blank
   * @param text the note; it replaces an earlier one under the same key
   * @throws IllegalArgumentException if the key is blank, or a text is null or not well-formed
   *     UTF-16
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void noteStudy(String key, String text) {
    NoteTexts.require("the study", key, text);
    requireOpen();
    run.note(key, text);
  }

  /**
   * Runs another treatment in the place of a proposal. The optimizer will be told of its proposal
   * as withdrawn, and of the other treatment's result as a trial that it did not propose. The trial
   * keeps its number; {@link Trial#origin()} marks it as given. A journal records it at once.
   *
   * @param number the trial's number, as proposed
   * @param treatment what is run; of the study's space or of one with the same parameters, or made
   *     by hand
   * @return the pending proposal in its new form, to be told
   * @throws IllegalArgumentException if no such trial is pending, or the treatment does not fit the
   *     search space or violates a hard constraint
   * @throws IllegalStateException if the session is closed
   */
  public synchronized Proposal runInstead(int number, Treatment treatment) {
    Nulls.refuse("session: treatment", treatment);
    PendingTrial trial = requirePending(number);
    SearchSpace space = run.settings().problem().space();
    Treatment other = space.bind(treatment);
    Outcome rejection = TrialLoop.rejection(space, other);
    if (rejection != null) {
      throw new IllegalArgumentException(
          "trial %s: %s would be %s; choose a treatment that satisfies the hard constraints"
              .formatted(number, other, rejection));
    }
    if (run.journal() != null && !replaying) {
      run.journal().replaced(number, other);
    }
    run.proposals().replace(number, trial.treatment());
    trial.replace(other);
    return new Proposal(number, other);
  }

  /**
   * Runs another treatment in the place of a proposal, as {@link #runInstead(int, Treatment)} does.
   *
   * @param proposal a pending proposal of this session
   * @param treatment what is run
   * @return the pending proposal in its new form, to be told
   * @throws IllegalArgumentException if the proposal is not pending or is another session's, or the
   *     treatment does not fit the search space or violates a hard constraint
   * @throws IllegalStateException if the session is closed
   */
  public Proposal runInstead(Proposal proposal, Treatment treatment) {
    return runInstead(numberOf(proposal), treatment);
  }

  /**
   * Withdraws a proposal that will not be run. The optimizer is told that it was rejected, so that
   * it goes on without it; the trial counts for {@link Study#trials}.
   *
   * @param number the trial's number, as proposed
   * @param why the reason, in one sentence; may be empty
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if no such trial is pending
   * @throws StudyFailedException if a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized Trial withdraw(int number, String why) {
    Nulls.refuse("session: why", why);
    return enterWithout(number, Outcome.Rejected.withdrawn(why));
  }

  /**
   * Withdraws a proposal, as {@link #withdraw(int, String)} does.
   *
   * @param proposal a pending proposal of this session
   * @param why the reason, in one sentence; may be empty
   * @return the trial as it was told to the optimizer
   * @throws IllegalArgumentException if the proposal is not pending or is another session's
   * @throws StudyFailedException if a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public Trial withdraw(Proposal proposal, String why) {
    return withdraw(numberOf(proposal), why);
  }

  private Trial enterWithout(int number, Outcome outcome) {
    Treatment treatment = requirePending(number).treatment();
    pending.remove(number);
    run.state().enter(TrialState.decided(number, treatment, outcome));
    Trial trial = run.state().last();
    run.throwIfFailed();
    return trial;
  }

  private synchronized int numberOf(Proposal proposal) {
    Objects.requireNonNull(proposal, "proposal: expected a proposal of this session, got null");
    Treatment own = requirePending(proposal.number()).treatment();
    if (!own.equals(proposal.treatment())) {
      throw new IllegalArgumentException(
          "proposal %s is not of this session: expected %s, got %s"
              .formatted(proposal.number(), own, proposal.treatment()));
    }
    return proposal.number();
  }

  private Trial enter(int number, List<ReplicateResult> results) {
    Treatment treatment = requirePending(number).treatment();
    if (run.journal() != null && !replaying) {
      results.forEach(result -> run.journal().ended(result, ReplicateSlot.NOT_KNOWN));
    }
    pending.remove(number);
    run.state().enter(TrialState.of(number, treatment, results));
    Trial trial = run.state().last();
    run.throwIfFailed();
    return trial;
  }

  private PendingTrial requirePending(int number) {
    requireOpen();
    PendingTrial trial = pending.get(number);
    if (trial == null) {
      throw new IllegalArgumentException(
          "trial %s is not pending; pending are %s".formatted(number, pending.keySet()));
    }
    return trial;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed; open another");
    }
  }

  /**
   * {@return whether there is nothing more to ask for, because a rule ended the study or the
   * optimizer is exhausted}
   */
  public synchronized boolean isOver() {
    return closed || run.state().stop() != null || (exhausted && !run.given().anyWaits());
  }

  /** {@return the result so far} */
  public synchronized StudyResult result() {
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
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    run.endSession(why());
  }
}
