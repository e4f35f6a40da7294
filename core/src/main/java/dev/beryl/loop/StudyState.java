package dev.beryl.loop;

import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.jfr.TellEvent;
import dev.beryl.jfr.TrialEvent;
import dev.beryl.journal.JournalException;
import dev.beryl.metric.Recorder;
import dev.beryl.metric.Recordings;
import dev.beryl.metric.Revisions;
import dev.beryl.metric.TrialTable;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.Pruner;
import dev.beryl.study.Ending;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Progress;
import dev.beryl.study.RaceProgress;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of one study. A trial that has run is entered: it is evaluated, kept, and told to the
 * optimizer, the pruner and the listeners. It may end the study.
 *
 * <p>Used by one thread.
 */
public final class StudyState implements Progress {
  private final TrialTable table;
  private final StudyPlugin<Optimizer> optimizer;
  private final @Nullable StudyPlugin<Pruner> pruner;
  private final LookBack lookBack;
  private final StopRules rules;
  private final @Nullable GainRule gain;
  private final StudyLog log;
  private final FailureCount failures;
  private final Evaluation evaluation;
  private final Listeners listeners;
  private final Delegations delegations;
  private final History history;
  private final GivenTreatments given;
  private final OpenCall call;
  private final Objective objective;
  private final long started = System.nanoTime();
  private final AtomicInteger entered = new AtomicInteger(); // as other threads may see it
  private int completed;
  private int bestRow = -1;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private @Nullable StudyEnd stop;
  private @Nullable RaceRecord race; // null: every trial is told with all its replicates

  /**
   * The state of a study that starts now.
   *
   * @param pruner is told too; null: none
   * @param log is told of new bests
   * @param history where trials are noted before the optimizer hears of them
   * @param given by which numbers the optimizer knows the trials
   * @param call where it notes whom it calls
   */
  public StudyState(
      TrialTable table,
      StudyPlugin<Optimizer> optimizer,
      @Nullable StudyPlugin<Pruner> pruner,
      StopRules rules,
      FailurePolicy policy,
      Listeners listeners,
      StudyLog log,
      History history,
      GivenTreatments given,
      OpenCall call) {
    this.table = table;
    this.optimizer = optimizer;
    this.pruner = pruner;
    this.lookBack = new LookBack(pruner);
    this.rules = rules;
    this.gain = rules.gain() == null ? null : new GainRule(rules.gain());
    this.failures = new FailureCount(policy);
    this.evaluation = new Evaluation(table.objectives(), table.constraints());
    this.listeners = listeners;
    this.log = log;
    this.delegations = new Delegations(history, listeners);
    this.history = history;
    this.given = given;
    this.call = call;
    this.objective = table.objectives().getFirst();
  }

  /**
   * Enters a trial that has run. Returns nothing: a trial that left this method would be allocated.
   *
   * @param ran the trial; its replicates have ended
   */
  public void enter(TrialState ran) {
    int number = ran.number();
    if (isUnjudged(ran)) {
      return;
    }
    Recordings recordings = ran.gather();
    Outcome outcome = ran.outcome();
    if (outcome instanceof Outcome.Completed) {
      outcome = evaluate(recordings);
    }
    Trial trial =
        table.append(
            number, ran.treatment(), outcome, recordings, evaluation.values(), ran.nanos());
    count(trial, outcome);
    entered.setRelease(table.size());
    TrialEvent.record(trial);
    StudyEnd untold = tellOptimizer(number, trial);
    if (untold != null) {
      stop = untold;
      return;
    }
    tellPruner(number, trial);
    listeners.trial(trial, this);
    if (stop == null) {
      stop = failures.afterTrial();
    }
    if (stop == null) {
      stop = ruled();
    }
  }

  /** Has trials get more replicates after they were told. */
  public void races(RaceRecord record) {
    race = record;
  }

  /**
   * Enters further replicates of a told, completed trial's treatment that the optimizer proposed
   * again: it is told of them under the new number, and the trial has them.
   *
   * @param row the trial's place in the order of telling
   * @param ran the new proposal with its replicates, which have ended
   */
  void enterFurther(int row, TrialState ran) {
    Recordings recordings = ran.gather();
    Outcome outcome = ran.outcome();
    if (outcome instanceof Outcome.Completed) {
      outcome = evaluate(recordings);
    }
    if (!(outcome instanceof Outcome.Completed)) {
      enter(TrialState.decided(ran.number(), ran.treatment(), outcome));
      return;
    }
    Trial alone =
        new TrialTable(table.problem(), 1)
            .append(
                ran.number(),
                ran.treatment(),
                outcome,
                recordings,
                evaluation.values(),
                ran.nanos());
    stop(revised(row, history::revised));
    if (stop == null) {
      stop(told(ran.number(), alone));
    }
    failures.enterCompleted();
    if (stop == null) {
      stop = ruled();
    }
  }

  /**
   * Tells the optimizer the values of a told, completed trial once more: it has proposed the
   * treatment again, and there are no other replicates to run.
   *
   * @param row the trial's place in the order of telling
   * @param number of the new proposal
   */
  void enterAgain(int row, int number) {
    stop(told(number, new NumberedTrial(races().revisions().trial(row), number)));
    if (stop == null) {
      stop = ruled();
    }
  }

  /**
   * Gives a told, completed trial the replicates of a race and has the optimizer revise it.
   *
   * @param row the trial's place in the order of telling
   */
  void raced(int row) {
    revise(row, trial -> history.raced(trial, true));
  }

  /**
   * Gives a told, completed trial more replicates of the search and has the optimizer revise it.
   *
   * @param row the trial's place in the order of telling
   */
  void revise(int row) {
    revise(row, history::revised);
  }

  private void revise(int row, Consumer<Trial> noting) {
    stop(revised(row, noting));
    if (isFailed()) {
      return;
    }
    Trial trial = given.revision(races().revisions().trial(row));
    if (trial == null) {
      return;
    }
    call.begin(optimizer, "revise");
    try {
      optimizer.instance().revise(trial);
    } catch (Throwable e) {
      stop(optimizer.failed("could not learn from more replicates of trial " + trial.number(), e));
    } finally {
      call.end();
    }
  }

  /** Enters a trial that the optimizer did not propose and is not told of. */
  void enterUntold(TrialState ran) {
    Recordings recordings = ran.gather();
    Outcome outcome = ran.outcome();
    if (outcome instanceof Outcome.Completed) {
      outcome = evaluate(recordings);
    }
    Trial trial =
        table.append(
            ran.number(), ran.treatment(), outcome, recordings, evaluation.values(), ran.nanos());
    count(trial, outcome);
    entered.setRelease(table.size());
    TrialEvent.record(trial);
    try {
      history.raced(trial, false);
    } catch (JournalException e) {
      stop(StudyEnd.failed(e));
      return;
    }
    listeners.trial(trial, this);
  }

  private RaceRecord races() {
    if (race == null) {
      throw new IllegalStateException("the study has no racing");
    }
    return race;
  }

  /**
   * Gives a trial more replicates.
   *
   * @param noting takes the trial in its new form
   * @return why the study ends by that; null if it does not
   */
  private @Nullable StudyEnd revised(int row, Consumer<Trial> noting) {
    Revisions revisions = races().revisions();
    List<Recorder> more = races().further(row);
    long nanos = races().nanos(row);
    Trial before = revisions.trial(row);
    Recordings all = revisions.withMore(row, more);
    if (!(evaluate(all) instanceof Outcome.Completed)) {
      return null; // an aggregate that is not finite over more replicates leaves it as it was
    }
    double[] measured = evaluation.values();
    Trial after =
        revisions.add(
            row, all, measured, before.duration().toNanos() + nanos, table.trial(row).replicates());
    races().revised(row);
    reconsider(row, objective.loss(measured[0]), after.isFeasible());
    try {
      noting.accept(after);
      return null;
    } catch (JournalException e) {
      return StudyEnd.failed(e);
    }
  }

  /** Takes into account that a trial has another loss now. */
  private void reconsider(int row, double loss, boolean feasible) {
    if (row != bestRow) {
      if (feasible && (bestRow < 0 || loss < bestLoss)) {
        bestLoss = loss;
        bestRow = row;
      }
      return;
    }
    bestRow = -1;
    Revisions revisions = races().revisions();
    for (int i = 0; i < table.size(); i++) {
      Trial revised = revisions.isRevised(i) ? revisions.trial(i) : null; // few are
      boolean mayBe = revised == null ? table.isFeasible(i) : revised.isFeasible();
      double value = revised == null ? table.value(i, 0) : revised.value(0);
      if (mayBe && (bestRow < 0 || objective.loss(value) < bestLoss)) {
        bestLoss = objective.loss(value);
        bestRow = i;
      }
    }
  }

  private Outcome evaluate(Recordings recordings) {
    if (evaluation.isOfMeans()) {
      return evaluation.evaluate(recordings);
    }
    call.begin("the aggregation of a metric", "aggregate");
    try {
      return evaluation.evaluate(recordings);
    } finally {
      call.end();
    }
  }

  private @Nullable StudyEnd ruled() {
    StudyEnd ended = ownRuled();
    return ended != null || gain == null
        ? ended
        : gain.afterTrial(table.size(), this::latest, bestLoss);
  }

  private @Nullable StudyEnd ownRuled() {
    if (rules.own().isEmpty()) {
      return rules.afterTrial(this, objective);
    }
    call.begin("a rule of stopWhen(…)", "test");
    try {
      return rules.afterTrial(this, objective);
    } finally {
      call.end();
    }
  }

  /** Whether trials may still be entered: not while the optimizer has not come back, for one. */
  boolean mayEnter() {
    return call.isLeftInListenersOnly();
  }

  /** Whether a trial has no outcome as its judge threw, which ends the study. */
  private boolean isUnjudged(TrialState ran) {
    if (pruner == null) { // the most frequent case
      return false;
    }
    TrialState.Unjudged unjudged = ran.unjudged();
    if (unjudged == null) {
      return false;
    }
    stop(
        pruner.failed(
            "could not judge trial %s after replicate %s"
                .formatted(ran.number(), unjudged.replicates() - 1),
            unjudged.thrown()));
    return true;
  }

  /** {@return the trial that was entered last} */
  public Trial last() {
    return table.trial(table.size() - 1);
  }

  private void count(Trial trial, Outcome outcome) {
    if (outcome instanceof Outcome.Completed) {
      failures.enterCompleted();
      completed++;
      int row = table.size() - 1;
      double loss = objective.loss(evaluation.values()[0]);
      if (table.isFeasible(row) && (bestRow < 0 || loss < bestLoss)) {
        bestLoss = loss;
        bestRow = row;
        log.best(table, row);
      }
    } else {
      failures.enter(trial, outcome);
    }
  }

  private @Nullable StudyEnd tellOptimizer(int number, Trial trial) {
    try {
      history.told(trial);
    } catch (JournalException e) {
      return StudyEnd.failed(e);
    } catch (Throwable e) {
      return StudyEnd.threw("trial %s could not be recorded".formatted(number), e);
    }
    return told(number, trial);
  }

  private @Nullable StudyEnd told(int number, Trial trial) {
    TellEvent event = TellEvent.begun();
    call.begin(optimizer, "tell");
    try {
      Trial notRun = given.notRun(trial);
      if (notRun != null) {
        optimizer.instance().tell(notRun);
      }
      optimizer.instance().tell(given.forOptimizer(trial));
    } catch (Throwable e) {
      return optimizer.failed("could not learn from trial " + number, e);
    } finally {
      call.end();
    }
    if (event != null) {
      event.done(number);
    }
    return null;
  }

  private void tellPruner(int number, Trial trial) {
    if (pruner != null) {
      call.begin(pruner, "tell");
      try {
        pruner.instance().tell(trial);
      } catch (Throwable e) {
        stop = pruner.failed("could not learn from trial " + number, e);
      } finally {
        call.end();
      }
    }
  }

  /** Lets the pruner, if there is one, judge a trial that is to run. */
  void judge(TrialWork work) {
    if (pruner != null && !work.isKnown()) {
      Pruner.Judge judge = judge(work.number());
      if (judge != null) {
        work.judgedBy(judge);
      }
    }
  }

  /**
   * Has the pruner judge a trial that is to run.
   *
   * @return the judge; null if there is no pruner, or it failed, which ends the study
   */
  public Pruner.@Nullable Judge judge(int number) {
    if (pruner == null) {
      return null;
    }
    call.begin(pruner, "begin");
    try {
      return Objects.requireNonNull(pruner.instance().begin(number), "rule 1: begin returned null");
    } catch (Throwable e) {
      stop(pruner.failed("could not judge trial " + number, e));
      return null;
    } finally {
      call.end();
    }
  }

  /** Ends the study because the judge of a trial threw. */
  public void judgeFailed(int number, Throwable thrown) {
    if (pruner != null) {
      stop(pruner.failed("could not judge a report of trial " + number, thrown));
    }
  }

  /** Lets the pruner look back at the trials, if enough were told. */
  void lookBack() {
    lookBack.afterTrial(trials());
  }

  /** What the pruner says of its own decisions, in sentences, once no more trials are entered. */
  public List<String> lookBackAtEnd() {
    return lookBack.atEnd();
  }

  /**
   * Notes a decision on replicates.
   *
   * @param rule that decided, in words
   * @param replicates of each trial: its number, how many it has, and how many it may have
   */
  void decided(String rule, List<int[]> replicates) {
    try {
      history.decided(rule, replicates);
    } catch (JournalException e) {
      stop(StudyEnd.failed(e));
    }
  }

  /** Notes what the final race has shown. */
  void raceEnded(Verdict verdict) {
    try {
      history.raceEnded(verdict);
    } catch (JournalException e) {
      stop(StudyEnd.failed(e));
    }
  }

  /**
   * Takes in which optimizers have proposed for the study's.
   *
   * @param next the number of the next trial; what begins later waits
   */
  void delegated(List<Delegation> now, int next) {
    delegations.enter(now, next, this);
  }

  /** Ends the study because its optimizer threw. */
  void optimizerFailed(String what, Throwable thrown) {
    stop(optimizer.failed(what, thrown));
  }

  /** Why a study ended, once no more trials are entered. */
  public StudyEnd atEnd(StudyEnd end) {
    return failures.atEnd(end, this);
  }

  /** {@return why the study ended; null while it goes on} */
  public @Nullable StudyEnd stop() {
    return stop;
  }

  /** {@return whether the study failed} */
  boolean isFailed() {
    return stop != null && stop.ending() == Ending.FAILED;
  }

  /**
   * Ends the study, unless it has ended already; null: it goes on. A race that follows the search
   * may fail.
   */
  public void stop(@Nullable StudyEnd why) {
    boolean failsLater = race != null && why != null && why.ending() == Ending.FAILED;
    if (stop == null || (failsLater && !isFailed())) {
      stop = why;
    }
  }

  /** What a user should know of the trials so far, a sentence each. */
  public List<String> warnings() {
    return failures.warnings(this);
  }

  /** {@return all trials told so far} */
  public TrialTable table() {
    return table;
  }

  StopRules rules() {
    return rules;
  }

  /**
   * How far the study is. Any thread may ask; it takes a look at each trial.
   *
   * @param elapsed the time since the study started
   */
  public Progress snapshot(Duration elapsed) {
    return ProgressSnapshot.of(
        table, entered.getAcquire(), budget(), elapsed, delegations.all(), race());
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
    return failures.failed();
  }

  @Override
  public OptionalInt budget() {
    return rules.trials();
  }

  @Override
  public Optional<Trial> best() {
    if (bestRow < 0) {
      return Optional.empty();
    }
    return Optional.of(latest(bestRow));
  }

  /** A trial with all the replicates that it has. */
  private Trial latest(int row) {
    return race == null ? table.trial(row) : race.revisions().trial(row);
  }

  /** The place of the best trial in the order of telling; -1 if there is none. */
  int bestRow() {
    return bestRow;
  }

  @Override
  public Optional<RaceProgress> race() {
    return race == null ? Optional.empty() : Optional.of(race.progress());
  }

  @Override
  public List<Delegation> delegations() {
    return delegations.all();
  }

  @Override
  public int trialsSinceBest() {
    return table.size() - 1 - bestRow;
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
