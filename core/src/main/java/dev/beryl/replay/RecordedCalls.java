package dev.beryl.replay;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.RecordReader;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
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

    /** A treatment became a trial that another than the optimizer chose. */
    void give();

    /** Another treatment was run in the place of the one that was proposed. */
    void replace(int trial, Treatment treatment);

    /**
     * A trial was told without replicates: a constraint rejected it, or it was withdrawn.
     *
     * @param outcome how it ended
     */
    void tell(int trial, Outcome outcome);

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
        case JournalRecord.Delegated _ -> {}
        case JournalRecord.Asked asked when asked.wanted() > 0 -> caller.ask(asked.wanted());
        case JournalRecord.NothingProposed nothing -> caller.ask(nothing.wanted());
        case JournalRecord.Given _ -> caller.give();
        case JournalRecord.Replaced replaced ->
            caller.replace(replaced.trial(), replaced.treatment());
        case JournalRecord.Told told -> tell(told, caller);
        case JournalRecord.Asked _,
            JournalRecord.ReplicateEnded _,
            JournalRecord.Opened _,
            JournalRecord.Revised _,
            JournalRecord.Decision _,
            JournalRecord.RaceEnded _,
            JournalRecord.Enqueued _,
            JournalRecord.Note _,
            JournalRecord.Rerun _,
            JournalRecord.Ended _ -> {}
      }
    }
  }

  private void tell(JournalRecord.Told told, Caller caller) {
    int trial = told.trial();
    var results = new ArrayList<ReplicateResult>();
    for (ReplicateResult then = trials.ended(trial, 0);
        then != null;
        then = trials.ended(trial, results.size())) {
      results.add(then);
    }
    if (results.isEmpty()) {
      caller.tell(trial, told.outcome());
    } else {
      caller.tell(trial, results);
    }
  }
}
