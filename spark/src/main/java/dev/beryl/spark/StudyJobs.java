package dev.beryl.spark;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import dev.beryl.fault.Nulls;
import dev.beryl.spark.Answer.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/**
 * A run of a study as jobs of Spark. One thread has all its state and submits the jobs, so that
 * their local properties reach no thread of the application; what Spark and the study say comes to
 * it as events.
 */
final class StudyJobs implements RunnerSession {
  private static final AtomicInteger RUNS = new AtomicInteger();

  /** After this many executors a unit is not tried again. */
  private static final int LOSSES = 2;

  /** After this many attempts without an answer a unit is not tried again, whoever ended them. */
  private static final int ATTEMPTS = 12;

  /** A job with units of several trials is canceled for one of them after this many task times. */
  private static final int SHORT_TASKS = 5;

  /** Parts of a task's time for which a short unit waits for others: on idle slots, and else. */
  private static final int IDLE_PATIENCE = 40;

  private static final int BUSY_PATIENCE = 4;

  private static final long BUS_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long FAREWELL_NANOS = Duration.ofSeconds(10).toNanos();

  private final SparkRunner runner;
  private final SparkContext context;
  private final RunnerSetting setting;
  private final byte[] settingBytes;
  private final RunnerResults results;
  private final String run = UUID.randomUUID().toString(); // names it in executors' JVMs only
  private final String tags;
  private final boolean speculation;
  private final Pace pace;
  private final TaskWatch watch;
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Thread thread;

  // Of the thread alone.
  private final ArrayDeque<Unit> waiting = new ArrayDeque<>();
  private final Map<Integer, List<Unit>> trials = new HashMap<>(); // of units that are not done
  private final Set<UnitJob> jobs = new LinkedHashSet<>();
  private final Map<Long, HeldBatch> held = new HashMap<>();
  private final Map<Long, Losses> heard = new HashMap<>();
  private final Set<Place> places = new HashSet<>();
  private int tasks;
  private int numbers;
  private boolean answered;
  private boolean ended; // by failure or close: nothing is submitted or answered
  private boolean closing;
  private long closeBy;
  private long ripeAt; // when waiting units go without more of them

  /** A batch that an executor refused to try again, until the listener bus says what happened. */
  private record HeldBatch(List<Unit> units, int attempts, long until) {}

  private record Losses(int count, String reason) {}

  private StudyJobs(SparkRunner runner, RunnerSetting setting, RunnerResults results) {
    this.runner = runner;
    this.context = runner.context();
    this.setting = setting;
    this.settingBytes = setting.toBytes();
    this.results = results;
    String study = setting.study();
    this.tags =
        "beryl/%s-%s"
            .formatted(study.substring(0, Math.min(12, study.length())), RUNS.incrementAndGet());
    this.speculation = context.conf().getBoolean("spark.speculation", false);
    this.pace = new Pace(runner.taskTime().toNanos());
    this.watch =
        new TaskWatch(
            run,
            new TaskWatch.Hearer() {
              @Override
              public void retried(int stage, int partition, int losses, String reason) {
                events.add(() -> heard(key(stage, partition), new Losses(losses, reason)));
              }

              @Override
              public void taskEnded() {
                events.add(() -> {}); // wakes who waits for the last one
              }

              @Override
              public void contextStopped() {
                events.add(() -> fail(stopped(null)));
              }
            });
    this.thread = Thread.ofPlatform().name(tags).daemon().unstarted(this::work);
  }

  static StudyJobs start(SparkRunner runner, RunnerSetting setting, RunnerResults results) {
    var jobs = new StudyJobs(runner, setting, results);
    jobs.context.addSparkListener(jobs.watch);
    jobs.thread.start();
    return jobs;
  }

  private static long key(int stage, int partition) {
    return (long) stage << 32 | partition;
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

  // ---- of the thread of the jobs

  private void work() {
    try {
      identify();
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

  /** Local properties that the thread has inherited name jobs of the one who started the study. */
  private void identify() {
    context.clearJobTags();
    context.setJobGroup(tags, setting.name(), true);
    context.setLocalProperty(TaskWatch.PROPERTY, run);
    if (runner.pool() != null) {
      context.setLocalProperty("spark.scheduler.pool", runner.pool());
    }
  }

  private long untilDeadline() {
    long now = System.nanoTime();
    long next = now + Duration.ofMinutes(10).toNanos();
    if (ripeAt > now) {
      next = Math.min(next, ripeAt);
    }
    for (UnitJob job : jobs) {
      if (job.cancelAt != Long.MAX_VALUE) {
        next = Math.min(next, job.cancelAt);
      }
    }
    for (HeldBatch batch : held.values()) {
      next = Math.min(next, batch.until());
    }
    if (closing) {
      next = Math.min(next, closeBy);
    }
    return Math.max(0, next - now);
  }

  private void passDeadlines() {
    long now = System.nanoTime();
    for (UnitJob job : jobs) {
      if (job.cancelAt <= now) {
        cancel(job, "a trial of it was canceled");
      }
    }
    for (Map.Entry<Long, HeldBatch> entry : List.copyOf(held.entrySet())) {
      HeldBatch batch = entry.getValue();
      if (batch.until() <= now) { // the bus has dropped it: each attempt counts
        held.remove(entry.getKey());
        decide(batch, new Losses(batch.attempts(), "attempts gave no answer"));
      }
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
    if (units == null) {
      return;
    }
    units.forEach(unit -> unit.done = true);
    waiting.removeIf(unit -> unit.done);
    for (UnitJob job : jobs) {
      if (!job.trials.contains(trial)) {
        continue;
      }
      if (job.rest().isEmpty()) {
        cancel(job, "its trials were canceled");
      } else if (!job.canceled) {
        job.cancelAt =
            Math.min(job.cancelAt, System.nanoTime() + SHORT_TASKS * runner.taskTime().toNanos());
      }
    }
  }

  private void cancel(UnitJob job, String reason) {
    job.cancelAt = Long.MAX_VALUE;
    if (!job.canceled) {
      job.canceled = true;
      context.cancelJobsWithTag(job.tag, reason);
    }
  }

  // ---- jobs

  private void dispatch() {
    while (!waiting.isEmpty() && !ended) {
      int room = pace.tasks(runner.slots()) - tasks;
      if (room <= 0) {
        return;
      }
      if (!pace.isShort()) {
        start(ofOneTrial(room));
      } else if (room >= runner.slots() && isRipe()) { // few jobs of many tasks
        start(ofSeveral(runner.slots()));
      } else {
        return;
      }
    }
  }

  /**
   * Whether short units are enough for a job: a full one, or half of what can be in flight, so that
   * a job runs while the next one gathers. What has waited for some time goes without company.
   */
  private boolean isRipe() {
    long full = (long) runner.slots() * pace.unitsOfTask();
    if (waiting.size() >= Math.min(full, Math.max(1, setting.inFlight() / 2))) {
      return true;
    }
    long patience = runner.taskTime().toNanos() / (tasks == 0 ? IDLE_PATIENCE : BUSY_PATIENCE);
    ripeAt = waiting.element().since + patience;
    return ripeAt - System.nanoTime() <= 0;
  }

  /** The units of the trial that waits longest, each a task. */
  private List<List<Unit>> ofOneTrial(int room) {
    int trial = waiting.element().trial;
    List<List<Unit>> batches = new ArrayList<>();
    while (batches.size() < room && !waiting.isEmpty() && waiting.element().trial == trial) {
      batches.add(List.of(waiting.remove()));
    }
    return batches;
  }

  /** Short units, spread over tasks. */
  private List<List<Unit>> ofSeveral(int room) {
    int size = Math.min(pace.unitsOfTask(), Math.ceilDiv(waiting.size(), room));
    List<List<Unit>> batches = new ArrayList<>();
    while (batches.size() < room && !waiting.isEmpty()) {
      List<Unit> batch = new ArrayList<>(List.of(waiting.remove()));
      while (batch.size() < size
          && !waiting.isEmpty()
          && !batch.getFirst().isSuspect()
          && !waiting.element().isSuspect()) {
        batch.add(waiting.remove());
      }
      batches.add(batch);
    }
    return batches;
  }

  private void start(List<List<Unit>> batches) {
    var job = new UnitJob(batches, tags, numbers++);
    List<Tuple2<byte[], Seq<String>>> partitions =
        batches.stream()
            .map(batch ->
                UnitTask.batch(attempts(batch), batch.stream().map(unit -> unit.bytes).toList()))
            .map(Jobs::anywhere)
            .toList();
    context.setJobDescription(
        (setting.name().isEmpty() ? "study" : setting.name()) + " · " + job.description());
    context.addJobTag(tags);
    context.addJobTag(job.tag);
    try {
      jobs.add(job);
      tasks += batches.size();
      Jobs.submit(
          context,
          partitions,
          runner.resources(),
          new UnitTask(run, runner.factory(), settingBytes, runner.taskTime().toNanos()),
          (partition, answer) -> events.add(() -> answered(job, partition, answer)),
          failure -> events.add(() -> ended(job, failure)));
    } finally {
      context.clearJobTags();
    }
  }

  /** How often Spark may try a batch by itself: a copy that speculates is an attempt, too. */
  private int attempts(List<Unit> batch) {
    return batch.size() == 1 ? LOSSES - batch.getFirst().losses : speculation ? 2 : 1;
  }

  private void answered(UnitJob job, int partition, byte[] bytes) {
    if (!job.open.remove(partition)) {
      return;
    }
    tasks--;
    if (ended) {
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
        again(batch.subList(answers.size(), batch.size()));
      }
      case Answer.Held(int stage, int attempts) -> {
        long key = key(stage, partition);
        var waits = new HeldBatch(batch, attempts, System.nanoTime() + BUS_NANOS);
        Losses losses = heard.remove(key);
        if (losses == null) {
          held.put(key, waits);
        } else {
          decide(waits, losses);
        }
      }
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

  /** What was not run goes first. */
  private void again(List<Unit> units) {
    for (Unit unit : units.reversed()) {
      if (!unit.done) {
        waiting.addFirst(unit);
      }
    }
  }

  private void heard(long key, Losses losses) {
    HeldBatch batch = held.remove(key);
    if (batch != null) {
      decide(batch, losses);
    } else if (heard.size() < 10_000) { // most belong to a second attempt that was answered
      heard.put(key, losses);
    }
  }

  private void decide(HeldBatch batch, Losses losses) {
    boolean alone = batch.units().size() == 1;
    for (Unit unit : batch.units()) {
      unit.losses += alone ? losses.count() : Math.min(1, losses.count()); // which one was it?
      unit.attempts += batch.attempts();
      againOrLost(unit, losses.reason());
    }
  }

  private void againOrLost(Unit unit, String reason) {
    if (ended || unit.done) {
      return;
    }
    if (unit.losses < LOSSES && unit.attempts < ATTEMPTS) {
      waiting.addFirst(unit);
      return;
    }
    var _ = isOpen(unit);
    results.lost(
        unit.trial,
        unit.replicate,
        unit.losses >= LOSSES
            ? "lost %s executors, such as by memory; the last: %s"
                .formatted(unit.losses, reason.strip())
            : "%s attempts of Spark gave no answer".formatted(unit.attempts));
  }

  private void ended(UnitJob job, @Nullable Throwable failure) {
    jobs.remove(job);
    List<Unit> rest = job.rest();
    tasks -= job.open.size();
    job.open.clear();
    if (failure == null || ended) {
      return;
    }
    if (context.isStopped()) {
      fail(stopped(failure));
    } else if (job.canceled) {
      again(rest);
    } else if (!answered && !String.valueOf(failure.getMessage()).contains("ExecutorLost")) {
      fail(
          new IllegalStateException(
              ("Spark could not run the first tasks of the study; have the executors Beryl's jars and"
                      + " yours (spark.jars), and Java 25.0.3 or later? Spark says: %s")
                  .formatted(failure.getMessage()),
              failure));
    } else {
      for (Unit unit : rest) {
        unit.losses++;
        unit.attempts++;
        againOrLost(
            unit, String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason"));
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
    held.clear();
    // A worker waits as long for a replicate that was interrupted, and Spark takes note of its end.
    closeBy = System.nanoTime() + setting.grace().plusSeconds(1).toNanos();
    cancelAll("the study has ended");
  }

  private void cancelAll(String reason) {
    if (!context.isStopped() && !jobs.isEmpty()) {
      try {
        context.cancelJobsWithTag(tags, reason);
      } catch (RuntimeException e) {
        if (!context.isStopped()) {
          results.warn("jobs of the study could not be canceled: " + e.getMessage());
        }
      }
    }
  }

  private boolean isQuiet() {
    return context.isStopped()
        || (jobs.isEmpty() && watch.running() <= 0)
        || System.nanoTime() >= closeBy;
  }

  /** Closes the workers, each in its JVM. */
  private void leave() {
    try {
      int unfinished = context.isStopped() ? 0 : watch.running();
      int abandoned =
          context.isLocal() ? Workers.close(run) : context.isStopped() ? 0 : closeRemote();
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

  private int closeRemote() {
    if (places.isEmpty()) {
      return 0;
    }
    List<Place> all = List.copyOf(places);
    var said = new LinkedBlockingQueue<Answer>();
    context.setJobDescription(setting.name() + " · end");
    Jobs.submit(
        context,
        all.stream().map(Jobs::at).toList(),
        null,
        new Farewell(run),
        (_, answer) -> said.add(Answer.fromBytes(answer)),
        failure -> {
          if (failure != null) {
            said.add(new Answer.Unable(String.valueOf(failure.getMessage())));
          }
        });
    int abandoned = 0;
    long until = System.nanoTime() + FAREWELL_NANOS;
    try {
      for (int i = 0; i < all.size(); i++) {
        Answer answer = said.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (answer == null) {
          break; // they are closed when their slots are free, at the latest with their JVMs
        }
        if (answer instanceof Answer.Closed(int left)) {
          abandoned += left;
        } else if (answer instanceof Answer.Unable(String why)) {
          results.warn("resources could not be closed: " + why);
        }
      }
    } catch (InterruptedException _) {
      // As if the time was over.
    }
    return abandoned;
  }
}
