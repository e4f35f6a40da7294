package dev.beryl;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.run.WorkerRun;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs replicates of a study that is optimized in another process. {@link Experiment#worker} makes
 * it; a {@link dev.beryl.execution.Runner} hands it {@linkplain WorkUnit units} and brings the
 * results back.
 *
 * <p>It may be used from several threads: each thread that calls {@code run} runs one replicate at
 * a time. The experiment's resources and steps are opened once, before the first unit, and closed
 * by {@link #close}.
 */
public final class StudyWorker implements AutoCloseable {
  private final WorkerRun run;
  private final Pipeline<?> pipeline;
  private final Shared shared;
  private @Nullable Scope scope;
  private boolean closed;

  StudyWorker(WorkerRun run, Pipeline<?> pipeline) {
    this.run = run;
    this.pipeline = pipeline;
    this.shared = new Shared(run.settings().seed(), run.settings().problem().objectives());
  }

  /**
   * Tells which study's units will come, and checks that this worker has the same study. To be
   * called before the first unit.
   *
   * @param setting what the runner of the study was given
   * @throws IllegalStateException if a replicate would not be the same here, because this process
   *     has another version of the code, for example; the message has the lines that differ; or if
   *     units of another study were accepted before
   */
  public void accept(RunnerSetting setting) {
    Nulls.refuse("worker: setting", setting);
    run.accept(setting);
  }

  /**
   * Runs a replicate and waits for its end. What the experiment throws is part of the result; a
   * replicate that throws is run again as the study's retries say, and one that takes longer than
   * the study's limit of a replicate has timed out. It runs on a new thread, which inherits the
   * calling thread's context class loader and inheritable thread locals.
   *
   * <p>If the calling thread is interrupted, the replicate is asked to end and is interrupted, as
   * in a study that is stopped. If it does not end within the study's grace time, its thread is
   * left behind.
   *
   * @param unit of the accepted study
   * @return how the replicate ended: completed, failed, timed out or pruned
   * @throws InterruptedException if the calling thread is interrupted; there is no result then
   * @throws ExperimentException if a resource or step cannot be opened
   * @throws IllegalArgumentException if the unit does not fit the study's space, or its judge is
   *     not of the study's pruner
   * @throws IllegalStateException if the unit's study was not accepted, the worker is closed, or
   *     more threads were left behind than the study allows
   */
  public ReplicateResult run(WorkUnit unit) throws InterruptedException {
    Nulls.refuse("worker: unit", unit);
    run.require(unit);
    open();
    return run.run(List.of(unit), Duration.ZERO).getFirst();
  }

  /**
   * Runs replicates one after another, as {@link #run(WorkUnit)} does, on one new thread: for units
   * that take less than it costs to start a thread. What a replicate leaves in thread locals the
   * next one finds, as on the threads of a study in one process.
   *
   * @param units of the accepted study, at least one
   * @param time after which no unit begins but the first
   * @return how the first of the units ended, in their order, at least one: all of them, unless the
   *     time was over or a thread was left behind with the last of these
   * @throws InterruptedException if the calling thread is interrupted; there are no results then
   * @throws ExperimentException if a resource or step cannot be opened
   * @throws IllegalArgumentException if a unit does not fit the study's space, or its judge is not
   *     of the study's pruner; if there is no unit, or the time is negative; nothing has run then
   * @throws IllegalStateException if the units' study was not accepted, the worker is closed, or
   *     more threads were left behind than the study allows
   */
  public List<ReplicateResult> run(List<WorkUnit> units, Duration time)
      throws InterruptedException {
    Nulls.refuseIn("worker: units", units);
    Nulls.refuse("worker: time", time);
    List<WorkUnit> copy = List.copyOf(units);
    var faults = new Faults("worker");
    faults.require(!copy.isEmpty(), "units: expected at least one, got none");
    faults.require(!time.isNegative(), "time: expected >= 0, got %s", time);
    faults.throwIfAny();
    copy.forEach(run::require);
    open();
    return run.run(copy, time);
  }

  /** Opens resources and steps before the first unit. */
  private synchronized void open() {
    if (closed) {
      throw new IllegalStateException("the worker is closed; make another");
    }
    if (scope == null) {
      Scope opened = Scope.of(pipeline);
      scope = opened;
      run.open(new ExperimentBody(pipeline, opened, shared, new ReadParameters()));
    }
  }

  /** {@return how many threads were left behind, as their replicates ignored an interrupt} */
  public int abandonedThreads() {
    return run.abandoned();
  }

  /**
   * Ends what runs, as if its threads were interrupted, and closes the resources and steps in
   * reverse order. Idempotent.
   *
   * @throws ExperimentException if one cannot be closed; all others are closed then, too
   */
  @Override
  public void close() {
    Scope opened;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      opened = scope;
    }
    run.close();
    if (opened != null) {
      opened.close();
    }
  }

  /** {@return the experiment's steps and resources, or its metric} */
  @Override
  public String toString() {
    return "worker of " + pipeline;
  }
}
