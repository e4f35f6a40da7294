package dev.beryl.run;

import dev.beryl.execution.local.InlineRunner;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateLog;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.Rounds;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.loop.Reproduction;
import dev.beryl.loop.StudyEnd;
import dev.beryl.loop.TrialLoop;
import dev.beryl.settings.ExecutionSettings;
import dev.beryl.settings.StudySettings;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The run of an open study by a loop, from its first trial to its result. */
public final class StudyRun {
  private static final System.Logger LOG = System.getLogger("dev.beryl.study");

  private final OpenStudy study;
  private final StudySettings settings;
  private volatile @Nullable TrialRunner runner;
  private volatile @Nullable Grace grace;
  private volatile boolean cancelled;

  private StudyRun(OpenStudy study) {
    this.study = study;
    this.settings = study.settings();
  }

  /** A run that is ready to start. */
  public static StudyRun of(StudySettings settings) {
    return new StudyRun(OpenStudy.of(settings, false));
  }

  /** Stops the study if the JVM shuts down before the guard is closed. */
  public ShutdownGuard guard() {
    return new ShutdownGuard(this::cancel, settings.execution().limits().grace());
  }

  /** Starts nothing more and interrupts what runs. May be called from any thread. */
  public void cancel() {
    cancelled = true;
    TrialRunner running = runner;
    if (running != null) {
      running.cancel();
    }
    Grace looking = grace;
    if (looking != null) {
      looking.expectEnd("the study was stopped", Duration.ZERO);
    }
  }

  /** Closes the journal, if the run did not end. */
  public void close() {
    study.closeJournal();
  }

  /**
   * Runs the loop on its own thread and waits until the study ends. If this thread is interrupted
   * meanwhile, the study is stopped and the interrupt flag stays set.
   *
   * @param reproducer runs a trial again; only its experiment can open the resources
   * @throws StudyFailedException if the study failed, or none of its trials was completed and some
   *     failed
   */
  public StudyResult toEnd(ReplicateBody body, UnaryOperator<Trial> reproducer) {
    int atOnce = settings.execution().atOnce(settings.parallelism(), settings.replicates());
    var ended = new FutureTask<>(() -> loop(body, atOnce, reproducer));
    // A virtual one would wait for a carrier while replicates of other studies hold them all.
    Thread thread = Thread.ofPlatform().daemon().name("beryl-study").unstarted(ended);
    var watched = new Grace(thread, settings.execution().limits().grace());
    grace = watched;
    Duration limit = settings.rules().timeLimit();
    if (limit != null) {
      watched.expectEnd("the time limit of the study has passed", limit);
    }
    thread.start();
    try {
      return await(ended);
    } finally {
      watched.end();
    }
  }

  private StudyResult loop(ReplicateBody body, int atOnce, UnaryOperator<Trial> reproducer) {
    ExecutionSettings execution = settings.execution();
    StudyEnd end;
    TrialRunner running = execution.runner(body, settings.mostInFlight(), atOnce, study.isJudged());
    try (running) {
      runner = running;
      if (cancelled) {
        running.cancel();
      }
      study.listeners().start(study.state());
      var loop =
          new TrialLoop(
              study.proposals(),
              study.state(),
              study.history(),
              running,
              settings.problem().space(),
              settings.parallelism(),
              () -> work(study.journal(), study.rounds()),
              execution.asCompleted());
      end = loop.run();
    }
    return finish(study.closeJournal(end), running.abandoned(), body.warnings(), reproducer);
  }

  private TrialWork work(@Nullable ReplicateLog log, @Nullable Rounds rounds) {
    ReplicatePolicy policy = settings.execution().failing();
    return new TrialWork(settings.replicates(), settings.seeds(), policy, log, rounds);
  }

  private StudyResult finish(
      StudyEnd looped, int abandonedThreads, List<String> ofBody, UnaryOperator<Trial> reproducer) {
    StudyEnd end = study.state().atEnd(looped);
    ofBody.forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    var warnings = new ArrayList<String>(ofBody);
    warnings.addAll(study.state().lookBackAtEnd());
    StudyResult result = study.result(end, abandonedThreads, List.copyOf(warnings), reproducer);
    study.listeners().end(result);
    if (end.ending() == Ending.FAILED) {
      throw new StudyFailedException(end.text(), result, end.cause());
    }
    return result;
  }

  private StudyResult await(FutureTask<StudyResult> ended) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return ended.get();
        } catch (InterruptedException e) {
          interrupted = true;
          cancel();
        } catch (ExecutionException e) {
          throw thrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What the loop's thread threw, as if it had been thrown here. */
  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  /** Runs a trial again, on this thread; nothing is pruned. */
  public Trial reproduce(Trial trial, ReplicateBody body) {
    TrialWork work = work(null, null);
    Treatment treatment = trial.treatment();
    SearchSpace space = settings.problem().space();
    work.begin(trial.number(), treatment, TrialLoop.rejection(space, treatment));
    try (var inline = new InlineRunner(body)) {
      return Reproduction.of(work, inline, settings.problem());
    }
  }

  @Override
  public String toString() {
    return study.toString();
  }
}
