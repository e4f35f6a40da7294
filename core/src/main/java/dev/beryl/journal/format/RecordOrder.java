package dev.beryl.journal.format;

import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalRecord;
import java.util.BitSet;

/** Checks that each record may follow those before it. */
public final class RecordOrder {
  private final JournalHeader header;
  private final BitSet told = new BitSet();
  private final BitSet again = new BitSet(); // run again
  private int asked;

  /** Makes the order of a journal of which nothing was read. */
  public RecordOrder(JournalHeader header) {
    this.header = header;
  }

  /**
   * Requires that a record can be the next.
   *
   * @throws IllegalArgumentException if it cannot; the message says why
   */
  public void accept(JournalRecord record) {
    switch (record) {
      case JournalRecord.Delegated d ->
          require(
              d.delegation().trial() <= asked,
              "from trial %s on another optimizer proposes, after %s trials",
              d.delegation().trial());
      case JournalRecord.Asked a -> {
        require(a.trial() == asked, "trial %s is proposed after %s others", a.trial());
        asked++;
      }
      case JournalRecord.Given g -> {
        require(g.trial() == asked, "trial %s is given after %s others", g.trial());
        asked++;
      }
      case JournalRecord.Replaced r ->
          require(
              r.trial() >= 0 && r.trial() < asked && !told.get(r.trial()),
              "trial %s is replaced, which is not pending among %s trials",
              r.trial());
      case JournalRecord.Rerun r -> {
        require(
            r.trial() >= 0 && r.trial() < asked && (told.get(r.trial()) || again.get(r.trial())),
            "trial %s is run again, which was not told among %s trials",
            r.trial());
        told.clear(r.trial());
        again.set(r.trial());
      }
      case JournalRecord.ReplicateEnded(var result, var _) -> {
        require(
            result.trial() < asked,
            "a replicate of trial %s ended, but only %s trials were proposed",
            result.trial());
        require(
            header.session()
                || header.replication().racing()
                || result.replicate() < header.replication().replicates(),
            "trial %s has a replicate that it should not have, of %s trials",
            result.trial());
      }
      case JournalRecord.Told t -> {
        require(t.trial() < asked, "trial %s is told, but only %s trials were proposed", t.trial());
        require(!told.get(t.trial()), "trial %s is told a second time, of %s", t.trial());
        told.set(t.trial());
      }
      case JournalRecord.Revised r ->
          require(
              r.trial() < asked && told.get(r.trial()),
              "trial %s gets more replicates before it is told, of %s",
              r.trial());
      case JournalRecord.Opened _,
          JournalRecord.NothingProposed _,
          JournalRecord.Decision _,
          JournalRecord.RaceEnded _,
          JournalRecord.Enqueued _,
          JournalRecord.Note _,
          JournalRecord.Ended _ -> {}
    }
  }

  private void require(boolean fits, String what, int trial) {
    if (!fits) {
      throw new IllegalArgumentException(what.formatted(trial, asked));
    }
  }

  /**
   * Whether earlier results of a trial count for nothing: the user of a session tells the trial
   * again, as the process ended within the first telling.
   *
   * @return whether it is the first of a telling
   */
  public boolean startsTelling(JournalRecord.ReplicateEnded record) {
    return header.session() && record.result().replicate() == 0;
  }

  /**
   * Whether a trial was told, and then run again.
   *
   * @return whether a record before says so
   */
  public boolean isRerun(int trial) {
    return again.get(trial);
  }

  /**
   * Whether a trial was told.
   *
   * @return whether a record before says so
   */
  public boolean isTold(int trial) {
    return told.get(trial);
  }
}
