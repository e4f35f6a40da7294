package dev.beryl;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What to search, for what, how and for how long. Immutable: each call returns a new study. It is
 * checked as a whole, all faults together, when it is opened or an experiment is optimized with it.
 *
 * <p>An optimizer and an end must be set. Unless set otherwise a study has one replicate, seed 0,
 * common random numbers and one trial in flight, and ends with an error after ten failed trials in
 * a row.
 */
public final class Study {
  private final StudySettings settings;

  private Study(StudySettings settings) {
    this.settings = settings;
  }

  private Study with(Consumer<StudySettings> change) {
    StudySettings changed = settings.copy();
    change.accept(changed);
    return new Study(changed);
  }

  /**
   * A study.
   *
   * @param space what to search
   * @param objectives what to search for, at least one
   * @return the study
   */
  public static Study of(SearchSpace space, Objective... objectives) {
    return new Study(new StudySettings(space, List.of(objectives)));
  }

  /**
   * Bounds what only running a treatment tells: a trial that violates a constraint is completed and
   * told to the optimizer, but never the best.
   *
   * @param constraints in place of those set before
   * @return the changed study
   */
  public Study subjectTo(OutcomeConstraint... constraints) {
    return with(s -> s.constraints = List.of(constraints));
  }

  /**
   * Searches with an installed optimizer.
   *
   * @param name the optimizer's name, see {@link Optimizers#list()}
   * @return the changed study
   */
  public Study optimizer(String name) {
    return optimizer(name, Map.of());
  }

  /**
   * Searches with an installed optimizer.
   *
   * @param name the optimizer's name, see {@link Optimizers#list()}
   * @param options option name to value, a value of the option's type or text
   * @return the changed study
   */
  public Study optimizer(String name, Map<String, ?> options) {
    return with(s -> {
      s.optimizer = name;
      s.options = Map.copyOf(options);
      s.factory = null;
    });
  }

  /**
   * Searches with an optimizer and its typed options.
   *
   * @param factory such as {@code Grid.withDefaults().points(5)}
   * @return the changed study
   */
  public Study optimizer(OptimizerChoice factory) {
    return with(s -> {
      s.optimizer = factory.provider().name();
      s.factory = factory;
    });
  }

  /**
   * Ends after so many trials, whatever their outcomes.
   *
   * @param trials at least 1
   * @return the changed study
   */
  public Study trials(int trials) {
    return with(s -> {
      s.trials = trials;
      s.trialsGiven = true;
    });
  }

  /**
   * Has no end but that of the optimizer, as a grid's, and of the other rules that are set.
   *
   * @return the changed study
   */
  public Study untilExhausted() {
    return with(s -> s.untilExhausted = true);
  }

  /**
   * Runs each treatment so many times.
   *
   * @param replicates at least 1
   * @return the changed study
   */
  public Study replicates(int replicates) {
    return with(s -> s.replicates = replicates);
  }

  /**
   * Seeds the study: with the same seed, and otherwise equal, it gives the same trials bit for bit.
   *
   * @param seed any
   * @return the changed study
   */
  public Study seed(long seed) {
    return with(s -> s.seed = seed);
  }

  /**
   * Gives each replicate of each trial a seed of its own. Otherwise replicate r has the same seed
   * in every trial, so that treatments are compared under common random numbers.
   *
   * @return the changed study
   */
  public Study independentSeeds() {
    return with(s -> s.commonSeeds = false);
  }

  /**
   * Keeps several trials in flight. The optimizer is told in the order of asking, so that the
   * trials do not depend on which of them ends first; they do depend on this number.
   *
   * @param trials at least 1
   * @return the changed study
   */
  public Study parallelism(int trials) {
    return with(s -> s.parallelism = trials);
  }

  /**
   * Runs at most so many replicates at once. What comes of the study does not depend on this
   * number. Unless set it is that of the processors, and 1 inside a replicate of another study.
   *
   * @param threads at least 1
   * @return the changed study
   */
  public Study threads(int threads) {
    return with(s -> s.execution.threads = threads);
  }

  /**
   * Runs replicates on an executor of the caller's, at most {@link #threads(int)} at once.
   *
   * @param executor not closed by the study; if it refuses work the study fails
   * @return the changed study
   */
  public Study executor(Executor executor) {
    return with(s -> s.execution.executor = executor);
  }

  /**
   * Tells the optimizer of trials as they end instead of in the order of asking. With several
   * trials in flight no slow one then keeps others waiting, but the study can give other trials
   * each time.
   *
   * @return the changed study
   */
  public Study eager() {
    return with(s -> s.execution.eager = true);
  }

  /**
   * Interrupts a replicate that takes longer. Its trial is told as timed out. See {@link
   * #abandon(Duration, int)} for one that ignores that.
   *
   * @param limit of one replicate, retries included; positive
   * @return the changed study
   */
  public Study replicateTimeout(Duration limit) {
    return with(s -> s.execution.replicateTimeout = limit);
  }

  /**
   * Interrupts the replicates of a trial that takes longer, from the begin of its first replicate.
   *
   * @param limit of one trial; positive
   * @return the changed study
   */
  public Study trialTimeout(Duration limit) {
    return with(s -> s.execution.trialTimeout = limit);
  }

  /**
   * What is done with a replicate that goes on although it was interrupted: after a grace time its
   * thread is abandoned and the study goes on without it. Unless set, after a second and at most 16
   * times.
   *
   * @param grace how long to wait after the interrupt; positive
   * @param atMost how many abandoned threads there may be; one more ends the study with an error
   * @return the changed study
   */
  public Study abandon(Duration grace, int atMost) {
    return with(s -> {
      s.execution.grace = grace;
      s.execution.mostAbandoned = atMost;
    });
  }

  /**
   * Runs a replicate that throws again, with the same seed, before it counts as failed.
   *
   * @param times how often at the most, at least 0
   * @return the changed study
   */
  public Study retries(int times) {
    return with(s -> s.execution.retries = times);
  }

  /**
   * Lets a trial be completed though some of its replicates failed or timed out; it is then
   * evaluated by the others.
   *
   * @param replicates how many may, less than there are
   * @return the changed study
   */
  public Study tolerate(int replicates) {
    return with(s -> s.execution.tolerated = replicates);
  }

  /**
   * Counts a replicate that fails, times out or does not measure as one with values of the
   * caller's, so that its trial is completed all the same. Such a replicate records a 1 under the
   * metric {@code penalized}. Without this a trial with a failed replicate has no value.
   *
   * @param values one for each objective, then for each outcome constraint; finite
   * @return the changed study
   */
  public Study penalize(double... values) {
    return with(s -> s.execution.penalties = Arrays.stream(values).boxed().toList());
  }

  /**
   * Prunes with an installed pruner: it hears what replicates {@link Context#report report} and
   * ends those without hope.
   *
   * @param name the pruner's name
   * @param options option name to value, a value of the option's type or text
   * @return the changed study
   */
  public Study pruner(String name, Map<String, ?> options) {
    return with(s -> s.pruner = ChosenPruner.named(name, options));
  }

  /**
   * Prunes with a pruner and its typed options.
   *
   * @param factory such as {@code MedianPruner.withDefaults()}
   * @return the changed study
   */
  public Study pruner(PrunerChoice factory) {
    return with(s -> s.pruner = ChosenPruner.of(factory));
  }

  /**
   * Ends after so much wall-clock time: running replicates are interrupted, what is finished is
   * kept.
   *
   * @param time positive
   * @return the changed study
   */
  public Study deadline(Duration time) {
    return with(s -> s.deadline = time);
  }

  /**
   * Ends when a trial's value is at least as good; for one objective.
   *
   * @param value of the objective's metric
   * @return the changed study
   */
  public Study target(double value) {
    return with(s -> s.target = value);
  }

  /**
   * Ends after so many trials without a better one; for one objective.
   *
   * @param trials at least 1
   * @return the changed study
   */
  public Study patience(int trials) {
    return with(s -> {
      s.patience = trials;
      s.patienceGiven = true;
    });
  }

  /**
   * Ends when a rule says so; of several rules any.
   *
   * @param rule asked after each trial, on the thread that runs the loop
   * @return the changed study
   */
  public Study stopWhen(Predicate<Progress> rule) {
    return with(s -> s.rule = s.rule == null ? rule : s.rule.or(rule));
  }

  /**
   * Ends with an error at the first trial that fails.
   *
   * @return the changed study
   */
  public Study failFast() {
    return failures(FailurePolicy.failFast());
  }

  /**
   * Goes on whatever fails.
   *
   * @return the changed study
   */
  public Study tolerateAll() {
    return failures(FailurePolicy.tolerateAll());
  }

  /**
   * Ends with an error as a policy says.
   *
   * @param policy when failing trials end the study
   * @return the changed study
   */
  public Study failures(FailurePolicy policy) {
    return with(s -> s.failures = policy);
  }

  /**
   * Keeps a journal, with which the study goes on where it was if its process is killed: it is then
   * just run again. What was finished is not run again, and the study ends with the same trials,
   * bit for bit, as if it had not been killed. Run again with more {@link #trials}, a finished
   * study goes on, too.
   *
   * <p>Unless told otherwise, records are written in groups, at the latest after 100 ms: a crash
   * costs at most what was finished within that time. See {@link Durability}.
   *
   * <p>The study is gone through again from its begin, with finished replicates served from the
   * journal: listeners hear of all trials again, a deadline counts anew, a replicate that failed or
   * ran into its limit of time is not run again, and if the optimizer proposes something else than
   * is recorded the study ends with an error that names both. More trials give what a study with as
   * many from the start would have given if the optimizer does not go by their number, nor by how
   * many treatments it is asked for at once; otherwise they are such an error. A study that is told
   * {@link #eager} keeps the order of telling as far as it is recorded.
   *
   * @param file made if it does not exist; in an existing folder
   * @return the changed study
   */
  public Study journal(Path file) {
    return with(s -> s.journal = file);
  }

  /**
   * Keeps a journal, as {@link #journal(Path)} does.
   *
   * @param file made if it does not exist; in an existing folder
   * @param durability how much a crash may cost
   * @return the changed study
   */
  public Study journal(Path file, Durability durability) {
    return with(s -> {
      s.journal = file;
      s.durability = durability;
    });
  }

  /**
   * Tells the optimizer of another study's trials before it is asked for anything. They are
   * aggregated as this study has it, and are no trials of this study. A parameter that they do not
   * have takes its default; a trial whose values are not of this space, or that did not record what
   * this study measures, is left out, which is logged.
   *
   * @param journal of the other study, finished or not; only read
   * @return the changed study
   */
  public Study warmStart(Path journal) {
    return with(s -> s.warmStart = journal);
  }

  /**
   * Adds a listener.
   *
   * @param listener told after those that were added before
   * @return the changed study
   */
  public Study listener(StudyListener listener) {
    return with(s -> s.addListener(listener));
  }

  /**
   * Opens a session for one who runs the trials himself: asks for treatments, tells what came of
   * them.
   *
   * @return the session; close it
   * @throws IllegalArgumentException if the study is not well configured; all faults together
   * @throws JournalException if a journal cannot be used, or is another study's
   */
  public StudySession open() {
    return StudySession.of(start(true));
  }

  /** Checks everything and makes the optimizer. */
  StudyRun start(boolean session) {
    OptimizerProvider provider = settings.check();
    return StudyRun.of(settings, provider, session);
  }
}
