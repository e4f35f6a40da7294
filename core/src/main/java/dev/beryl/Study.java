package dev.beryl;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.plugins.Optimizers;
import dev.beryl.plugins.Pruners;
import dev.beryl.run.OpenStudy;
import dev.beryl.run.StudyRun;
import dev.beryl.settings.Abandoning;
import dev.beryl.settings.ChosenPlugin;
import dev.beryl.settings.JournalSettings;
import dev.beryl.settings.Setting;
import dev.beryl.settings.StudyDraft;
import dev.beryl.settings.StudySettings;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * What to search, for what, how and for how long. Immutable: each call returns a new study. Its
 * values are checked as a whole, all faults together, when it is opened or an experiment is
 * optimized with it.
 *
 * <p>An optimizer and an end must be set. Unless set otherwise a study has one replicate, seed 0,
 * common random numbers and one trial in flight, and ends with an error after ten failed trials in
 * a row.
 *
 * <p>Each setting can be made once: a method that is called again, on the study that its first call
 * returned, throws an {@link IllegalStateException} that names both values. Only {@link #listener}
 * and {@link #stopWhen} add to what is there. For several studies that differ in a setting, set it
 * last, or write a method that makes the study.
 */
public final class Study {
  private final StudyDraft draft;

  private Study(StudyDraft draft) {
    this.draft = draft;
  }

  private <T> Study with(Setting<T> setting, T value) {
    return new Study(draft.with(setting, value));
  }

  /**
   * A study.
   *
   * @param space what to search
   * @param objectives what to search for, at least one
   * @return the study
   * @throws IllegalArgumentException if there is no objective or one comes twice
   */
  public static Study of(SearchSpace space, Objective... objectives) {
    return new Study(StudyDraft.of(Problem.of(space, objectives)));
  }

  /**
   * Bounds what only running a treatment tells: a trial that violates a constraint is completed and
   * told to the optimizer, but never the best.
   *
   * @param constraints all of the study
   * @return the changed study
   * @throws IllegalStateException if they were set before
   */
  public Study outcomeConstraints(OutcomeConstraint... constraints) {
    return with(Setting.OUTCOME_CONSTRAINTS, List.of(constraints));
  }

  /**
   * Searches with an installed optimizer.
   *
   * @param name the optimizer's name, see {@link Optimizers#installed()}
   * @return the changed study
   * @throws IllegalStateException if an optimizer was set before
   */
  public Study optimizer(String name) {
    return optimizer(name, Map.of());
  }

  /**
   * Searches with an installed optimizer.
   *
   * @param name the optimizer's name, see {@link Optimizers#installed()}
   * @param options option name to value, a value of the option's type or text
   * @return the changed study
   * @throws IllegalStateException if an optimizer was set before
   */
  public Study optimizer(String name, Map<String, ?> options) {
    return with(Setting.OPTIMIZER, ChosenPlugin.optimizer(name, options));
  }

  /**
   * Searches with an optimizer and its typed options.
   *
   * @param choice such as {@code Grid.withDefaults().points(5)}
   * @return the changed study
   * @throws IllegalStateException if an optimizer was set before
   */
  public Study optimizer(OptimizerChoice choice) {
    return with(Setting.OPTIMIZER, ChosenPlugin.optimizer(choice));
  }

  /**
   * Ends after a number of trials, whatever their outcomes.
   *
   * @param trials at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study trials(int trials) {
    return with(Setting.TRIALS, trials);
  }

  /**
   * Runs until the optimizer has nothing left to propose, as when a grid is finished, or another
   * rule that is set ends the study.
   *
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study untilOptimizerEnds() {
    return with(Setting.UNTIL_OPTIMIZER_ENDS, true);
  }

  /**
   * Sets how often each treatment is run.
   *
   * @param replicates at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study replicates(int replicates) {
    return with(Setting.REPLICATES, replicates);
  }

  /**
   * Seeds the study: with the same seed, and otherwise equal, it gives the same trials bit for bit.
   *
   * @param seed any
   * @return the changed study
   * @throws IllegalStateException if the seed was set before
   */
  public Study seed(long seed) {
    return with(Setting.SEED, seed);
  }

  /**
   * Gives each replicate of each trial a seed of its own. Otherwise replicate r has the same seed
   * in every trial, so that treatments are compared under common random numbers.
   *
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study independentSeeds() {
    return with(Setting.INDEPENDENT_SEEDS, true);
  }

  /**
   * Runs several trials at the same time. Their results are the same for the same number on any
   * machine, as the optimizer is told in the order of asking; another number gives other trials.
   *
   * @param trials how many are in flight, at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study parallelism(int trials) {
    return with(Setting.PARALLELISM, trials);
  }

  /**
   * Limits how many replicates run at once. The trials do not depend on this number. Unless set it
   * is that of the processors, and 1 inside a replicate of another study.
   *
   * @param threads at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study threads(int threads) {
    return with(Setting.THREADS, threads);
  }

  /**
   * Runs replicates on an executor of the caller's, at most {@link #threads(int)} at once.
   *
   * @param executor not closed by the study; if it refuses work the study fails
   * @return the changed study
   * @throws IllegalStateException if an executor was set before
   */
  public Study executor(Executor executor) {
    return with(Setting.EXECUTOR, executor);
  }

  /**
   * Tells the optimizer of trials as they end instead of in the order of asking. With several
   * trials in flight no slow one then keeps others waiting, but the study can give other trials
   * each time.
   *
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study tellAsCompleted() {
    return with(Setting.TELL_AS_COMPLETED, true);
  }

  /**
   * Interrupts a replicate that takes longer. Its trial is told as timed out. See {@link
   * #abandonAfter(Duration, int)} for one that ignores that.
   *
   * @param limit of one replicate, retries included; positive
   * @return the changed study
   * @throws IllegalStateException if the limit was set before
   */
  public Study replicateTimeout(Duration limit) {
    return with(Setting.REPLICATE_TIMEOUT, limit);
  }

  /**
   * Interrupts a trial's replicates once it has run longer than this, counted from the start of its
   * first replicate.
   *
   * @param limit of one trial; positive
   * @return the changed study
   * @throws IllegalStateException if the limit was set before
   */
  public Study trialTimeout(Duration limit) {
    return with(Setting.TRIAL_TIMEOUT, limit);
  }

  /**
   * Sets what is done with a replicate that goes on although it was interrupted: after a grace time
   * its thread is abandoned and the study goes on without it. Unless set, after a second and at
   * most 16 times.
   *
   * @param grace how long to wait after the interrupt; positive
   * @param atMost how many abandoned threads there may be; one more ends the study with an error
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study abandonAfter(Duration grace, int atMost) {
    return with(Setting.ABANDONING, new Abandoning(grace, atMost));
  }

  /**
   * Runs a replicate that throws again, with the same seed, before it counts as failed.
   *
   * @param times how often at the most, at least 0
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study retries(int times) {
    return with(Setting.RETRIES, times);
  }

  /**
   * Lets a trial be completed though some of its replicates failed or timed out; it is then
   * evaluated by the others.
   *
   * @param replicates how many may, less than there are
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study tolerateReplicates(int replicates) {
    return with(Setting.TOLERATED, replicates);
  }

  /**
   * Gives a replicate that fails, times out or does not measure these values, so that its trial
   * still counts as completed. Such a replicate records a 1 under the metric {@code penalized}.
   * Without this a trial with a failed replicate has no value.
   *
   * @param values one for each objective, then for each outcome constraint; finite
   * @return the changed study
   * @throws IllegalStateException if penalties were set before
   */
  public Study penalize(double... values) {
    return with(Setting.PENALTIES, Arrays.stream(values).boxed().toList());
  }

  /**
   * Prunes with an installed pruner: it hears what replicates {@link Context#report report} and
   * ends those without hope.
   *
   * @param name the pruner's name, see {@link Pruners#installed()}
   * @return the changed study
   * @throws IllegalStateException if a pruner was set before
   */
  public Study pruner(String name) {
    return pruner(name, Map.of());
  }

  /**
   * Prunes with an installed pruner, as {@link #pruner(String)} does.
   *
   * @param name the pruner's name, see {@link Pruners#installed()}
   * @param options option name to value, a value of the option's type or text
   * @return the changed study
   * @throws IllegalStateException if a pruner was set before
   */
  public Study pruner(String name, Map<String, ?> options) {
    return with(Setting.PRUNER, ChosenPlugin.pruner(name, options));
  }

  /**
   * Prunes with a pruner and its typed options.
   *
   * @param choice such as {@code MedianPruner.withDefaults()}
   * @return the changed study
   * @throws IllegalStateException if a pruner was set before
   */
  public Study pruner(PrunerChoice choice) {
    return with(Setting.PRUNER, ChosenPlugin.pruner(choice));
  }

  /**
   * Ends after a wall-clock time: running replicates are interrupted, what is finished is kept.
   *
   * @param time positive
   * @return the changed study
   * @throws IllegalStateException if the time was set before
   */
  public Study timeLimit(Duration time) {
    return with(Setting.TIME_LIMIT, time);
  }

  /**
   * Ends when a trial's value is at least as good; for one objective.
   *
   * @param value of the objective's metric
   * @return the changed study
   * @throws IllegalStateException if a target was set before
   */
  public Study target(double value) {
    return with(Setting.TARGET, value);
  }

  /**
   * Ends after a number of trials without a better one; for one objective.
   *
   * @param trials at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study stopWithoutImprovement(int trials) {
    return with(Setting.WITHOUT_IMPROVEMENT, trials);
  }

  /**
   * Ends when a rule says so; of several rules any.
   *
   * @param rule asked after each trial, on the thread that runs the loop; if it throws, the study
   *     fails
   * @return the changed study
   */
  public Study stopWhen(Predicate<Progress> rule) {
    return new Study(draft.withRule(rule));
  }

  /**
   * Ends with an error at the first trial that fails.
   *
   * @return the changed study
   * @throws IllegalStateException if a failure policy was set before
   */
  public Study failFast() {
    return failurePolicy(FailurePolicy.failFast());
  }

  /**
   * Goes on whatever fails.
   *
   * @return the changed study
   * @throws IllegalStateException if a failure policy was set before
   */
  public Study neverFail() {
    return failurePolicy(FailurePolicy.neverFail());
  }

  /**
   * Ends with an error as a policy says.
   *
   * @param policy when failing trials end the study
   * @return the changed study
   * @throws IllegalStateException if a failure policy was set before
   */
  public Study failurePolicy(FailurePolicy policy) {
    return with(Setting.FAILURE_POLICY, policy);
  }

  /**
   * Keeps a journal, so that the study goes on where it was if its process is killed: just run it
   * again. What was finished is not run again, and the study ends with the same trials, bit for
   * bit, as if it had not been killed.
   *
   * <p>Unless set otherwise, records are written in groups, at the latest after 100 ms: a crash
   * costs at most what was finished within that time. See {@link Durability}.
   *
   * <p>The study is replayed from its first trial; replicates that had finished are read from the
   * journal, not run again. So listeners hear of all trials again, a time limit counts anew, and a
   * replicate that failed or timed out is not given another try. If the optimizer proposes
   * something else than is recorded, the study ends with an error that names both. A study that is
   * told {@link #tellAsCompleted} keeps the order of telling as far as it is recorded.
   *
   * <p>A finished study may be run again with a larger number of {@link #trials}: it gives the same
   * trials as if that number had been set from the start. An optimizer that goes by the number of
   * trials, or by how many treatments it is asked for at once, cannot be given more; the study then
   * ends with the error about another proposal.
   *
   * @param file made if it does not exist; in an existing folder
   * @return the changed study
   * @throws IllegalStateException if a journal was set before
   */
  public Study journal(Path file) {
    return journal(file, Durability.grouped());
  }

  /**
   * Keeps a journal, as {@link #journal(Path)} does.
   *
   * @param file made if it does not exist; in an existing folder
   * @param durability how much a crash may cost
   * @return the changed study
   * @throws IllegalStateException if a journal was set before
   */
  public Study journal(Path file, Durability durability) {
    return with(Setting.JOURNAL, new JournalSettings(file, durability));
  }

  /**
   * Tells the optimizer of another study's trials before it is asked for anything. They are
   * aggregated by this study's objectives and do not count as its trials. A parameter that they do
   * not have takes its default. A trial is left out, which is logged, if its values are not of this
   * space or it did not record what this study measures.
   *
   * @param journal of the other study, finished or not; only read
   * @return the changed study
   * @throws IllegalStateException if a warm start was set before
   */
  public Study warmStart(Path journal) {
    return with(Setting.WARM_START, journal);
  }

  /**
   * Adds a listener.
   *
   * @param listener told after those that were added before
   * @return the changed study
   */
  public Study listener(StudyListener listener) {
    return new Study(draft.withListener(listener));
  }

  /**
   * Opens a session for a caller that runs the trials itself: it asks for treatments and tells what
   * they measured.
   *
   * @return the session; close it
   * @throws IllegalArgumentException if the study is not well configured; all faults together
   * @throws IllegalStateException if the optimizer or pruner cannot be created; it is named with
   *     its jar
   * @throws JournalException if a journal cannot be used, or is another study's
   */
  public StudySession open() {
    return StudySession.of(OpenStudy.of(StudySettings.of(draft), true));
  }

  /** Checks everything, and makes the optimizer and the pruner. */
  StudyRun start() {
    return StudyRun.of(StudySettings.of(draft));
  }

  /** {@return what is searched, what for, and the settings in the order in which they were made} */
  @Override
  public String toString() {
    return draft.toString();
  }
}
