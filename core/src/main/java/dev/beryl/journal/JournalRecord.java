package dev.beryl.journal;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** What a study noted, in the order in which it did. */
public sealed interface JournalRecord {

  /**
   * A process opened the journal to start the study or to go on with it.
   *
   * @param budget how many trials the study is to have; empty: open
   * @param library the version of this library
   * @param java the version of the Java runtime
   * @param at when, by the process's clock
   */
  record Opened(OptionalInt budget, String library, String java, Instant at)
      implements JournalRecord {}

  /**
   * The optimizer proposed a treatment.
   *
   * @param trial the number that the treatment got; treatments are numbered from 0
   * @param wanted how many were asked for, if it is the first of the answer; otherwise 0
   * @param treatment of the space of the journal's header
   */
  record Asked(int trial, int wanted, Treatment treatment) implements JournalRecord {}

  /**
   * The user of a session asked and the optimizer had nothing to propose.
   *
   * @param wanted how many were asked for
   */
  record NothingProposed(int wanted) implements JournalRecord {}

  /**
   * A replicate ended.
   *
   * @param result how, and what it recorded
   */
  record ReplicateEnded(ReplicateResult result) implements JournalRecord {}

  /**
   * The optimizer is told how a trial ended.
   *
   * @param trial the trial's number
   * @param outcome how it ended; without an exception
   * @param duration how long its replicates ran, added up
   * @param estimates the aggregate of each objective, then of each outcome constraint; none unless
   *     it is completed
   */
  record Told(int trial, Outcome outcome, Duration duration, List<Estimate> estimates)
      implements JournalRecord {
    /** Copies the list. */
    public Told {
      estimates = List.copyOf(estimates);
    }
  }

  /**
   * An aggregate of a trial's samples.
   *
   * @param value the aggregate
   * @param standardError its standard error; NaN where it is not known
   */
  record Estimate(double value, double standardError) {}

  /**
   * A process ended the study in good order; a later one may go on with it.
   *
   * @param ending why
   * @param text why, in a sentence
   * @param elapsed how long the process ran the study
   */
  record Ended(Ending ending, String text, Duration elapsed) implements JournalRecord {}
}
