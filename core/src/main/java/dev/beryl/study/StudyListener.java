package dev.beryl.study;

import dev.beryl.spi.Delegation;
import dev.beryl.trial.Trial;

/**
 * Receives events of a study, on the thread that runs its loop. An exception of a listener is
 * logged and does not stop the study. A listener that does not return holds the study up until it
 * is stopped or its time limit passes; it is then interrupted and, if it ignores that, not called
 * any more, and the others are called on another thread.
 */
public interface StudyListener {

  /**
   * Called when the study starts.
   *
   * @param progress how far the study is
   */
  default void onStart(Progress progress) {}

  /**
   * Called after a trial was told to the optimizer.
   *
   * @param trial the trial
   * @param progress how far the study is, this trial included
   */
  default void onTrial(Trial trial, Progress progress) {}

  /**
   * Called when the optimizer lets another one propose, as {@code auto} does: at the start of the
   * study, and when another one takes over. It is called before the first of these trials runs.
   *
   * @param delegation which optimizer proposes, from which trial on, and why
   * @param progress how far the study is
   */
  default void onDelegation(Delegation delegation, Progress progress) {}

  /**
   * Called when the study has ended, in any way.
   *
   * @param result the study's result
   */
  default void onEnd(StudyResult result) {}
}
