package dev.beryl.loop;

import dev.beryl.metric.TrialTable;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyResult;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Trial;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Logs the course of one study: at INFO its start, its end, and between them a new best trial every
 * ten seconds at most; other new bests at DEBUG.
 *
 * <p>Used by one thread at a time.
 */
public final class StudyLog {
  private static final System.Logger LOG = System.getLogger("dev.beryl");
  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(10);

  private long last = System.nanoTime(); // when something was logged at INFO

  /** Says that a study starts. */
  public void started(Object study) {
    last = System.nanoTime();
    LOG.log(Level.INFO, () -> "%s starts".formatted(study));
  }

  /** Says which trial is the best now. Takes no trial, which would be allocated for it. */
  void best(TrialTable table, int row) {
    Level level = Level.DEBUG;
    long now = System.nanoTime();
    if (now - last >= BETWEEN) {
      last = now;
      level = Level.INFO;
    }
    if (LOG.isLoggable(level)) {
      LOG.log(level, text(table.trial(row)));
    }
  }

  private static String text(Trial best) {
    return "new best %s=%s in trial %s"
        .formatted(
            best.objectives().getFirst().metric(),
            Numbers.estimate(best.value(), best.standardError()),
            best.number());
  }

  /**
   * Says why a study ended, and how far it came.
   *
   * @param progress asked only if it is logged, as it takes a look at each trial
   */
  public void ended(Object study, StudyResult result, Supplier<Progress> progress) {
    LOG.log(
        Level.INFO, () -> "%s ended: %s; %s".formatted(study, result.endingText(), progress.get()));
  }
}
