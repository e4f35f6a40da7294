package dev.beryl;

import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.WorkUnit;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.execution.local.Unit;
import dev.beryl.fault.Nulls;
import dev.beryl.journal.JournalException;
import dev.beryl.loop.UnitsByHand;
import dev.beryl.run.OpenStudy;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ask and tell replicate by replicate, for callers that run the units of a study with {@linkplain
 * Study#racing racing} themselves, such as on several machines.
 *
 * {@snippet :
 * try (UnitSession session = study.openUnits()) {
 *   for (Optional<WorkUnit> unit = session.take(); unit.isPresent(); unit = session.take()) {
 *     Treatment treatment = session.treatment(unit.get());
 *     session.tell(unit.get(), evaluate(treatment, unit.get().seed()));
 *   }
 *   System.out.println(session.result().verdict().orElseThrow());
 * }
 * }
 *
 * <p>The study is the one that an experiment would run with the same values: the same trials, the
 * same verdict, the same digest. {@link Study#parallelism} units are in flight. They are chosen in a
 * fixed order, each when all but the latest ones before it were told, so neither the number of
 * workers nor their speed has an influence, and a unit that is told late holds up those after it. A
 * unit that is lost with its worker is to be {@linkplain #giveBack given back}.
 *
 * <p>A session may be used from several threads, such as one for each worker: its calls are made one
 * after another. Listeners are called on the thread that tells. A journal records what was told in
 * the order of the units; a session that is opened again goes on from there, and so does an
 * experiment that optimizes the same study. What the study says of failing replicates holds, except
 * that retries and time limits of replicates are the caller's business.
 */
public final class UnitSession implements AutoCloseable {
  private static final String STEP = "session";

  private final OpenStudy run;
  private final UnitsByHand units;
  private final String study;
  private final Map<Place, Open> open = new LinkedHashMap<>(); // not told, in the order of choosing
  private final Set<WorkUnit> needless = new HashSet<>(); // handed out, before the race was decided
  private boolean closed;

  /** Which replicate of which trial. */
  private record Place(int trial, int replicate) {
    @Override
    public String toString() {
      return "replicate %s of trial %s".formatted(replicate, trial);
    }
  }

  /** A unit that was not told yet. */
  private static final class Open {
    private final WorkUnit work;
    private final Unit unit;
    private PendingTrial pending;
    private boolean isOut; // handed out

    Open(WorkUnit work, Unit unit, PendingTrial pending) {
      this.work = work;
      this.unit = unit;
      this.pending = pending;
    }
  }

  private UnitSession(OpenStudy run, UnitsByHand units) {
    this.run = run;
    this.units = units;
    this.study = run.digest();
  }

  /** Creates a session, after taking in what its journal has, if there is one. */
  static UnitSession of(OpenStudy run, UnitsByHand units) {
    var session = new UnitSession(run, units);
    try {
      run.start();
      session.advance();
      return session;
    } catch (Throwable e) {
      run.closeJournal();
      throw e;
    }
  }

  private synchronized void advance() {
    for (Unit unit : units.advance()) {
      Open chosen = open(unit);
      open.put(new Place(chosen.work.trial(), chosen.work.replicate()), chosen);
    }
    if (units.isOver()) {
      open.values().stream().filter(left -> left.isOut).forEach(left -> needless.add(left.work));
      open.clear();
    }
    notifyAll();
    run.throwIfFailed();
  }

  private Open open(Unit unit) {
    SearchSpace space = run.settings().problem().space();
    Treatment treatment = unit.work().state().treatment();
    long[] coordinates = new long[space.dimension()];
    space.coordinates(treatment, coordinates, 0);
    var work =
        new WorkUnit(
            study,
            unit.work().state().number(),
            unit.slot().replicate(),
            unit.seed(),
            coordinates);
    return new Open(work, unit, pending(treatment, unit));
  }

  private static PendingTrial pending(Treatment treatment, Unit unit) {
    return new PendingTrial(treatment, unit.slot().judge(), null, 0);
  }

  /**
   * Asks for units to run, in the order in which they were chosen.
   *
   * @param max the largest number of units to return, at least 1
   * @return at most {@code max} units; empty if there is nothing to run until the next tell, since
   *     as many units are in flight as may be or a choice waits for their values, or ever if the
   *     session {@linkplain #isOver() is over}
   * @throws IllegalArgumentException if {@code max} is below 1
   * @throws IllegalStateException if the session is closed
   */
  public synchronized List<WorkUnit> ask(int max) {
    if (!(max >= 1)) {
      throw new IllegalArgumentException("ask: expected max >= 1, got " + max);
    }
    requireOpen();
    var asked = new ArrayList<WorkUnit>();
    for (Open chosen : open.values()) {
      if (!chosen.isOut && asked.size() < max) {
        chosen.isOut = true;
        asked.add(chosen.work);
      }
    }
    return asked;
  }

  /**
   * Waits for a unit to run, as a worker does.
   *
   * @return the next unit; empty if the session is over, or was closed while it waited
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if the session is closed
   */
  public synchronized Optional<WorkUnit> take() throws InterruptedException {
    requireOpen();
    while (!closed && !units.isOver()) {
      List<WorkUnit> asked = ask(1);
      if (!asked.isEmpty()) {
        return Optional.of(asked.getFirst());
      }
      wait();
    }
    return Optional.empty();
  }

  /**
   * The treatment of a unit. Another process makes it of the unit's coordinates, by {@link
   * SearchSpace#fromCoordinates}.
   *
   * @param unit one that this session has handed out
   * @return the treatment, of the study's space
   */
  public Treatment treatment(WorkUnit unit) {
    Nulls.refuse("session: unit", unit);
    return run.settings().problem().space().fromCoordinates(unit.coordinates());
  }

  /**
   * Tells what a unit has measured.
   *
   * @param unit one that was asked for and not told
   * @param values one for each objective, then for each outcome constraint, in order; if one is NaN
   *     or infinite, the replicate counts as failed
   * @throws IllegalArgumentException if the unit is not pending or is another session's, the number
   *     of values is wrong, or two values of the same metric differ
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void tell(WorkUnit unit, double... values) {
    Nulls.refuse("session: values", values);
    Open told = requirePending(unit);
    if (told != null) {
      List<String> measured = run.settings().problem().metrics();
      enter(told, result(told, Outcome.COMPLETED, Told.values(name(unit), measured, values)));
    }
  }

  /**
   * Tells how a unit ended and all that it recorded, as another process reports it. Its reports and
   * notes are kept as they are; none of these reports is judged.
   *
   * @param result of a unit that was asked for and not told
   * @throws IllegalArgumentException if there is no such unit
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void tell(ReplicateResult result) {
    Nulls.refuse("session: result", result);
    requireOpen();
    var place = new Place(result.trial(), result.replicate());
    Open told = open.get(place);
    if (told != null && told.isOut) {
      enter(told, result);
    } else if (!needless.removeIf(unit -> place.equals(placeOf(unit)))) {
      throw notPending(place.toString());
    }
  }

  /**
   * Tells that a unit failed. What that means for its trial is said by the study.
   *
   * @param unit one that was asked for and not told
   * @param cause why it failed
   * @throws IllegalArgumentException if the unit is not pending or is another session's
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void fail(WorkUnit unit, Throwable cause) {
    Nulls.refuse("session: cause", cause);
    Open told = requirePending(unit);
    if (told != null) {
      var slot = new ReplicateSlot(unit.replicate());
      slot.fail(unit.replicate(), STEP, cause);
      enter(told, result(told, slot.status(), List.of()));
    }
  }

  /**
   * Tells that a unit failed, where there is no exception.
   *
   * @param unit one that was asked for and not told
   * @param why what happened, in one sentence
   * @throws IllegalArgumentException if the unit is not pending or is another session's
   * @throws StudyFailedException if the failure policy or a failing optimizer ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void tellFailed(WorkUnit unit, String why) {
    Nulls.refuse("session: why", why);
    Open told = requirePending(unit);
    if (told != null) {
      var failed =
          new Outcome.Failed(Outcome.Reason.EXCEPTION, unit.replicate(), STEP, why, null);
      enter(told, result(told, failed, List.of()));
    }
  }

  /**
   * Gives a unit back that will not be told, because its worker was lost, for one. It is handed out
   * again, before those that were chosen after it; what was reported of it is forgotten.
   *
   * @param unit one that was asked for and not told
   * @throws IllegalArgumentException if the unit is not pending or is another session's
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void giveBack(WorkUnit unit) {
    Open back = requirePending(unit);
    if (back != null) {
      back.isOut = false;
      back.pending = pending(back.pending.treatment(), back.unit);
      notifyAll();
    }
  }

  /**
   * Reports intermediate values of a unit, such as the loss after an epoch. The study's pruner, if
   * it has one, judges those of a treatment's first replicate; {@link #shouldPrune} says how.
   *
   * @param unit one that was asked for and not told
   * @param step how far the unit is, such as its epoch; increasing
   * @param values one for each objective
   * @throws IllegalArgumentException if the unit is not pending or is another session's, or the
   *     number of values is wrong
   * @throws StudyFailedException if the pruner failed
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void report(WorkUnit unit, long step, double... values) {
    Nulls.refuse("session: values", values);
    Open of = requirePending(unit);
    if (of == null) {
      return;
    }
    Told.requireValues(name(unit), step, run.settings().problem().objectives(), values);
    try {
      of.pending.report(new Report(unit.replicate(), step, values.clone()));
    } catch (Throwable thrown) {
      run.state().judgeFailed(unit.trial(), thrown);
    }
    run.throwIfFailed();
  }

  /**
   * Tells whether the pruner would end a treatment by its reports so far. To end it, call {@link
   * #tellPruned}.
   *
   * @param unit one that was asked for and not told
   * @return whether it compares badly; false without a pruner
   * @throws IllegalArgumentException if the unit is not pending or is another session's
   * @throws IllegalStateException if the session is closed
   */
  public synchronized boolean shouldPrune(WorkUnit unit) {
    Open of = requirePending(unit);
    return of != null && of.pending.isBehind();
  }

  /**
   * Tells that a unit, and with it its trial, was ended early, with what it reported.
   *
   * @param unit one that was asked for and not told
   * @throws IllegalArgumentException if the unit is not pending or is another session's
   * @throws StudyFailedException if a failing optimizer or pruner ended the study
   * @throws IllegalStateException if the session is closed
   */
  public synchronized void tellPruned(WorkUnit unit) {
    Open told = requirePending(unit);
    if (told != null) {
      List<Report> reports = told.pending.reports();
      long step = reports.isEmpty() ? -1 : reports.getLast().step();
      enter(told, result(told, new Outcome.Pruned(unit.replicate(), step), List.of()));
    }
  }

  private static ReplicateResult result(Open told, Outcome status, List<MetricValues> metrics) {
    return new ReplicateResult(
        told.work.trial(),
        told.work.replicate(),
        status,
        metrics,
        told.pending.reports(),
        told.pending.notes(),
        Duration.ZERO);
  }

  private void enter(Open told, ReplicateResult result) {
    open.remove(placeOf(told.work));
    told.unit.tell(result);
    advance();
  }

  private static Place placeOf(WorkUnit unit) {
    return new Place(unit.trial(), unit.replicate());
  }

  private static String name(WorkUnit unit) {
    return placeOf(unit).toString();
  }

  /** The unit that was asked for; null if the study has ended without it meanwhile. */
  private @Nullable Open requirePending(WorkUnit unit) {
    Nulls.refuse("session: unit", unit);
    requireOpen();
    Open found = open.get(placeOf(unit));
    if (found != null && found.isOut) {
      if (!found.work.equals(unit)) {
        throw new IllegalArgumentException(
            "%s is not of this session: expected %s, got %s"
                .formatted(name(unit), found.work, unit));
      }
      return found;
    }
    if (needless.remove(unit)) {
      return null;
    }
    throw notPending(name(unit));
  }

  private IllegalArgumentException notPending(String name) {
    return new IllegalArgumentException(
        "%s is not pending; pending are %s"
            .formatted(name, pending().stream().map(UnitSession::placeOf).toList()));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed; open another");
    }
  }

  /** {@return the units that were asked for and not told, in the order in which they were chosen} */
  public synchronized List<WorkUnit> pending() {
    return open.values().stream()
        .filter(chosen -> chosen.isOut)
        .map(chosen -> chosen.work)
        .toList();
  }

  /**
   * Runs a treatment before those that the optimizer proposes next, as {@link StudySession#enqueue}
   * does. Units that are chosen already come before it.
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

  /**
   * Keeps a note with the study, as {@link Study#notes} does. A journal records it at once.
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

  /** {@return whether nothing more is to be run, because the race has ended or a rule says so} */
  public synchronized boolean isOver() {
    return closed || units.isOver();
  }

  /** {@return the result so far; its verdict is there once the session is over} */
  public synchronized StudyResult result() {
    return run.result(units.end());
  }

  /**
   * Ends the session and calls the listeners' {@code onEnd}. Pending units are not told; what was
   * told is taken in. If the race is running, the verdict is what it has shown so far.
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
    units.stop();
    notifyAll();
    run.endSession(units.end());
  }
}
