package dev.beryl.study;

import dev.beryl.trial.Trial;

/**
 * Hears of a study's progress, on the thread that runs its loop. What a listener throws is logged
 * and does not stop the study.
 */
public interface StudyListener {

  /**
   * The study starts.
   *
   * @param progress how far it is
   */
  default void onStart(Progress progress) {}

  /**
   * A trial was told to the optimizer.
   *
   * @param trial the trial
   * @param progress how far the study is, this trial included
   */
  default void onTrial(Trial trial, Progress progress) {}

  /**
   * The study ended, in whatever way.
   *
   * @param result what came of it
   */
  default void onEnd(StudyResult result) {}
}
