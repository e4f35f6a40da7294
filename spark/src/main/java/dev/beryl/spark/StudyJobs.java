package dev.beryl.spark;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import dev.beryl.fault.Nulls;
import dev.beryl.spark.Answer.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * A run of a study as jobs of Spark. One thread has all its state and submits the jobs, so that
 * their local properties reach no thread of the application; what Spark and the study say comes to
 * it as events.
 */
final class StudyJobs implements RunnerSession {
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final SparkContext context;
  private final RunnerSetting setting;
  private final RunnerResults results;
  private final String run = UUID.randomUUID().toString(); // names it in executors' JVMs only
  private final TaskWatch watch;
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Thread thread;

  // Of the thread alone.
  private final Pace pace;
  private final WaitingUnits waiting;
  private final RunningJobs jobs;
  private final LostAttempts attempts;
  private final Map<Integer, List<Unit>> trials = new HashMap<>(); // of units that are not done
  private final Set<Place> places = new HashSet<>();
  private boolean answered;
  private boolean ended; // by failure or close: nothing is submitted or answered
  private boolean closing;
  private long closeBy;

  private StudyJobs(SparkRunner runner, RunnerSetting setting, RunnerResults results) {
    this.context = runner.context();
    this.setting = setting;
    this.results = results;
    this.watch = new TaskWatch(run, new Watched());
    this.pace = new Pace(runner.taskTime().toNanos());
    this.waiting = new WaitingUnits(runner.slots(), setting.inFlight(), runner.taskTime(), pace);
    String study = setting.study();
    String tags =
        "beryl/%s-%s"
            .formatted(study.substring(0, Math.min(12, study.length())), RUNS.incrementAndGet());
    this.jobs = new RunningJobs(runner, setting, run, tags, new Heard());
    this.attempts =
        new LostAttempts(context.conf().getBoolean("spark.speculation", false), new Decided());
    this.thread = Thread.ofPlatform().name(tags).daemon().unstarted(this::work);
  }

  static StudyJobs start(SparkRunner runner, RunnerSetting setting, RunnerResults results) {
    var jobs = new StudyJobs(runner, setting, results);
    jobs.context.addSparkListener(jobs.watch);
    jobs.thread.start();
    return jobs;
  }

  // ---- of the study's thread

  @Override
  public void submit(List<WorkUnit> units) {
    Nulls.refuseIn("spark runner: units", units);
    List<WorkUnit> copy = List.copyOf(units);
    events.add(() -> submitted(copy));
  }

  @Override
  public void cancel(int trial) {
    events.add(() -> canceled(trial));
  }

  @Override
  public void close() {
    events.add(this::closing);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // the waiting has an end of its own
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- of Spark's threads

  private final class Watched implements TaskWatch.Hearer {
    @Override
    public void retried(int stage, int partition, int losses, String reason) {
      events.add(() -> attempts.heard(stage, partition, losses, reason));
    }

    @Override
    public void taskEnded() {
      events.add(() -> {}); // wakes who waits for the last one
    }

    @Override
    public void contextStopped() {
      events.add(() -> fail(stopped(null)));
    }
  }

  private final class Heard implements RunningJobs.Hearer {
    @Override
    public void answered(UnitJob job, int partition, byte[] answer) {
      events.add(() -> taskAnswered(job, partition, answer));
    }

    @Override
    public void ended(UnitJob job, @Nullable Throwable failure) {
      events.add(() -> jobEnded(job, failure));
    }
  }

  // ---- of the thread of the jobs

  private void work() {
    try {
      jobs.identify();
      while (!(closing && isQuiet())) {
        Runnable event = events.poll(untilDeadline(), TimeUnit.NANOSECONDS);
        for (; event != null; event = events.poll()) {
          event.run();
        }
        passDeadlines();
        dispatch();
      }
    } catch (InterruptedException e) {
      fail(e); // by nobody of ours
    } catch (RuntimeException e) {
      fail(context.isStopped() ? stopped(e) : e);
      awaitClose();
    }
    leave();
  }

  private void awaitClose() {
    while (!closing) {
      try {
        events.take().run();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException _) {
        // It has failed already, and with a cause.
      }
    }
  }

  private long untilDeadline() {
    long now = System.nanoTime();
    long next = now + Duration.ofMinutes(10).toNanos();
    if (waiting.ripeAt() > now) {
      next = Math.min(next, waiting.ripeAt());
    }
    next = attempts.next(jobs.next(next));
    if (closing) {
      next = Math.min(next, closeBy);
    }
    return Math.max(0, next - now);
  }

  private void passDeadlines() {
    long now = System.nanoTime();
    jobs.pass(now);
    attempts.pass(now);
  }

  private void dispatch() {
    while (!ended) {
      List<List<Unit>> batches = waiting.next(jobs.tasks());
      if (batches.isEmpty()) {
        return;
      }
      jobs.start(batches, attempts::attempts);
    }
  }

  private void submitted(List<WorkUnit> units) {
    if (ended) {
      return;
    }
    for (WorkUnit work : units) {
      var unit = new Unit(work);
      waiting.add(unit);
      trials.computeIfAbsent(unit.trial, _ -> new ArrayList<>()).add(unit);
    }
  }

  private void canceled(int trial) {
    List<Unit> units = trials.remove(trial);
    if (units != null) {
      units.forEach(unit -> unit.done = true);
      waiting.removeDone();
      jobs.cancel(trial);
    }
  }

  private void taskAnswered(UnitJob job, int partition, byte[] bytes) {
    if (!jobs.answered(job, partition) || ended) {
      return;
    }
    List<Unit> batch = job.batches.get(partition);
    switch (Answer.fromBytes(bytes)) {
      case Answer.Ran(Place place, List<byte[]> answers) -> {
        answered = true;
        places.add(place);
        for (int i = 0; i < answers.size(); i++) {
          ReplicateResult result = ReplicateResult.fromBytes(answers.get(i));
          pace.ran(result.duration().toNanos());
          if (isOpen(batch.get(i))) {
            results.ended(result);
          }
        }
        waiting.again(batch.subList(answers.size(), batch.size()));
      }
      case Answer.Held(int stage, int tried) -> attempts.held(stage, partition, tried, batch);
      case Answer.Unable(String why) -> fail(new IllegalStateException(why));
      case Answer.Closed _ -> throw new AssertionError();
    }
  }

  /** Takes a unit as answered, unless it is already. */
  private boolean isOpen(Unit unit) {
    if (unit.done) {
      return false;
    }
    unit.done = true;
    List<Unit> units = trials.get(unit.trial);
    if (units != null) {
      units.remove(unit);
      if (units.isEmpty()) {
        trials.remove(unit.trial);
      }
    }
    return true;
  }

  private void jobEnded(UnitJob job, @Nullable Throwable failure) {
    List<Unit> rest = jobs.ended(job);
    if (failure == null || ended) {
      return;
    }
    String said = String.valueOf(failure.getMessage());
    if (context.isStopped()) {
      fail(stopped(failure));
    } else if (job.canceled) {
      waiting.again(rest);
    } else if (!answered && !said.contains("ExecutorLost")) {
      fail(
          new IllegalStateException(
              ("Spark could not run the first tasks of the study; have the executors Beryl's jars and"
                      + " yours (spark.jars), and Java 25.0.3 or later? Spark says: %s")
                  .formatted(said),
              failure));
    } else {
      attempts.failed(rest, said.lines().findFirst().orElse("no reason"));
    }
  }

  private final class Decided implements LostAttempts.Hearer {
    @Override
    public void again(Unit unit) {
      if (!ended) {
        waiting.again(List.of(unit));
      }
    }

    @Override
    public void lost(Unit unit, String why) {
      if (!ended && isOpen(unit)) {
        results.lost(unit.trial, unit.replicate, why);
      }
    }
  }

  // ---- ends

  private static IllegalStateException stopped(@Nullable Throwable cause) {
    return new IllegalStateException(
        "the SparkContext was stopped while the study was running; stop it after the study", cause);
  }

  private void fail(Throwable cause) {
    if (!ended) {
      ended = true;
      waiting.clear();
      results.failed(cause);
      cancelAll("the study has failed");
    }
  }

  private void closing() {
    if (closing) {
      return;
    }
    closing = true;
    ended = true;
    waiting.clear();
    attempts.clear();
    // A worker waits as long for a replicate that was interrupted, and Spark takes note of its end.
    closeBy = System.nanoTime() + setting.grace().plusSeconds(1).toNanos();
    cancelAll("the study has ended");
  }

  private void cancelAll(String reason) {
    if (context.isStopped()) {
      return;
    }
    try {
      jobs.cancelAll(reason);
    } catch (RuntimeException e) {
      if (!context.isStopped()) {
        results.warn("jobs of the study could not be canceled: " + e.getMessage());
      }
    }
  }

  private boolean isQuiet() {
    return context.isStopped()
        || (jobs.isEmpty() && watch.running() <= 0)
        || System.nanoTime() >= closeBy;
  }

  /** Closes the workers and tells of what did not end. */
  private void leave() {
    try {
      int unfinished = context.isStopped() ? 0 : watch.running();
      int abandoned = WorkersEnd.close(context, setting.name(), run, places, results);
      if (unfinished + abandoned > 0) {
        results.warn(
            ("%s replicates ignored their interrupt when the study ended, and may still run on"
                    + " executors; poll ctx.checkCancelled()")
                .formatted(Math.max(unfinished, abandoned)));
      }
    } catch (RuntimeException e) {
      results.warn("resources could not be closed: " + e.getMessage());
    } finally {
      if (!context.isStopped()) {
        context.removeSparkListener(watch);
      }
    }
  }
}
