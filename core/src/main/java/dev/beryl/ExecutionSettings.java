package dev.beryl;

import dev.beryl.execution.local.InlineRunner;
import dev.beryl.execution.local.Limits;
import dev.beryl.execution.local.Nesting;
import dev.beryl.execution.local.Penalty;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.ThreadedRunner;
import dev.beryl.execution.local.Threads;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How a study's replicates are run, as far as it is set. */
final class ExecutionSettings implements Cloneable {
  @Nullable Integer threads;
  @Nullable Executor executor;
  boolean eager;
  @Nullable Duration replicateTimeout;
  @Nullable Duration trialTimeout;
  Duration grace = Duration.ofSeconds(1);
  int mostAbandoned = 16;
  int retries;
  int tolerated;
  @Nullable List<Double> penalties; // one for each metric that a trial is judged by

  ExecutionSettings copy() {
    try {
      return (ExecutionSettings) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("it is cloneable", e);
    }
  }

  void check(Faults faults, int replicates, List<String> measured) {
    faults.require(
        penalties == null
            || (penalties.size() == measured.size()
                && penalties.stream().allMatch(Double::isFinite)),
        "penalties: expected a finite value for each of %s, got %s",
        measured,
        penalties);
    faults.require(threads == null || threads >= 1, "threads: expected >= 1, got %s", threads);
    requirePositive(faults, "replicate timeout", replicateTimeout);
    requirePositive(faults, "trial timeout", trialTimeout);
    requirePositive(faults, "grace time of abandoning", grace);
    faults.require(mostAbandoned >= 0, "abandoned threads: expected >= 0, got %s", mostAbandoned);
    faults.require(retries >= 0, "retries: expected >= 0, got %s", retries);
    faults.require(
        tolerated >= 0 && (tolerated == 0 || tolerated < replicates),
        "tolerated replicates: expected >= 0 and fewer than the %s replicates, got %s",
        replicates,
        tolerated);
  }

  private static void requirePositive(Faults faults, String what, @Nullable Duration time) {
    faults.require(time == null || time.isPositive(), "%s: expected > 0, got %s", what, time);
  }

  List<String> identityRules() {
    var rules = new ArrayList<String>();
    if (retries > 0) {
      rules.add("retries " + retries);
    }
    if (tolerated > 0) {
      rules.add("tolerated replicates " + tolerated);
    }
    if (penalties != null) {
      rules.add("penalties " + penalties);
    }
    if (replicateTimeout != null) {
      rules.add("replicate timeout " + replicateTimeout);
    }
    if (trialTimeout != null) {
      rules.add("trial timeout " + trialTimeout);
    }
    return rules;
  }

  ReplicatePolicy policy(List<String> measured) {
    Penalty penalty = penalties == null ? null : new Penalty(measured, penalties);
    return new ReplicatePolicy(retries, tolerated, penalty);
  }

  /** How many replicates may run at once; asked on the thread that calls for the study. */
  int atOnce(int trials, int replicates) {
    int most = (int) Math.min(Integer.MAX_VALUE, (long) trials * replicates);
    if (threads != null) {
      return Math.min(threads, most);
    }
    if (executor != null) {
      return most;
    }
    return Nesting.isInside() ? 1 : Math.min(Runtime.getRuntime().availableProcessors(), most);
  }

  /** The runner of a study, driven by the current thread. */
  TrialRunner runner(ReplicateBody body, int trials, int atOnce, @Nullable Duration deadline) {
    var limits = new Limits(replicateTimeout, trialTimeout, deadline, grace, mostAbandoned);
    if (executor != null) {
      return new ThreadedRunner(body, trials, atOnce, new Threads.Given(executor), limits);
    }
    return atOnce == 1 && !limits.any()
        ? new InlineRunner(body)
        : new ThreadedRunner(body, trials, atOnce, Threads.own(limits.any()), limits);
  }
}
