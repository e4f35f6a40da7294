package dev.beryl.loop;

/** Runs a study from its first trial to its end, on the thread that drives its runner. */
public interface StudyLoop {

  /**
   * Runs the study until it is over. Throws nothing else: what was entered is kept whatever
   * happens.
   *
   * @return why it is over
   * @throws dev.beryl.execution.local.LeftBehind if the study was ended by another thread
   */
  StudyEnd run();

  /**
   * Ends the study in the place of the thread that drives its runner, which was left behind.
   *
   * @return why it is over
   */
  StudyEnd endInItsPlace();
}
