package dev.beryl.loop;

import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.jfr.TellEvent;
import dev.beryl.jfr.TrialEvent;
import dev.beryl.journal.JournalException;
import dev.beryl.metric.Recordings;
import dev.beryl.metric.TrialTable;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.Pruner;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The books of one study: what becomes of a trial once it has run. It is evaluated, kept, told to
 * the optimizer and to the listeners, and may end the study.
 *
 * <p>Used by one thread.
 */
public final class StudyState implements Progress {
  private static final int CAUSES = 10;

  private final TrialTable table;
  private final Optimizer optimizer;
  private final String optimizerName;
  private final @Nullable Pruner pruner;
  private final StopRules rules;
  private final Evaluation evaluation;
  private final Listeners listeners;
  private final History history;
  private final long begun = System.nanoTime();
  private final ArrayDeque<Trial> recentFailures = new ArrayDeque<>();
  private int completed;
  private int failed;
  private int failuresInARow;
  private int bestRow = -1;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private @Nullable StudyEnd stop;

  /**
   * Opens the books.
   *
   * @param table where trials are kept
   * @param optimizer who is told
   * @param optimizerName what it is called in errors
   * @param pruner who is told too; null: none
   * @param rules when the study is over
   * @param listeners tells the listeners
   * @param history where trials are noted before the optimizer hears of them
   */
  public StudyState(
      TrialTable table,
      Optimizer optimizer,
      String optimizerName,
      @Nullable Pruner pruner,
      StopRules rules,
      Listeners listeners,
      History history) {
    this.table = table;
    this.optimizer = optimizer;
    this.optimizerName = optimizerName;
    this.pruner = pruner;
    this.rules = rules;
    this.evaluation = new Evaluation(table.objectives(), table.constraints());
    this.listeners = listeners;
    this.history = history;
  }

  /**
   * Enters a trial that has run.
   *
   * @param ran the trial; its replicates have ended
   * @return the trial as it was told
   */
  public Trial enter(TrialState ran) {
    int number = ran.number();
    Recordings recordings = ran.gather();
    Outcome outcome = ran.outcome();
    if (outcome instanceof Outcome.Completed) {
      outcome = evaluation.evaluate(recordings);
    }
    Trial trial =
        table.append(
            number, ran.treatment(), outcome, recordings, evaluation.values(), ran.nanos());
    count(trial, outcome);
    TrialEvent.record(trial);
    try {
      history.told(trial);
    } catch (JournalException e) {
      stop = new StudyEnd(Ending.FAILED, String.valueOf(e.getMessage()), e);
      return trial;
    }
    TellEvent event = TellEvent.begun();
    try {
      optimizer.tell(trial);
    } catch (RuntimeException | Error e) {
      stop = optimizerFailed("could not take in trial " + number, e);
      return trial;
    }
    if (event != null) {
      event.done(number);
    }
    tellPruner(trial);
    listeners.trial(trial, this);
    if (stop == null) {
      stop = rules.afterTrial(this, table.objectives());
    }
    return trial;
  }

  private void tellPruner(Trial trial) {
    if (pruner != null) {
      try {
        pruner.tell(trial);
      } catch (RuntimeException e) {
        stop = new StudyEnd(Ending.FAILED, "the pruner could not take in " + trial + ": " + e, e);
      }
    }
  }

  /**
   * Has a trial's replicates judged by the pruner, if there is one.
   *
   * @param work a begun trial
   */
  void judge(TrialWork work) {
    if (pruner != null) {
      try {
        work.judgedBy(pruner);
      } catch (RuntimeException e) {
        stop(
            new StudyEnd(
                Ending.FAILED, "the pruner could not judge trial " + work.number() + ": " + e, e));
      }
    }
  }

  private void count(Trial trial, Outcome outcome) {
    if (outcome instanceof Outcome.Completed) {
      completed++;
      failuresInARow = 0;
      int row = table.size() - 1;
      double loss = table.objectives().getFirst().loss(evaluation.values()[0]);
      if (table.isFeasible(row) && (bestRow < 0 || loss < bestLoss)) {
        bestLoss = loss;
        bestRow = row;
      }
    } else if (outcome instanceof Outcome.Pruned) {
      failuresInARow = 0;
    } else if (outcome.isFailure()) {
      failed++;
      failuresInARow++;
      if (recentFailures.size() == CAUSES) {
        recentFailures.removeFirst();
      }
      recentFailures.add(trial);
    }
  }

  StudyEnd optimizerFailed(String what, Throwable cause) {
    return new StudyEnd(
        Ending.FAILED, "optimizer '%s' %s: %s".formatted(optimizerName, what, cause), cause);
  }

  /** The error of the failure policy: what failed lately and why. */
  StudyEnd failureStop() {
    String causes =
        recentFailures.stream()
            .skip(Math.max(0, recentFailures.size() - failuresInARow))
            .map(trial -> "\n - " + trial)
            .collect(Collectors.joining());
    return new StudyEnd(
        Ending.FAILED,
        (failuresInARow == 1 ? "a trial" : "%s trials in a row".formatted(failuresInARow))
            + " failed; mend the experiment, or let the study go on with tolerateAll():"
            + causes,
        lastCause());
  }

  private @Nullable Throwable lastCause() {
    Trial last = recentFailures.peekLast();
    return last != null && last.outcome() instanceof Outcome.Failed f ? f.cause() : null;
  }

  /** {@return why the study is over; null while it is not} */
  public @Nullable StudyEnd stop() {
    return stop;
  }

  /**
   * Ends the study, unless it is over already.
   *
   * @param why the reason
   */
  public void stop(StudyEnd why) {
    if (stop == null) {
      stop = why;
    }
  }

  /** {@return all trials told so far} */
  public TrialTable table() {
    return table;
  }

  StopRules rules() {
    return rules;
  }

  double bestLoss() {
    return bestLoss;
  }

  int bestNumber() {
    return table.trial(bestRow).number();
  }

  int failuresInARow() {
    return failuresInARow;
  }

  @Override
  public int trials() {
    return table.size();
  }

  @Override
  public int completed() {
    return completed;
  }

  @Override
  public int failed() {
    return failed;
  }

  @Override
  public OptionalInt budget() {
    return rules.trials() > 0 ? OptionalInt.of(rules.trials()) : OptionalInt.empty();
  }

  @Override
  public Optional<Trial> best() {
    return bestRow < 0 ? Optional.empty() : Optional.of(table.trial(bestRow));
  }

  @Override
  public int trialsSinceBest() {
    return table.size() - 1 - bestRow;
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
