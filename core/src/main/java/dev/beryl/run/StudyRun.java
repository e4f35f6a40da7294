package dev.beryl.run;

import dev.beryl.execution.local.InlineRunner;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateLog;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.Rounds;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.execution.local.Unit;
import dev.beryl.loop.RaceRecord;
import dev.beryl.loop.Reproduction;
import dev.beryl.loop.TrialLoop;
import dev.beryl.settings.StudySettings;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The run of an open study by a loop, from its first trial to its result. */
public final class StudyRun {
  private final OpenStudy study;
  private final StudySettings settings;
  private volatile @Nullable LoopWork loop;
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

  public StudySettings settings() {
    return settings;
  }

  /** Stops the study if the JVM shuts down before the guard is closed. */
  public ShutdownGuard guard() {
    return new ShutdownGuard(this::cancel, settings.execution().limits().grace());
  }

  /** Starts nothing more and interrupts what runs. May be called from any thread. */
  public void cancel() {
    cancelled = true;
    LoopWork running = loop;
    if (running != null) {
      running.cancel();
    }
    Grace looking = grace;
    if (looking != null) {
      looking.expectEnd();
    }
  }

  /**
   * Adds a treatment to be run. From any thread.
   *
   * @throws IllegalArgumentException if it does not fit the space
   * @throws IllegalStateException if the study has ended
   */
  public void enqueue(Treatment treatment) {
    study.enqueue(treatment);
  }

  /**
   * Keeps a note of the study. From any thread.
   *
   * @throws IllegalStateException if the study has ended
   */
  public void note(String key, String text) {
    study.note(key, text);
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
    int each = settings.racing() == null ? settings.replicates() : 1;
    int atOnce = settings.execution().atOnce(settings.parallelism(), each);
    var work = new LoopWork(study, body, reproducer);
    var thread = new LoopThread();
    var watched = new Grace(work, thread, study.call(), settings.execution().limits().grace());
    loop = work;
    grace = watched;
    if (cancelled) { // read after the writes: either this or cancel() sees the other
      cancel();
    }
    Duration limit = settings.rules().timeLimit();
    if (limit != null) {
      watched.expectEnd("the time limit of the study has passed", limit);
    }
    try {
      thread.start(() -> work.run(atOnce, () -> work(study.journal(), study.rounds())));
      return thread.await(this::cancel);
    } finally {
      watched.end();
    }
  }

  private TrialWork work(@Nullable ReplicateLog log, @Nullable Rounds rounds) {
    ReplicatePolicy policy = settings.execution().failing();
    return new TrialWork(settings.replicates(), settings.seeds(), policy, log, rounds);
  }

  /** Runs a trial again, on this thread; nothing is pruned. */
  public Trial reproduce(Trial trial, ReplicateBody body) {
    RaceRecord race = study.race();
    if (race != null) {
      return reproduceReplicates(trial, race, body);
    }
    TrialWork work = work(null, null);
    Treatment treatment = trial.treatment();
    SearchSpace space = settings.problem().space();
    work.begin(trial.number(), treatment, TrialLoop.rejection(space, treatment));
    try (var inline = new InlineRunner(body)) {
      return Reproduction.of(work, inline, settings.problem());
    }
  }

  private Trial reproduceReplicates(Trial trial, RaceRecord race, ReplicateBody body) {
    SearchSpace space = settings.problem().space();
    int[] replicates =
        race.replicates(trial.number(), Math.max(settings.replicates(), trial.replicates()));
    ReplicatePolicy policy = settings.execution().failing();
    var unit = new Unit(settings.seeds(), policy);
    Outcome rejection = TrialLoop.rejection(space, trial.treatment());
    try (var inline = new InlineRunner(body)) {
      return Reproduction.of(trial, unit, replicates, rejection, inline, policy);
    }
  }

  /** How far the run is, or was when it ended. May be called from any thread. */
  public Progress progress() {
    LoopWork work = loop;
    Duration took = work == null ? null : work.took();
    return study.state().snapshot(took != null ? took : study.state().elapsed());
  }

  @Override
  public String toString() {
    return study.toString();
  }
}
