package dev.beryl.progress;

import dev.beryl.fault.Nulls;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.io.PrintStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows a study's progress: the trials that are done, the limit on trials, failed trials, the best
 * value of the first objective so far, the optimizer that proposes if the study's lets others do
 * so, and the time.
 *
 * <p>On a terminal it shows a bar that is redrawn in place, with the estimated remaining time.
 * Elsewhere it prints a line at every tenth of the number of trials, or at 1, 2, 5, 10, 20, 50, …
 * trials if that number is not set, one when another optimizer takes over, and one at the end. The
 * clock does not influence which trials get a line.
 *
 * {@snippet :
 * study.listener(ProgressBarListener.create());
 * }
 *
 * <p>A listener shows one study at a time, on the thread that runs its loop. The bar is closed when
 * the study ends, in any way. If {@code onEnd} was not called, {@link #close} or the next study
 * closes it; an open bar does not keep a program from ending.
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
   * Creates a listener that shows progress on a stream.
   *
   * @param out the stream; it gets a bar if it is {@link System#out} or {@link System#err} and the
   *     program runs on a terminal, else lines; never closed
   * @return the listener
   */
  public static ProgressBarListener to(PrintStream out) {
    Nulls.refuse("progress: out", out);
    boolean standard = out.equals(System.out) || out.equals(System.err);
    return standard && onTerminal()
        ? new ProgressBarListener(progress -> new TerminalBar(out, progress.budget()))
        : plain(out);
  }

  /**
   * Creates a listener that shows progress in lines, even on a terminal.
   *
   * @param out the stream; never closed
   * @return the listener
   */
  public static ProgressBarListener plain(PrintStream out) {
    Nulls.refuse("progress: out", out);
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
  public void onDelegation(Delegation delegation, Progress progress) {
    if (display != null) {
      display.onDelegation(delegation);
    }
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

  /** Closes the bar as it is. Does nothing if no bar is shown. */
  @Override
  public void close() {
    if (display != null) {
      display.close();
      display = null;
    }
  }
}
