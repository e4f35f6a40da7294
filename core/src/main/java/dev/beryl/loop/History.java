package dev.beryl.loop;

import dev.beryl.execution.local.TrialState;
import dev.beryl.journal.JournalException;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.trial.Trial;

/**
 * What a study knows of its earlier runs, and where it records new events. A study that continues
 * is replayed from its first trial.
 */
public interface History {
  /** The history of a study without a journal. */
  History NONE =
      new History() {
        @Override
        public void asked(int number, Treatment treatment, int wanted) {}

        @Override
        public void restore(TrialState trial) {}

        @Override
        public int nextTold() {
          return -1;
        }

        @Override
        public void told(Trial trial) {}
      };

  /**
   * The optimizer proposes a treatment.
   *
   * @param wanted how many were asked for, if this is the first of the answer; otherwise 0
   * @throws JournalException if another treatment was proposed then
   */
  void asked(int number, Treatment treatment, int wanted);

  /**
   * Gives a starting trial the results of those replicates that have already ended.
   *
   * @throws JournalException if they cannot be read
   */
  void restore(TrialState trial);

  /** {@return the number of the trial that was told next at this point; -1 if none was} */
  int nextTold();

  /**
   * The optimizer lets another one propose.
   *
   * @param index how many delegations there were before
   * @throws JournalException if it cannot be noted
   */
  default void delegated(int index, Delegation delegation) {}

  /**
   * Called before the optimizer is told of a trial.
   *
   * @throws JournalException if another outcome was told then, or what was noted cannot be kept as
   *     durable as it should
   */
  void told(Trial trial);
}
