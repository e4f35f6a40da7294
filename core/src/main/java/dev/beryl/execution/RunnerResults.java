package dev.beryl.execution;

/**
 * Where a runner puts the results of a study. Any thread may call it; no method blocks or throws.
 * What comes after the session was closed is ignored.
 */
public interface RunnerResults {

  /**
   * A unit has ended: its replicate was completed, failed, timed out or was pruned.
   *
   * @param result of a submitted unit; a second one of the same unit is ignored
   */
  void ended(ReplicateResult result);

  /**
   * A unit will never be answered, for example because each process that ran it died. The replicate
   * then counts as one that failed.
   *
   * @param trial the unit's trial
   * @param replicate the unit's replicate
   * @param why one sentence, for example {@code lost 2 executors}
   */
  void lost(int trial, int replicate, String why);

  /**
   * The runner cannot go on. The study ends as failed, with what was told until then.
   *
   * @param cause why; its message is part of the study's error
   */
  void failed(Throwable cause);

  /**
   * Adds a sentence to the warnings of the study's result; one that is there already is not added
   * again.
   *
   * @param warning the sentence
   */
  void warn(String warning);
}
