package dev.beryl.replay;

import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.metric.Recorder;
import dev.beryl.trial.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What the user of a session did in earlier runs, in order. */
public final class RecordedCalls {
  private final JournalReader reader;
  private final RecordedTrials trials;

  /** Who does the calls again. */
  public interface Caller {
    /**
     * So many treatments were asked for.
     *
     * @param wanted how many
     */
    void ask(int wanted);

    /**
     * What came of a trial was told.
     *
     * @param trial its number
     * @param outcome how running it ended: completed, unless a replicate failed
     * @param recorders what its replicates recorded
     */
    void tell(int trial, Outcome outcome, List<Recorder> recorders);
  }

  RecordedCalls(JournalReader reader, RecordedTrials trials) {
    this.reader = reader;
    this.trials = trials;
  }

  /**
   * Has all calls done again.
   *
   * @param caller who does them
   */
  public void replay(Caller caller) {
    for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
      if (record instanceof JournalRecord.Asked asked && asked.wanted() > 0) {
        caller.ask(asked.wanted());
      } else if (record instanceof JournalRecord.AskedInVain inVain) {
        caller.ask(inVain.wanted());
      } else if (record instanceof JournalRecord.Told told
          && trials.ended(told.trial(), 0) != null) { // otherwise a constraint refused it
        tell(told.trial(), caller);
      }
    }
  }

  private void tell(int trial, Caller caller) {
    Outcome outcome = Outcome.COMPLETED;
    var recorders = new ArrayList<Recorder>();
    JournalRecord.ReplicateEnded then = trials.ended(trial, 0);
    for (int r = 0; then != null; then = trials.ended(trial, r)) {
      var recorder = new Recorder(r);
      Restoring.into(recorder, then);
      outcome = then.trouble().orElse(outcome);
      if (then.trouble().isEmpty()) {
        recorders.add(recorder);
      }
      r++;
    }
    caller.tell(trial, outcome, recorders);
  }
}
