package dev.beryl.run;

import dev.beryl.execution.Runner;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.journal.JournalException;
import dev.beryl.loop.OpenCall;
import dev.beryl.loop.RaceLoop;
import dev.beryl.loop.StudyEnd;
import dev.beryl.loop.StudyLoop;
import dev.beryl.loop.TrialLoop;
import dev.beryl.settings.ExecutionSettings;
import dev.beryl.settings.StudySettings;
import dev.beryl.study.Ending;
import dev.beryl.study.Failures;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The work of a study's loop thread, from the first trial to the result. Another thread ends it if
 * that one is left behind in a replicate or in a call of a user's code.
 */
final class LoopWork {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private final OpenStudy study;
  private final OpenCall call;
  private final ReplicateBody body;
  private final UnaryOperator<Trial> reproducer;
  private volatile @Nullable TrialRunner runner;
  private volatile boolean cancelled;
  private @Nullable StudyLoop loop;
  private @Nullable StudyEnd ended; // and noted in the journal
  private boolean revised; // the result knows what ran again in earlier runs
  private final Set<String> warnings = new LinkedHashSet<>(); // of runners and replicates
  private int abandonedBefore; // threads, before trials ran again
  private volatile @Nullable Duration took; // null: it has not ended

  LoopWork(OpenStudy study, ReplicateBody body, UnaryOperator<Trial> reproducer) {
    this.study = study;
    this.call = study.call();
    this.body = body;
    this.reproducer = reproducer;
  }

  /** Starts nothing more and interrupts what runs. From any thread. */
  void cancel() {
    cancelled = true;
    TrialRunner running = runner;
    if (running != null) {
      running.cancel();
    }
  }

  /** How long the study took; null while it runs. */
  @Nullable Duration took() {
    return took;
  }

  /** Runs the study on the current thread. */
  StudyResult run(int atOnce, Supplier<TrialWork> works) {
    StudySettings settings = study.settings();
    ExecutionSettings execution = settings.execution();
    TrialRunner running = newRunner(atOnce, study.isJudged());
    StudyLoop trials =
        settings.racing() != null
            ? new RaceLoop(study.raceOrder(settings.racing()), study.state(), running)
            : new TrialLoop(
                study.proposals(),
                study.state(),
                study.history(),
                running,
                settings.problem().space(),
                call,
                settings.parallelism(),
                works,
                execution.asCompleted());
    loop = trials;
    runner = running;
    if (cancelled) {
      running.cancel();
    }
    study.start();
    StudyEnd end = trials.run();
    return finish(rerun(end, running, atOnce), runner == null ? running : runner);
  }

  private TrialRunner newRunner(int atOnce, boolean judged) {
    StudySettings settings = study.settings();
    ExecutionSettings execution = settings.execution();
    Runner elsewhere = execution.runner();
    return elsewhere == null
        ? execution.runner(body, settings.mostInFlight(), atOnce, judged)
        : study.remote(elsewhere);
  }

  /** Runs again what failed in earlier runs, if that is wanted and the study is done. */
  private StudyEnd rerun(StudyEnd end, TrialRunner running, int atOnce) {
    Failures failures = study.settings().rerun();
    Reruns reruns = reviseBefore();
    boolean isDone = end.ending() != Ending.FAILED && !running.isCancelled();
    List<Integer> numbers =
        failures == null || reruns == null || !isDone ? List.of() : reruns.toRun(failures);
    if (failures == null || reruns == null || numbers.isEmpty()) {
      return end;
    }
    running.close();
    abandonedBefore = running.abandoned();
    warnings.addAll(running.warnings());
    TrialRunner again = newRunner(atOnce, false);
    runner = again;
    if (cancelled) {
      again.cancel();
    }
    try {
      study.revise(reruns.run(numbers, failures, again));
    } catch (JournalException e) {
      return StudyEnd.failed(e);
    }
    String givenUp = again.givenUp();
    if (givenUp != null) {
      return new StudyEnd(Ending.FAILED, givenUp, again.cause());
    }
    return again.isCancelled()
        ? StudyEnd.of(Ending.STOPPED, "it was stopped while trials ran again")
        : end;
  }

  private @Nullable Reruns reviseBefore() {
    Reruns reruns = study.reruns();
    if (reruns != null && !revised) {
      revised = true;
      study.revise(reruns.before());
    }
    return reruns;
  }

  /**
   * Leaves the loop's thread behind in a replicate that ignores its interrupt. From any thread.
   *
   * @return whether it is in one
   */
  boolean leaveReplicate() {
    TrialRunner running = runner;
    return running != null && running.leaveDriver();
  }

  /** Ends the study on the current thread, after the loop's thread was left behind. */
  StudyResult endInItsPlace() {
    TrialRunner running = runner;
    StudyLoop trials = loop;
    if (running == null || trials == null) {
      throw new IllegalStateException("the study has not started");
    }
    return finish(ended == null ? trials.endInItsPlace() : ended, running);
  }

  private StudyResult finish(StudyEnd looped, TrialRunner running) {
    running.close();
    if (!revised) {
      var _ = reviseBefore();
    }
    if (ended == null) {
      StudyEnd said = looped.and(call.text());
      StudyEnd closed = study.closeJournal(said);
      ended = closed.equals(said) ? looped : closed;
    }
    StudyEnd end = study.atEnd(ended.and(call.text()));
    List<String> lookedBack = study.state().lookBackAtEnd(); // logged when it was said
    warnings.addAll(running.warnings());
    warnings.addAll(body.warnings());
    warnings.addAll(lookedBack);
    StudyResult result =
        study.result(
            end,
            running.abandoned() + abandonedBefore + call.threadsLeft(),
            List.copyOf(warnings),
            reproducer);
    took = result.elapsed();
    study.end(result);
    result.warnings().stream()
        .filter(warning -> !lookedBack.contains(warning))
        .forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    if (end.ending() == Ending.FAILED) {
      throw new StudyFailedException(end.text(), result, end.cause());
    }
    return result;
  }
}
