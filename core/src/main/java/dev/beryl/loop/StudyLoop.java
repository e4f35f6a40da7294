package dev.beryl.loop;

import dev.beryl.execution.local.LeftBehind;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.study.Ending;

/** Runs a study from its first trial to its end, on the thread that drives its runner. */
public abstract sealed class StudyLoop permits TrialLoop, RaceLoop {
  final StudyState state;
  final TrialRunner runner;

  StudyLoop(StudyState state, TrialRunner runner) {
    this.state = state;
    this.runner = runner;
  }

  /**
   * Runs the study until it is over. Throws nothing else: what was entered is kept whatever
   * happens.
   *
   * @return why it is over
   * @throws LeftBehind if the study was ended by another thread
   */
  public final StudyEnd run() {
    try {
      return loop();
    } catch (LeftBehind e) {
      throw e;
    } catch (Throwable e) {
      return StudyEnd.threw("the study could not go on", e);
    }
  }

  abstract StudyEnd loop();

  /**
   * Ends the study in the place of the thread that drives its runner, which was left behind.
   *
   * @return why it is over
   */
  public final StudyEnd endInItsPlace() {
    StudyEnd stop = state.stop();
    StudyEnd why = stop == null ? cancelled() : stop;
    boolean byTrial = stop != null && stop.ending() != Ending.TIME_LIMIT;
    return byTrial || !state.mayEnter() ? why : enterWhatIsFinished(why);
  }

  /** Enters what has finished when the clock or a caller, and not a trial, ends the study. */
  abstract StudyEnd enterWhatIsFinished(StudyEnd why);

  /** Why a canceled runner was canceled. */
  final StudyEnd cancelled() {
    String givenUp = runner.givenUp();
    if (givenUp != null) {
      return new StudyEnd(Ending.FAILED, givenUp, runner.cause());
    }
    StudyEnd limit = state.rules().timeLimitStop(state);
    return limit != null ? limit : new StudyEnd(Ending.STOPPED, "the study was stopped", null);
  }
}
