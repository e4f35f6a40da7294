package dev.beryl.loop;

import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.function.Consumer;

/** Calls the listeners. An exception of a listener is logged and does not stop the study. */
public final class Listeners {
  private static final System.Logger LOG = System.getLogger("dev.beryl.study");

  private final List<StudyListener> listeners;

  /** Creates listeners that are called in this order. */
  public Listeners(List<StudyListener> listeners) {
    this.listeners = listeners;
  }

  /** Calls {@code onStart} of all listeners. */
  public void start(Progress progress) {
    each(listener -> listener.onStart(progress));
  }

  void trial(Trial trial, Progress progress) {
    if (!listeners.isEmpty()) {
      each(listener -> listener.onTrial(trial, progress));
    }
  }

  /** Calls {@code onEnd} of all listeners. */
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
            "listener "
                + listener.getClass().getName()
                + " threw an exception; the study continues",
            e);
      }
    }
  }
}
