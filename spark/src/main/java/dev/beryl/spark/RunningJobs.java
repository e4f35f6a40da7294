package dev.beryl.spark;

import dev.beryl.execution.RunnerSetting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a study that are submitted and have not ended, and their cancellation. Only the
 * thread of the jobs uses it, whose local properties they have.
 */
final class RunningJobs {
  /** A job with units of several trials is canceled for one of them after this many task times. */
  private static final int SHORT_TASKS = 5;

  /** Hears of a job on threads of Spark's scheduler; must only take note. */
  interface Hearer {
    void answered(UnitJob job, int partition, byte[] answer);

    /**
     * A job has ended.
     *
     * @param failure null: it has answered all
     */
    void ended(UnitJob job, @Nullable Throwable failure);
  }

  private final SparkRunner runner;
  private final SparkContext context;
  private final String study;
  private final String run;
  private final String tags;
  private final UnitTask task;
  private final Hearer hearer;
  private final Set<UnitJob> jobs = new LinkedHashSet<>();
  private int tasks;
  private int numbers;

  /**
   * Makes a place for jobs.
   *
   * @param run names it in executors' JVMs
   * @param tags by which all of its jobs are canceled
   */
  RunningJobs(SparkRunner runner, RunnerSetting setting, String run, String tags, Hearer hearer) {
    this.runner = runner;
    this.context = runner.context();
    this.study = setting.name();
    this.run = run;
    this.tags = tags;
    this.task = new UnitTask(run, runner.factory(), setting.toBytes(), runner.taskTime().toNanos());
    this.hearer = hearer;
  }

  /** Local properties that the thread has inherited name jobs of the one who started the study. */
  void identify() {
    context.clearJobTags();
    context.setJobGroup(tags, study, true);
    context.setLocalProperty(TaskWatch.PROPERTY, run);
    if (runner.pool() != null) {
      context.setLocalProperty("spark.scheduler.pool", runner.pool());
    }
  }

  /**
   * Submits a job.
   *
   * @param batches a task for each
   * @param attempts how often Spark may try a batch
   */
  void start(List<List<Unit>> batches, ToIntFunction<List<Unit>> attempts) {
    var job = new UnitJob(batches, tags, numbers++);
    context.setJobDescription((study.isEmpty() ? "study" : study) + " · " + job.description());
    context.addJobTag(tags);
    context.addJobTag(job.tag);
    try {
      jobs.add(job);
      tasks += batches.size();
      Jobs.submit(
          context,
          batches.stream()
              .map(batch ->
                  UnitTask.batch(
                      attempts.applyAsInt(batch), batch.stream().map(unit -> unit.bytes).toList()))
              .map(Jobs::anywhere)
              .toList(),
          runner.resources(),
          task,
          (partition, answer) -> hearer.answered(job, partition, answer),
          failure -> hearer.ended(job, failure));
    } finally {
      context.clearJobTags();
    }
  }

  /** Notes that a task has answered; returns false if it has before, or its job has ended. */
  boolean answered(UnitJob job, int partition) {
    if (!job.open.remove(partition)) {
      return false;
    }
    tasks--;
    return true;
  }

  /** Notes that a job has ended; returns the units that it has not answered. */
  List<Unit> ended(UnitJob job) {
    jobs.remove(job);
    List<Unit> rest = job.rest();
    tasks -= job.open.size();
    job.open.clear();
    return rest;
  }

  /** {@return how many tasks are submitted and not answered} */
  int tasks() {
    return tasks;
  }

  boolean isEmpty() {
    return jobs.isEmpty();
  }

  /** Cancels the jobs of a trial whose units are done; those that it shares only after a while. */
  void cancel(int trial) {
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

  /** {@return by System.nanoTime(), when to look again; at most a given time} */
  long next(long latest) {
    return jobs.stream()
        .mapToLong(job -> job.cancelAt)
        .filter(at -> at != Long.MAX_VALUE)
        .reduce(latest, Math::min);
  }

  /** Cancels those that were left a while. */
  void pass(long now) {
    for (UnitJob job : jobs) {
      if (job.cancelAt <= now) {
        cancel(job, "a trial of it was canceled");
      }
    }
  }

  /** Cancels all that run. */
  void cancelAll(String reason) {
    if (!jobs.isEmpty()) {
      context.cancelJobsWithTag(tags, reason);
    }
  }
}
