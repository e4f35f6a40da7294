package dev.beryl.loop;

import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.function.Consumer;

/** Tells the listeners; what one of them throws is logged and harms no study. */
public final class Listeners {
  private static final System.Logger LOG = System.getLogger("dev.beryl.study");

  private final List<StudyListener> listeners;

  /** Listeners that are told in this order. */
  public Listeners(List<StudyListener> listeners) {
    this.listeners = listeners;
  }

  /** Tells that the study starts. */
  public void start(Progress progress) {
    each(listener -> listener.onStart(progress));
  }

  void trial(Trial trial, Progress progress) {
    if (!listeners.isEmpty()) {
      each(listener -> listener.onTrial(trial, progress));
    }
  }

  /** Tells that the study ended, and with which result. */
  public void end(StudyResult result) {
    each(listener -> listener.onEnd(result));
  }

  private void each(Consumer<StudyListener> call) {
    for (StudyListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (Throwable e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "listener " + listener.getClass().getName() + " threw; the study goes on",
            e);
      }
    }
  }
}
