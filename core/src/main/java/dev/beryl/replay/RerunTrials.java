package dev.beryl.replay;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.local.TrialState;
import dev.beryl.journal.JournalRecord;
import dev.beryl.study.Failures;
import dev.beryl.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a journal that are run again, or were. A run of a trial is complete once its result
 * is recorded; until then, the result before it holds.
 */
public final class RerunTrials {
  private final RecordedTrials recorded;
  private final int replicates;
  private final Consumer<JournalRecord> append;

  RerunTrials(RecordedTrials recorded, int replicates, Consumer<JournalRecord> append) {
    this.recorded = recorded;
    this.replicates = replicates;
    this.append = append;
  }

  /** {@return the trials of which a later run is complete, ascending} */
  public List<Integer> complete() {
    return recorded.rerun().stream()
        .filter(trial -> recorded.again(trial).complete() != null)
        .toList();
  }

  /** {@return the replicates of the last complete run of a trial} */
  public List<ReplicateResult> results(int trial) {
    return results(trial, recorded.again(trial).complete());
  }

  /**
   * The trials that are to be run again.
   *
   * @return those that failed so, and those of which a run is not complete, ascending
   */
  public List<Integer> toRun(Failures failures) {
    var trials = new ArrayList<Integer>();
    for (int trial = 0; trial < recorded.size(); trial++) {
      if (isOpen(trial) || hasFailed(trial, failures)) {
        trials.add(trial);
      }
    }
    return trials;
  }

  private boolean isOpen(int trial) {
    return recorded.rerun().contains(trial) && recorded.again(trial).told == null;
  }

  private boolean hasFailed(int trial, Failures failures) {
    RecordedTrials.Again last = last(trial);
    JournalRecord.Told told = last == null ? recorded.told(trial) : last.told;
    return told != null
        && (failures.include(told.outcome())
            || (told.outcome() instanceof Outcome.Completed
                && results(trial, last).stream()
                    .anyMatch(result -> failures.include(result.status()))));
  }

  private RecordedTrials.@Nullable Again last(int trial) {
    return recorded.rerun().contains(trial) ? recorded.again(trial).complete() : null;
  }

  private List<ReplicateResult> results(int trial, RecordedTrials.@Nullable Again run) {
    var results = new ArrayList<ReplicateResult>();
    for (int r = 0; r < replicates; r++) {
      ReplicateResult result = run == null ? recorded.ended(trial, r) : recorded.endedAgain(run, r);
      if (result != null) {
        results.add(result);
      }
    }
    return results;
  }

  /**
   * Gives a trial the results that are kept, and notes that it is run again.
   *
   * @param state of the trial, of which nothing has run
   */
  public void begin(TrialState state, Failures failures) {
    int trial = state.number();
    if (isOpen(trial)) {
      results(trial, recorded.again(trial)).forEach(state::restore);
      keep(state, failures, recorded.again(trial));
      return;
    }
    append.accept(new JournalRecord.Rerun(trial));
    keep(state, failures, null);
  }

  /** Repeats what had not failed, unless that was done before the process ended. */
  private void keep(TrialState state, Failures failures, RecordedTrials.@Nullable Again begun) {
    int trial = state.number();
    RecordedTrials.Again last = last(trial);
    JournalRecord.Told told = last == null ? recorded.told(trial) : last.told;
    for (ReplicateResult result : results(trial, last)) {
      boolean there = begun != null && recorded.endedAgain(begun, result.replicate()) != null;
      if (!there && !isToRun(result, told, failures)) {
        append.accept(new JournalRecord.ReplicateEnded(result, Optional.empty()));
        state.restore(result);
      }
    }
  }

  /** A replicate that failed, or whose values failed its trial. */
  private static boolean isToRun(
      ReplicateResult result, JournalRecord.@Nullable Told told, Failures failures) {
    return failures.include(result.status())
        || (told != null
            && told.outcome() instanceof Outcome.Failed failed
            && failed.reason() != Outcome.Reason.EXCEPTION
            && failed.replicate() == result.replicate());
  }
}
