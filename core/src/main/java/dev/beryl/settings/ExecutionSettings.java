package dev.beryl.settings;

import dev.beryl.execution.Runner;
import dev.beryl.execution.local.InlineRunner;
import dev.beryl.execution.local.Limits;
import dev.beryl.execution.local.Nesting;
import dev.beryl.execution.local.Penalty;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.Starts;
import dev.beryl.execution.local.ThreadedRunner;
import dev.beryl.execution.local.Threads;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a study's replicates are run.
 *
 * @param threads how many replicates may run at once
 * @param executor the caller's; null: threads of the study
 * @param runner runs them elsewhere; null: they run in this process
 * @param asCompleted whether trials are told as they end
 * @param starts when replicates start, if they are judged
 * @param failing what a failed replicate means for its trial
 */
public record ExecutionSettings(
    OptionalInt threads,
    @Nullable Executor executor,
    @Nullable Runner runner,
    boolean asCompleted,
    Starts starts,
    Limits limits,
    ReplicatePolicy failing) {

  static ExecutionSettings of(
      StudyDraft draft, int replicates, List<String> metrics, Faults faults) {
    draft
        .find(Setting.THREADS)
        .ifPresent(n -> faults.require(n >= 1, "threads: expected >= 1, got %s", n));
    return new ExecutionSettings(
        draft.number(Setting.THREADS),
        draft.find(Setting.EXECUTOR).orElse(null),
        runner(draft, faults),
        draft.has(Setting.TELL_AS_COMPLETED),
        draft.has(Setting.START_WHEN_NEEDED) ? Starts.WHEN_NEEDED : Starts.EARLY,
        limits(draft, faults),
        failing(draft, replicates, metrics, faults));
  }

  private static @Nullable Runner runner(StudyDraft draft, Faults faults) {
    Runner runner = draft.find(Setting.RUNNER).orElse(null);
    if (runner != null) {
      exclude(draft, Setting.THREADS, "the runner has its own slots", faults);
      exclude(draft, Setting.EXECUTOR, "the runner has its own slots", faults);
      exclude(
          draft,
          Setting.TRIAL_TIMEOUT,
          "when a replicate of the runner starts is not known here; set replicateTimeout(…)",
          faults);
    }
    return runner;
  }

  private static void exclude(StudyDraft draft, Setting<?> other, String why, Faults faults) {
    faults.require(
        !draft.has(other), "runner and %s: expected one of them, got both; %s", other.name(), why);
  }

  private static Limits limits(StudyDraft draft, Faults faults) {
    Duration replicate = draft.find(Setting.REPLICATE_TIMEOUT).orElse(null);
    Duration trial = draft.find(Setting.TRIAL_TIMEOUT).orElse(null);
    Abandoning abandoning = draft.find(Setting.ABANDONING).orElse(Abandoning.DEFAULT);
    requirePositive(faults, "replicate timeout", replicate);
    requirePositive(faults, "trial timeout", trial);
    requirePositive(faults, "grace time of abandoning", abandoning.grace());
    faults.require(
        abandoning.atMost() >= 0, "abandoned threads: expected >= 0, got %s", abandoning.atMost());
    return new Limits(
        replicate,
        trial,
        draft.find(Setting.TIME_LIMIT).orElse(null),
        abandoning.grace(),
        abandoning.atMost());
  }

  static void requirePositive(Faults faults, String what, @Nullable Duration time) {
    faults.require(time == null || time.isPositive(), "%s: expected > 0, got %s", what, time);
  }

  private static ReplicatePolicy failing(
      StudyDraft draft, int replicates, List<String> metrics, Faults faults) {
    int retries = draft.find(Setting.RETRIES).orElse(0);
    int tolerated = draft.find(Setting.TOLERATED).orElse(0);
    List<Double> penalties = draft.find(Setting.PENALTIES).orElse(null);
    faults.require(
        penalties == null
            || (penalties.size() == metrics.size()
                && penalties.stream().allMatch(Double::isFinite)),
        "penalties: expected a finite value for each of %s, got %s",
        metrics,
        penalties);
    faults.require(retries >= 0, "retries: expected >= 0, got %s", retries);
    faults.require(
        tolerated >= 0 && (tolerated == 0 || tolerated < replicates),
        "tolerated replicates: expected >= 0 and fewer than the %s replicates, got %s",
        replicates,
        tolerated);
    return new ReplicatePolicy(
        retries, tolerated, penalties == null ? null : new Penalty(metrics, penalties));
  }

  List<String> identityRules() {
    var rules = new ArrayList<String>();
    if (failing.retries() > 0) {
      rules.add("retries " + failing.retries());
    }
    if (failing.tolerated() > 0) {
      rules.add("tolerated replicates " + failing.tolerated());
    }
    if (failing.penalty() != null) {
      rules.add("penalties " + failing.penalty().values());
    }
    if (limits.replicate() != null) {
      rules.add("replicate timeout " + limits.replicate());
    }
    if (limits.trial() != null) {
      rules.add("trial timeout " + limits.trial());
    }
    return rules;
  }

  /** What a replicate does besides its experiment. */
  List<String> replicateFacts() {
    return List.of(
        "retries " + failing.retries(),
        "replicate timeout " + (limits.replicate() == null ? "none" : limits.replicate()));
  }

  /** The values given to a failed replicate, one for each metric; empty if it has no values. */
  public List<Double> penalties() {
    return failing.penalty() == null ? List.of() : failing.penalty().values();
  }

  /** How many replicates may run at once; asked on the thread that calls for the study. */
  public int atOnce(int trials, int replicates) {
    int most = (int) Math.min(Integer.MAX_VALUE, (long) trials * replicates);
    if (threads.isPresent()) {
      return Math.min(threads.getAsInt(), most);
    }
    if (executor != null) {
      return most;
    }
    return Nesting.isInside() ? 1 : Math.min(Runtime.getRuntime().availableProcessors(), most);
  }

  /**
   * The runner of a study, driven by the current thread.
   *
   * @param judged whether trials have several replicates and a judge
   */
  public TrialRunner runner(ReplicateBody body, int trials, int atOnce, boolean judged) {
    Starts when = judged ? starts : Starts.AT_ONCE;
    if (executor != null) {
      return new ThreadedRunner(body, trials, atOnce, new Threads.Given(executor), limits, when);
    }
    return atOnce == 1 && !limits.any()
        ? new InlineRunner(body)
        : new ThreadedRunner(body, trials, atOnce, Threads.own(limits.any()), limits, when);
  }
}
