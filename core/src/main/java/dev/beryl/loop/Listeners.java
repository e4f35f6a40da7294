package dev.beryl.loop;

import dev.beryl.spi.Delegation;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.function.Consumer;

/** Calls the listeners. An exception of a listener is logged and does not stop the study. */
public final class Listeners {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private final List<StudyListener> listeners;
  private final OpenCall call;
  private int ended;

  /**
   * Creates listeners that are called in this order.
   *
   * @param call where it notes that it calls one
   */
  public Listeners(List<StudyListener> listeners, OpenCall call) {
    this.listeners = listeners;
    this.call = call;
  }

  /** Calls {@code onStart} of all listeners. */
  public void start(Progress progress) {
    each("onStart", listener -> listener.onStart(progress));
  }

  void delegation(Delegation delegation, Progress progress) {
    each("onDelegation", listener -> listener.onDelegation(delegation, progress));
  }

  void trial(Trial trial, Progress progress) {
    if (!listeners.isEmpty()) {
      each("onTrial", listener -> listener.onTrial(trial, progress));
    }
  }

  /** Calls {@code onEnd} of all listeners, of each once. */
  public void end(StudyResult result) {
    while (ended < listeners.size()) {
      call(listeners.get(ended++), "onEnd", listener -> listener.onEnd(result));
    }
  }

  private void each(String method, Consumer<StudyListener> calling) {
    for (StudyListener listener : listeners) {
      call(listener, method, calling);
    }
  }

  private void call(StudyListener listener, String method, Consumer<StudyListener> calling) {
    if (call.isLeftIn(listener)) {
      return;
    }
    call.begin(listener, method);
    try {
      calling.accept(listener);
    } catch (Throwable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "listener " + listener.getClass().getName() + " threw an exception; the study continues",
          e);
    } finally {
      call.end();
    }
  }
}
