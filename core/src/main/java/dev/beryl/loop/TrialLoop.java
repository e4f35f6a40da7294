package dev.beryl.loop;

import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.journal.JournalException;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.space.Violation;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for trials, starts them, waits for them and enters them, with up to k trials in flight.
 * Trials are entered in the order in which they were proposed, so the calls of the optimizer do not
 * depend on which trial ends first. With {@code asCompleted} it enters them as they end.
 *
 * <p>Run by the thread that drives its runner.
 */
public final class TrialLoop extends StudyLoop {
  private final Asking proposals;
  private final History history;
  private final SearchSpace space;
  private final OpenCall call;
  private final boolean asCompleted;
  private final int parallelism;
  private final Supplier<TrialWork> works;
  private final ArrayDeque<TrialWork> free = new ArrayDeque<>();
  private final ArrayDeque<TrialWork> inFlight = new ArrayDeque<>(); // in the order of asking

  /**
   * Makes a loop.
   *
   * @param history what of them is known already
   * @param call where it notes that it calls them
   * @param parallelism how many trials may be in flight, at least 1
   * @param works makes room for a trial in flight
   * @param asCompleted whether trials are entered as they end
   */
  public TrialLoop(
      Asking proposals,
      StudyState state,
      History history,
      TrialRunner runner,
      SearchSpace space,
      OpenCall call,
      int parallelism,
      Supplier<TrialWork> works,
      boolean asCompleted) {
    super(state, runner);
    this.proposals = proposals;
    this.history = history;
    this.space = space;
    this.call = call;
    this.asCompleted = asCompleted;
    this.parallelism = parallelism;
    this.works = works;
  }

  @Override
  StudyEnd loop() {
    while (true) {
      fill();
      StudyEnd stop = state.stop();
      if (stop == null && inFlight.isEmpty()) {
        return runner.isCancelled()
            ? cancelled()
            : new StudyEnd(Ending.EXHAUSTED, "the optimizer has nothing more to propose", null);
      }
      if (stop != null) {
        return stop.ending() == Ending.TIME_LIMIT ? enterWhatIsFinished(stop) : stop;
      }
      TrialWork work = next();
      if (runner.isCancelled()) {
        return enterWhatIsFinished(cancelled());
      }
      inFlight.remove(work);
      state.enter(work.state());
      state.lookBack();
      if (work.isFree()) {
        free.push(work);
      }
    }
  }

  private TrialWork next() {
    if (asCompleted && inFlight.size() > 1) {
      TrialWork recorded = nextTold();
      return recorded != null ? recorded : runner.awaitAny(List.copyOf(inFlight));
    }
    TrialWork oldest = inFlight.getFirst();
    if (!oldest.isKnown()) {
      runner.await(oldest);
    }
    return oldest;
  }

  /** The trial in flight that was told next in an earlier run; null if there was none. */
  private @Nullable TrialWork nextTold() {
    int number = history.nextTold();
    for (TrialWork work : inFlight) {
      if (work.number() == number && work.isKnown()) {
        return work;
      }
    }
    return null;
  }

  private void fill() {
    while (inFlight.size() < parallelism && !runner.isCancelled()) {
      List<Treatment> proposed = proposals.ask(parallelism - inFlight.size());
      if (proposed.isEmpty()) {
        return;
      }
      int number = proposals.asked() - proposed.size();
      for (int i = 0; i < proposed.size(); i++) {
        TrialWork work = free.isEmpty() ? works.get() : free.pop();
        work.begin(number + i, proposed.get(i), rejected(proposed.get(i)));
        state.judge(work);
        restore(work);
        inFlight.add(work);
        if (!work.isKnown()) {
          runner.start(work);
        }
      }
    }
  }

  private void restore(TrialWork work) {
    try {
      history.restore(work.state());
      work.resume();
    } catch (JournalException e) {
      state.stop(new StudyEnd(Ending.FAILED, String.valueOf(e.getMessage()), e));
    }
  }

  @Override
  StudyEnd enterWhatIsFinished(StudyEnd why) {
    runner.close();
    var finished = new ArrayList<>(inFlight);
    finished.removeIf(work -> !work.isWhole());
    for (TrialWork work : finished) {
      inFlight.remove(work); // first: who goes on in this thread's place enters it no more
      state.enter(work.state());
    }
    return why;
  }

  private @Nullable Outcome rejected(Treatment treatment) {
    if (space.constraints().isEmpty()) {
      return null;
    }
    call.begin("a constraint of the space", "test");
    try {
      return rejection(space, treatment);
    } finally {
      call.end();
    }
  }

  /**
   * Returns the outcome of a treatment that a hard constraint rejects.
   *
   * @return the outcome; null if all constraints are satisfied
   */
  public static @Nullable Outcome rejection(SearchSpace space, Treatment treatment) {
    if (space.constraints().isEmpty()) {
      return null;
    }
    Violation violation = space.violated(treatment).orElse(null);
    if (violation == null) {
      return null;
    }
    Throwable cause = violation.cause();
    return new Outcome.Rejected(
        violation.constraint().name(), cause == null ? "" : cause.toString(), cause);
  }
}
