package dev.beryl.progress;

import dev.beryl.spi.Delegation;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyResult;
import java.io.PrintStream;
import java.util.OptionalInt;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress as a bar, which a thread of the progress bar library redraws in place. */
final class TerminalBar implements Display {
  // Asked for the terminal's width, the library takes the JVM's handlers of signals away: Ctrl-C
  // would end the JVM before the study has stopped.
  private static final int WIDTH = 79;
  private static final int REDRAW_MILLIS = 200;
  private static final int OPEN = -1;

  private final PrintStream out;
  private final ProgressBar bar;
  private final int most; // trials of the search, whose race may make others
  private int failed;
  private boolean delegated;
  private boolean closed;

  TerminalBar(PrintStream out, OptionalInt budget) {
    this.out = out;
    this.most = budget.orElse(Integer.MAX_VALUE);
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("trials")
            .setInitialMax(budget.orElse(OPEN))
            .setStyle(style(out))
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .continuousUpdate()
            .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
            .build();
  }

  private static ProgressBarStyle style(PrintStream out) {
    var blocks = ProgressBarStyle.UNICODE_BLOCK;
    return out.charset().newEncoder().canEncode("│█▏▎▍▌▋▊▉") ? blocks : ProgressBarStyle.ASCII;
  }

  /** The next message names it; lines would break the bar. */
  @Override
  public void onDelegation(Delegation delegation) {
    delegated = true;
  }

  @Override
  public void onTrial(Progress progress) {
    bar.stepTo(Math.min(progress.trials(), most));
    if (progress.trialsSinceBest() == 0 || progress.failed() != failed || delegated) {
      delegated = false;
      failed = progress.failed();
      show(Snapshot.of(progress));
    }
  }

  @Override
  public void onEnd(StudyResult result) {
    Snapshot snapshot = Snapshot.of(result);
    bar.stepTo(Math.min(snapshot.trials(), most));
    show(snapshot);
    close();
    if (result.ending() != Ending.BUDGET) {
      out.println(Snapshot.ended(result));
    }
  }

  private void show(Snapshot snapshot) {
    bar.setExtraMessage(" " + snapshot.summary());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      boolean interrupted =
          Thread.interrupted(); // else the library would cut its wait short and clear the flag
      bar.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
