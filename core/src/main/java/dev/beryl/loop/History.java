package dev.beryl.loop;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.local.TrialState;
import dev.beryl.journal.JournalException;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * The result that a replicate had in an earlier run.
   *
   * @return the result; null if it had none
   * @throws JournalException if it cannot be read
   */
  default @Nullable ReplicateResult ended(int trial, int replicate) {
    return null;
  }

  /**
   * Called after a told trial got more replicates.
   *
   * @param trial with all its replicates
   * @throws JournalException as {@link #told}
   */
  default void revised(Trial trial) {}

  /**
   * Called when a race decides which trials get more replicates.
   *
   * @param rule that decided, in words
   * @param replicates of each trial: its number, how many it has, and how many it may have
   * @throws JournalException if it cannot be kept as durable as it should
   */
  default void decided(String rule, List<int[]> replicates) {}

  /**
   * Called before the optimizer is told of a trial.
   *
   * @throws JournalException if another outcome was told then, or what was noted cannot be kept as
   *     durable as it should
   */
  void told(Trial trial);
}
