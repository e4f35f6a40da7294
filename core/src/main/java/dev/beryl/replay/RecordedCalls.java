package dev.beryl.replay;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.RecordReader;
import java.util.ArrayList;
import java.util.List;

/** The calls of a session's caller in earlier runs, in order. */
public final class RecordedCalls {
  private final RecordReader reader;
  private final RecordedTrials trials;

  /** Makes the calls again. */
  public interface Caller {
    /**
     * Treatments were asked for.
     *
     * @param wanted how many
     */
    void ask(int wanted);

    /** A trial was told. */
    void tell(int trial, List<ReplicateResult> results);
  }

  RecordedCalls(RecordReader reader, RecordedTrials trials) {
    this.reader = reader;
    this.trials = trials;
  }

  /** Has all calls made again. */
  public void replay(Caller caller) {
    for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
      switch (record) {
        case JournalRecord.Asked asked when asked.wanted() > 0 -> caller.ask(asked.wanted());
        case JournalRecord.NothingProposed nothing -> caller.ask(nothing.wanted());
        case JournalRecord.Told told -> tell(told.trial(), caller);
        case JournalRecord.Asked _,
            JournalRecord.ReplicateEnded _,
            JournalRecord.Opened _,
            JournalRecord.Revised _,
            JournalRecord.Decision _,
            JournalRecord.Ended _ -> {}
      }
    }
  }

  /** A trial without replicates was not told by the caller: a constraint rejected it. */
  private void tell(int trial, Caller caller) {
    var results = new ArrayList<ReplicateResult>();
    for (ReplicateResult then = trials.ended(trial, 0);
        then != null;
        then = trials.ended(trial, results.size())) {
      results.add(then);
    }
    if (!results.isEmpty()) {
      caller.tell(trial, results);
    }
  }
}
