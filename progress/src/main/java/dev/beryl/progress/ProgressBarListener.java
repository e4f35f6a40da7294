package dev.beryl.progress;

import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.io.PrintStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a study is: the trials done and asked for, those that failed, the best value so far
 * of the first objective, the time.
 *
 * <p>On a terminal it is a bar that is redrawn in place, with the estimated time to go. Elsewhere
 * it is a line at every tenth of the budget, or at 1, 2, 5, 10, 20, 50, … trials if the budget is
 * open, and one at the end; which trials get a line does not depend on the clock.
 *
 * {@snippet :
 * study.listener(ProgressBarListener.create());
 * }
 *
 * <p>Shows one study at a time, on the thread that runs its loop. A bar is closed when its study
 * ends in whatever way. If the end was never told, {@link #close} or the next study does it; a bar
 * that is left open keeps no program from ending.
 */
public final class ProgressBarListener implements StudyListener, AutoCloseable {
  private final Function<Progress, Display> displays;
  private @Nullable Display display;

  private ProgressBarListener(Function<Progress, Display> displays) {
    this.displays = displays;
  }

  /** {@return a listener that shows progress on the standard error stream} */
  public static ProgressBarListener create() {
    return to(System.err);
  }

  /**
   * A listener that shows progress on a stream.
   *
   * @param out where to; a bar if it is {@link System#out} or {@link System#err} and the program
   *     runs on a terminal, else lines; never closed
   * @return the listener
   */
  public static ProgressBarListener to(PrintStream out) {
    boolean standard = out.equals(System.out) || out.equals(System.err);
    return standard && onTerminal()
        ? new ProgressBarListener(progress -> new TerminalBar(out, progress.budget()))
        : plain(out);
  }

  /**
   * A listener that shows progress in lines, on a terminal too.
   *
   * @param out where to; never closed
   * @return the listener
   */
  public static ProgressBarListener plain(PrintStream out) {
    return new ProgressBarListener(progress -> new PlainLines(out, progress.budget()));
  }

  @SuppressWarnings("SystemConsoleNull") // it is null where input and output are no terminal
  private static boolean onTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public void onStart(Progress progress) {
    close();
    display = displays.apply(progress);
  }

  @Override
  public void onTrial(Trial trial, Progress progress) {
    if (display != null) {
      display.onTrial(progress);
    }
  }

  @Override
  public void onEnd(StudyResult result) {
    if (display != null) {
      display.onEnd(result);
    }
    close();
  }

  /** Ends the bar as it stands. Does nothing if none is shown. */
  @Override
  public void close() {
    if (display != null) {
      display.close();
      display = null;
    }
  }
}
