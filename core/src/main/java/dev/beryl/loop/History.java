package dev.beryl.loop;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.local.TrialState;
import dev.beryl.journal.JournalException;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Origin;
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
        public boolean isRecorded(int number) {
          return false;
        }

        @Override
        public @Nullable Treatment given(int number, int told) {
          return null;
        }

        @Override
        public Origin originOf(int number) {
          return Origin.PROPOSED;
        }

        @Override
        public void given(int number, Origin origin, Treatment treatment, int told) {}

        @Override
        public void enqueued(Treatment treatment) {}

        @Override
        public void noted(String key, String text) {}

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

  /** {@return whether a trial of that number was asked for or given in an earlier run} */
  boolean isRecorded(int number);

  /**
   * The treatment that was given to the study at this point in an earlier run.
   *
   * @param number of the next trial
   * @param told how many trials were told; -1: any number
   * @return the treatment, of the study's space; null if none was given there
   */
  @Nullable Treatment given(int number, int told);

  /** {@return who chose the treatment of a recorded trial} */
  Origin originOf(int number);

  /**
   * A treatment that another than the optimizer chose becomes a trial.
   *
   * @param told how many trials were told before
   * @throws JournalException if another treatment was chosen then
   */
  void given(int number, Origin origin, Treatment treatment, int told);

  /** A treatment is enqueued, to become a trial later. From any thread. */
  void enqueued(Treatment treatment);

  /** The study is given a note. From any thread. */
  void noted(String key, String text);

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
   * Called when a race has ended or was stopped, for each trial that got replicates in it. It may
   * go on in a later run, and the trial then gets more.
   *
   * @param trial with all its replicates
   * @param isTold whether it was told before the race
   * @throws JournalException as {@link #told}
   */
  default void raced(Trial trial, boolean isTold) {}

  /**
   * Called when a race has ended or was stopped.
   *
   * @param verdict what it has shown
   * @throws JournalException if it cannot be kept as durable as it should
   */
  default void raceEnded(Verdict verdict) {}

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
