package dev.beryl.execution.local;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has an exported {@link Runner} run the replicates, which go out as units and come back as
 * results. The driving thread alone sees trials; it takes the results from {@link Answers} while it
 * waits.
 */
public final class RemoteRunner implements TrialRunner {
  private static final String STEP = "runner";

  private final RunnerSetting setting;
  private final SearchSpace space;
  private final Answers answers = new Answers();
  private final SessionThread session;
  private final Map<Place, TrialWork> out = new HashMap<>(); // submitted and not answered
  private final long studyEnd;
  private volatile boolean cancelled;
  private boolean closed;
  private @Nullable Throwable cause; // why the runner cannot go on

  /** Which replicate of which trial. */
  private record Place(int trial, int replicate) {}

  /**
   * Makes a runner that is driven by the current thread. The exported one is opened with the first
   * trial.
   *
   * @param space of the study
   * @param limits of which that of the study holds here
   */
  public RemoteRunner(Runner runner, RunnerSetting setting, SearchSpace space, Limits limits) {
    this.setting = setting;
    this.space = space;
    this.studyEnd = Limits.end(System.nanoTime(), limits.study());
    this.session = new SessionThread(runner, setting, answers);
  }

  @Override
  public void start(TrialWork work) {
    submit(work, 0, work.released());
  }

  /** Has the replicates of a trial run that have not ended, from one to another one, exclusive. */
  private void submit(TrialWork work, int from, int to) {
    var units = new ArrayList<WorkUnit>();
    for (int i = from; i < to && !cancelled; i++) {
      ReplicateSlot slot = work.slot(i);
      if (!slot.isFinished()) {
        out.put(new Place(work.number(), slot.replicate()), work);
        units.add(unit(work, i, slot));
      }
    }
    if (!units.isEmpty()) {
      session.submit(units);
    }
  }

  private WorkUnit unit(TrialWork work, int index, ReplicateSlot slot) {
    long[] coordinates = new long[space.dimension()];
    space.coordinates(work.treatment(), coordinates, 0);
    return new WorkUnit(
        setting.study(),
        work.number(),
        slot.replicate(),
        work.seed(index),
        written(slot),
        coordinates);
  }

  private byte @Nullable [] written(ReplicateSlot slot) {
    Pruner.Judge judge = slot.judge();
    if (judge == null) {
      return null;
    }
    Optional<byte[]> written;
    try {
      written = judge.write();
    } catch (Throwable e) {
      answers.warn("a judge of the pruner could not be written: " + e);
      written = Optional.empty();
    }
    slot.judgedElsewhere(written.isPresent());
    if (written.isEmpty()) {
      answers.warn(
          "the pruner's judges do not travel, so replicates that run elsewhere are judged by their"
              + " reports once they have ended, which saves no time");
    }
    return written.orElse(null);
  }

  @Override
  public void await(TrialWork work) {
    Supplier<@Nullable TrialWork> done = () -> work.isWhole() ? work : null;
    var _ = await(done);
  }

  @Override
  public TrialWork awaitAny(List<TrialWork> works) {
    TrialWork done =
        await(() -> works.stream().filter(TrialWork::isWhole).findFirst().orElse(null));
    return done == null ? works.getFirst() : done;
  }

  /** Takes answers until something is done; null if the runner was cancelled before. */
  private @Nullable TrialWork await(Supplier<@Nullable TrialWork> done) {
    while (!cancelled) {
      TrialWork found = done.get();
      if (found != null) {
        return found;
      }
      Answers.Answer next = answers.take(studyEnd);
      if (next == null) {
        cancel(); // the study's time is over
      } else {
        hear(next);
      }
    }
    return null;
  }

  private void hear(Answers.Answer answer) {
    switch (answer) {
      case Answers.Ended(ReplicateResult result, long came) -> ended(result, came);
      case Answers.Lost(int trial, int replicate, String why) -> lost(trial, replicate, why);
      case Answers.Broken(Throwable thrown) -> {
        if (cause == null && !cancelled) {
          cause = thrown;
          cancel();
        }
      }
      case Answers.Woken _ -> {}
    }
  }

  private void ended(ReplicateResult result, long came) {
    TrialWork work = out.remove(new Place(result.trial(), result.replicate()));
    if (work == null) {
      return; // a second answer, or one of a trial that has ended without it
    }
    int index = work.indexOf(result.replicate());
    ReplicateSlot slot = work.slot(index);
    slot.restore(result);
    slot.ran(came - slot.nanos(), slot.nanos());
    if (slot.judge() != null) {
      LateJudgment.of(slot);
    }
    enter(work, index);
  }

  private void lost(int trial, int replicate, String why) {
    TrialWork work = out.remove(new Place(trial, replicate));
    if (work == null) {
      return;
    }
    int index = work.indexOf(replicate);
    ReplicateSlot slot = work.slot(index);
    slot.clear();
    slot.end(new Outcome.Failed(Outcome.Reason.EXCEPTION, replicate, STEP, why, null));
    slot.finish();
    enter(work, index);
  }

  /** Goes on with a trial of which a replicate has ended. */
  private void enter(TrialWork work, int index) {
    work.noteEnd(index);
    int before = work.released();
    work.noteResult(index);
    if (work.isWhole()) {
      cancelRest(work);
    } else {
      submit(work, before, work.released());
    }
  }

  /** Cancels the replicates that the trial ended without. */
  private void cancelRest(TrialWork work) {
    boolean any = false;
    for (int i = 0; i < work.toRun(); i++) {
      any |= out.remove(new Place(work.number(), work.slot(i).replicate()), work);
    }
    if (any) {
      session.cancel(work.number());
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    session.startClosing();
    answers.wake();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  /** It runs no replicates itself. */
  @Override
  public boolean leaveDriver() {
    return false;
  }

  @Override
  public int abandoned() {
    return 0;
  }

  @Override
  public @Nullable String givenUp() {
    return cause == null ? null : "the runner could not go on: " + cause;
  }

  @Override
  public @Nullable Throwable cause() {
    return cause;
  }

  @Override
  public List<String> warnings() {
    return answers.warnings();
  }

  /** Takes what comes until the session is closed. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    cancelled = true;
    session.awaitClosed();
    answers.close();
    for (Answers.Answer late = answers.poll(); late != null; late = answers.poll()) {
      hear(late);
    }
  }
}
