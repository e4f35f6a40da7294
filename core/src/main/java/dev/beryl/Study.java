package dev.beryl;

import dev.beryl.execution.Runner;
import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.loop.RacePlan;
import dev.beryl.loop.UnitsByHand;
import dev.beryl.plugins.Optimizers;
import dev.beryl.plugins.Pruners;
import dev.beryl.run.OpenStudy;
import dev.beryl.run.StudyRun;
import dev.beryl.settings.Abandoning;
import dev.beryl.settings.ChosenPlugin;
import dev.beryl.settings.JournalSettings;
import dev.beryl.settings.PastTrials;
import dev.beryl.settings.Setting;
import dev.beryl.settings.StudyDraft;
import dev.beryl.settings.StudySettings;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.study.ExpectedGain;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.Failures;
import dev.beryl.study.Progress;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The settings of an optimization: the search space, the objectives, the optimizer, and when to
 * end. Immutable: each call returns a new study. The settings are checked together when the study
 * is opened or an experiment is optimized with it; the error lists all faults.
 *
 * <p>An end must be set, unless the study runs given treatments only, see {@link #startWith}.
 * Unless set otherwise, a study has the optimizer {@code auto}, which is in module {@code
 * dev.beryl.optimizers} and chooses from the others there, one replicate, seed 0, common random
 * numbers and one trial in flight, and ends with an error after ten failed trials in a row.
 *
 * <p>Each setting can be set once. A second call of its method, on the study that the first call
 * returned, throws an {@link IllegalStateException} that names both values. Only {@link #listener}
 * and {@link #stopWhen} may be called several times; each call adds one. To make several studies
 * that differ in one setting, set that one last, or write a method that creates the study.
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
   * Creates a study.
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
   * Creates a study.
   *
   * @param space what to search
   * @param objectives what to search for, at least one; copied
   * @return the study
   * @throws IllegalArgumentException if there is no objective or one comes twice
   */
  public static Study of(SearchSpace space, List<Objective> objectives) {
    Nulls.refuse("study: space", space);
    Nulls.refuse("study: objectives", objectives);
    return new Study(StudyDraft.of(Problem.of(space, objectives)));
  }

  /**
   * Names the study. The name appears in texts, exports and the journal; it makes no difference to
   * trials and is not part of the study's identity.
   *
   * @param name for example {@code warehouse, autumn}; not blank, well-formed UTF-16
   * @return the changed study
   * @throws IllegalArgumentException if the name is blank or not well-formed
   * @throws IllegalStateException if a name was set before
   */
  public Study name(String name) {
    Nulls.refuse("study: name", name);
    if (name.isBlank()) {
      throw new IllegalArgumentException("study: name: expected some text, got a blank name");
    }
    return with(Setting.NAME, Text.requireWellFormed("name of the study", name));
  }

  /**
   * Sets bounds on metrics, which only running a treatment shows. A trial that violates a bound is
   * completed and told to the optimizer, but is never the best.
   *
   * @param constraints all outcome constraints of the study
   * @return the changed study
   * @throws IllegalStateException if they were set before
   */
  public Study outcomeConstraints(OutcomeConstraint... constraints) {
    Nulls.refuseIn("study: outcomeConstraints: constraints", constraints);
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
   * @param choice the optimizer with its options, such as {@code Grid.withDefaults().points(5)}
   * @return the changed study
   * @throws IllegalStateException if an optimizer was set before
   */
  public Study optimizer(OptimizerChoice choice) {
    return with(Setting.OPTIMIZER, ChosenPlugin.optimizer(choice));
  }

  /**
   * Ends the study after a number of trials, whatever their outcomes.
   *
   * @param trials at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study trials(int trials) {
    return with(Setting.TRIALS, trials);
  }

  /**
   * Runs until the optimizer has nothing left to propose (a grid is finished) or another stopping
   * rule applies.
   *
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study untilOptimizerEnds() {
    return with(Setting.UNTIL_OPTIMIZER_ENDS, true);
  }

  /**
   * Sets the number of times that each treatment is run.
   *
   * @param replicates at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study replicates(int replicates) {
    return with(Setting.REPLICATES, replicates);
  }

  /**
   * Spends replicates where they decide something: the search runs each treatment with the least
   * number of replicates, and a final race of the best treatments gives each of them up to the
   * largest number, on replicates that had no part in choosing them. {@link StudyResult#verdict()}
   * says what the race has shown. With 5 finalists, confidence 0.95 and a reserve of a tenth of the
   * replicates for the race; see {@link #racing(Racing)} for others.
   *
   * @param least at least 1
   * @param most at least {@code least} and 3
   * @return the changed study
   * @throws IllegalStateException if racing was set before
   */
  public Study replicates(int least, int most) {
    return racing(Racing.of(least, most));
  }

  /**
   * Spends replicates where they decide something, as {@link #replicates(int, int)} does.
   *
   * <p>{@link #parallelism} is then the number of replicates in flight. A treatment that the
   * optimizer proposes again gives further replicates to the trial that has it. A study that ends
   * by its time limit or is stopped before the race has no verdict.
   *
   * @param racing how
   * @return the changed study
   * @throws IllegalStateException if racing was set before
   */
  public Study racing(Racing racing) {
    return with(Setting.RACING, racing);
  }

  /**
   * Sets the number of replicates of a study with {@linkplain #racing racing}, those of the final
   * race included. A trial that a hard constraint rejects counts as one replicate.
   *
   * @param replicates at least 9 for each finalist
   * @return the changed study
   * @throws IllegalStateException if a budget was set before
   */
  public Study budget(int replicates) {
    return with(Setting.BUDGET, replicates);
  }

  /**
   * Names the treatment with which the best one is to be compared, such as the values in use today.
   * It is a finalist always, and the {@linkplain StudyResult#verdict() verdict} says by how much
   * the best one is better. If no trial has run it before the race, it becomes a trial, which
   * {@link Trial#origin()} marks.
   *
   * @param treatment with a value for each parameter
   * @return the changed study
   * @throws IllegalStateException if a baseline was set before
   */
  public Study baseline(Treatment treatment) {
    return with(Setting.BASELINE, treatment);
  }

  /**
   * Sets the seed. Studies with the same seed and the same other settings give the same trials, bit
   * for bit.
   *
   * @param seed any
   * @return the changed study
   * @throws IllegalStateException if the seed was set before
   */
  public Study seed(long seed) {
    return with(Setting.SEED, seed);
  }

  /**
   * Gives each replicate of each trial its own seed. Otherwise replicate r has the same seed in
   * every trial, so that treatments are compared under common random numbers.
   *
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study independentSeeds() {
    return with(Setting.INDEPENDENT_SEEDS, true);
  }

  /**
   * Runs k trials at the same time. Results are the same for the same k on any machine, because the
   * optimizer is told of trials in the order in which it proposed them; another k gives other
   * trials.
   *
   * @param trials k, at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study parallelism(int trials) {
    return with(Setting.PARALLELISM, trials);
  }

  /**
   * Limits the number of replicates that run at the same time. The trials do not depend on this
   * number. Unless set, it is the number of processors, and 1 inside a replicate of another study.
   *
   * @param threads at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study threads(int threads) {
    return with(Setting.THREADS, threads);
  }

  /**
   * Runs replicates on the caller's executor, at most {@link #threads(int)} at the same time.
   *
   * @param executor the executor; the study does not close it; if it refuses work, the study fails
   * @return the changed study
   * @throws IllegalStateException if an executor was set before
   */
  public Study executor(Executor executor) {
    return with(Setting.EXECUTOR, executor);
  }

  /**
   * Runs replicates elsewhere, for example on a cluster. The study's loop, its journal and its
   * listeners stay in this process, and its trials are the same, bit for bit, as those of threads
   * with the same {@link #parallelism}. Unless that is set, as many trials are in flight as have
   * four times as many replicates as the runner has {@linkplain Runner#slots slots}, or with {@link
   * #racing} that many replicates: with fewer, slots would wait for the trial that is told next. So
   * set it to make the trials independent of the size of the cluster.
   *
   * <p>The experiment's resources and steps are opened where replicates run, by a {@link
   * StudyWorker}, not in this process. A named treatment has no name there. A runner excludes
   * {@link #threads}, {@link #executor} and {@link #trialTimeout}; {@link #replicateTimeout} holds
   * where the replicate runs, without the time that it waits for a slot.
   *
   * @param runner runs the replicates; the study does not own it
   * @return the changed study
   * @throws IllegalStateException if a runner was set before
   */
  public Study runner(Runner runner) {
    return with(Setting.RUNNER, runner);
  }

  /**
   * Tells the optimizer of trials as they end, instead of in the order in which it proposed them. A
   * slow trial then does not hold up others in flight, but each run of the study may give other
   * trials.
   *
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study tellAsCompleted() {
    return with(Setting.TELL_AS_COMPLETED, true);
  }

  /**
   * Starts a replicate of a study with a {@linkplain #pruner pruner} only once its trial goes on to
   * it. Otherwise threads that have nothing else to do start replicates early, and cancel them if
   * the pruner ends their trial before: the next call of {@link Context#report} or {@link
   * Context#checkCancelled} throws, and the thread is interrupted. Results are the same with and
   * without. Set this if a replicate costs money or has effects outside of the study.
   *
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study startReplicatesWhenNeeded() {
    return with(Setting.START_WHEN_NEEDED, true);
  }

  /**
   * Interrupts a replicate once it has run longer than this. Its trial is told to the optimizer as
   * timed out. What an interrupt does not reach, such as a process that a step started, is ended by
   * {@link Context#onCancel}. See {@link #abandonAfter(Duration, int)} for replicates that ignore
   * the interrupt.
   *
   * @param limit the limit of one replicate, retries included; positive
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
   * @param limit the limit of one trial; positive
   * @return the changed study
   * @throws IllegalStateException if the limit was set before
   */
  public Study trialTimeout(Duration limit) {
    return with(Setting.TRIAL_TIMEOUT, limit);
  }

  /**
   * Sets when a replicate that ignores its interrupt is abandoned. After a grace time the study
   * continues without it and leaves its thread running. Unless set, the grace time is one second,
   * and at most 16 threads are abandoned.
   *
   * <p>When the study is stopped or its time limit passes, it ends after the grace time, however
   * many threads are then abandoned. A listener, an optimizer or other code that the study calls
   * has the grace time to return, is then interrupted, and left behind after one more grace time;
   * the text of the ending names it.
   *
   * @param grace how long to wait after the interrupt; positive
   * @param atMost the largest number of abandoned threads; one more ends the study with an error
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study abandonAfter(Duration grace, int atMost) {
    return with(Setting.ABANDONING, new Abandoning(grace, atMost));
  }

  /**
   * Retries a replicate that throws, with the same seed, before it counts as failed.
   *
   * @param times the largest number of retries of one replicate, at least 0
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study retries(int times) {
    return with(Setting.RETRIES, times);
  }

  /**
   * Lets a trial be completed although some of its replicates failed or timed out. Its values are
   * then computed from the other replicates.
   *
   * @param replicates the largest number of replicates that may fail or time out; less than {@link
   *     #replicates(int)}
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study tolerateReplicates(int replicates) {
    return with(Setting.TOLERATED, replicates);
  }

  /**
   * Gives a failed or timed-out replicate, or one that lacks a metric, these values, so that its
   * trial still counts as completed. Such a replicate records a 1 under the metric {@code
   * penalized}. Without penalties, a trial with a failed replicate has no value.
   *
   * @param values one for each objective, then for each outcome constraint; finite
   * @return the changed study
   * @throws IllegalStateException if penalties were set before
   */
  public Study penalize(double... values) {
    Nulls.refuse("study: penalize: values", values);
    return with(Setting.PENALTIES, Arrays.stream(values).boxed().toList());
  }

  /**
   * Prunes with an installed pruner, which ends trials early that compare badly with those before.
   *
   * <p>Replicate 0 of a trial is its scout: it runs first, and the pruner sees what it {@link
   * Context#report reports} and may stop it, and with it the trial. Then come rounds: after
   * replicate 0, after 3 replicates, after 9 and so on, as the pruner wants it, it compares the
   * trial's values over the replicates so far with those of other trials, and may end the trial
   * without its other replicates. Reports of replicates other than the scout are kept and not
   * judged. A replicate that fails is never judged: what it means is said by {@link
   * #tolerateReplicates} and {@link #penalize}. Rounds are left out once a replicate without a
   * value is tolerated.
   *
   * <p>A trial that is pruned is told to the optimizer as pruned, with the reports of its scout, or
   * with the reports and metrics of the replicates of the round. Which trials are pruned depends on
   * {@link #parallelism}, not on threads or on how long replicates take. Replicates may start
   * before the pruner has decided, see {@link #startReplicatesWhenNeeded}.
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
   * @param choice the pruner with its options, such as {@code MedianPruner.withDefaults()}
   * @return the changed study
   * @throws IllegalStateException if a pruner was set before
   */
  public Study pruner(PrunerChoice choice) {
    return with(Setting.PRUNER, ChosenPlugin.pruner(choice));
  }

  /**
   * Ends the study after a wall-clock time. Running replicates are then interrupted; finished
   * trials are kept.
   *
   * @param time positive
   * @return the changed study
   * @throws IllegalStateException if the time was set before
   */
  public Study timeLimit(Duration time) {
    return with(Setting.TIME_LIMIT, time);
  }

  /**
   * Ends the study when a trial's value is at least as good as a target; for studies with one
   * objective.
   *
   * @param value the target, in the direction of the objective's metric
   * @return the changed study
   * @throws IllegalStateException if a target was set before
   */
  public Study target(double value) {
    return with(Setting.TARGET, value);
  }

  /**
   * Ends the study after a number of trials without a better one; for studies with one objective.
   *
   * @param trials at least 1
   * @return the changed study
   * @throws IllegalStateException if the number was set before
   */
  public Study stopWithoutImprovement(int trials) {
    return with(Setting.WITHOUT_IMPROVEMENT, trials);
  }

  /**
   * Ends the study once the next trials can be expected to gain less than is worth their cost; for
   * studies with one objective. The result's {@link StudyResult#endingText() text} says how much
   * was expected.
   *
   * {@snippet :
   * study.until(expectedGainOf(20).below(0.001))
   * }
   *
   * @param rule how many trials, and which gain, see {@link ExpectedGain}
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study until(ExpectedGain.Below rule) {
    return with(Setting.UNTIL, rule);
  }

  /**
   * Ends the study when a rule returns true. If there are several rules, any of them ends it.
   *
   * @param rule the rule; it is called after each trial, on the thread that runs the loop; if it
   *     throws, the study fails
   * @return the changed study
   */
  public Study stopWhen(Predicate<Progress> rule) {
    return new Study(draft.withRule(rule));
  }

  /**
   * Ends the study with an error at the first trial that fails.
   *
   * @return the changed study
   * @throws IllegalStateException if a failure policy was set before
   */
  public Study failFast() {
    return failurePolicy(FailurePolicy.failFast());
  }

  /**
   * Continues the study however many trials fail.
   *
   * @return the changed study
   * @throws IllegalStateException if a failure policy was set before
   */
  public Study neverFail() {
    return failurePolicy(FailurePolicy.neverFail());
  }

  /**
   * Sets when failed trials end the study with an error.
   *
   * @param policy the policy
   * @return the changed study
   * @throws IllegalStateException if a failure policy was set before
   */
  public Study failurePolicy(FailurePolicy policy) {
    return with(Setting.FAILURE_POLICY, policy);
  }

  /**
   * Keeps a journal, so that the study can continue after its process was killed: run it again.
   * Finished replicates are not run again, and the study ends with the same trials, bit for bit, as
   * if it had not been killed.
   *
   * <p>Unless set otherwise, records are written in groups, at the latest after 100 ms, so a crash
   * loses at most the work of that time. See {@link Durability}.
   *
   * <p>The study is replayed from its first trial; replicates that had finished are read from the
   * journal, not run again. So listeners are called for all trials again, the time limit starts
   * again, and a replicate that failed or timed out is not retried. If the optimizer proposes
   * another treatment than was recorded, the study ends with an error that names both. A study with
   * {@link #tellAsCompleted} keeps the recorded order in which trials were told.
   *
   * <p>You may run a finished study again with a larger {@link #trials trials(n)}: it gives the
   * same trials as if {@code n} had been set from the start. Optimizers that plan by the number of
   * trials, or by the number of treatments asked for at once, cannot be extended; the study then
   * ends with the error about another proposal.
   *
   * @param file the journal; created if it does not exist; its folder must exist
   * @return the changed study
   * @throws IllegalStateException if a journal was set before
   */
  public Study journal(Path file) {
    return journal(file, Durability.grouped());
  }

  /**
   * Keeps a journal, as {@link #journal(Path)} does.
   *
   * @param file the journal; created if it does not exist; its folder must exist
   * @param durability how much work a crash may lose
   * @return the changed study
   * @throws IllegalStateException if a journal was set before
   */
  public Study journal(Path file, Durability durability) {
    return with(Setting.JOURNAL, new JournalSettings(file, durability));
  }

  /**
   * Runs again what failed, and nothing else, once the study that the {@linkplain #journal(Path)
   * journal} has recorded is done. Of each trial that failed in one of the given ways, or was
   * completed although replicates of it did, those replicates run again that failed or never ran;
   * the others keep their values. The journal gets new records and keeps the old ones. In the
   * result the new outcomes are in the place of the old ones, {@link StudyResult#rerun} names the
   * trials, and the digest is that of the new outcomes.
   *
   * <p>The optimizer's proposals in the journal do not change; it is told of the new outcomes
   * before it recommends a treatment. What fails again may be run again by another call. A study
   * that is stopped meanwhile goes on if it is run again with the same setting; without the
   * setting, it keeps the new outcomes of those trials that were done.
   *
   * @param failures which failures
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study rerun(Failures failures) {
    Nulls.refuse("study: failures", failures);
    return with(Setting.RERUN, failures);
  }

  /**
   * Tells the optimizer of another study's trials before it first proposes. They are aggregated by
   * this study's objectives and do not count as its trials. A parameter that they do not have gets
   * its default. A trial is skipped, with a log message, if its values do not fit this space or if
   * it did not record a metric that this study needs.
   *
   * @param journal the other study's journal, finished or not; it is only read
   * @return the changed study
   * @throws IllegalStateException if a warm start was set before
   */
  public Study warmStart(Path journal) {
    Nulls.refuse("study: journal", journal);
    return with(Setting.WARM_START, new PastTrials.Recorded(journal));
  }

  /**
   * Tells the optimizer of the trials of another study's result before it first proposes, as {@link
   * #warmStart(Path)} does. The study has the same identity as with that study's journal.
   *
   * @param result the other study's result
   * @return the changed study
   * @throws IllegalStateException if a warm start was set before
   */
  public Study warmStart(StudyResult result) {
    Nulls.refuse("study: result", result);
    return warmStart(result.trials());
  }

  /**
   * Tells the optimizer of given trials before it first proposes, as {@link #warmStart(Path)} does:
   * trials of other studies, or made by hand with {@link Trial#of}.
   *
   * @param trials in the order in which the optimizer is to hear of them; copied; when the study
   *     starts, it is an error if none of them fits it
   * @return the changed study
   * @throws IllegalStateException if a warm start was set before
   */
  public Study warmStart(List<Trial> trials) {
    Nulls.refuseIn("study: trials", trials);
    return with(Setting.WARM_START, new PastTrials.Given(trials));
  }

  /**
   * Runs given treatments before the optimizer's own, such as the defaults in use or the best of
   * yesterday. They are trials of the study, count for {@link #trials}, and are told to the
   * optimizer as trials that it did not propose. {@link Trial#origin()} marks them. They are part
   * of the study's identity.
   *
   * <p>If neither an optimizer nor an end is set, the study runs these treatments and no others. So
   * treatments are measured with many replicates in parallel, with the executor, time limits,
   * listeners and journal of a study.
   *
   * <p>When the study starts, a treatment that does not fit the search space is an error, which
   * lists the faults of all of them. One that violates a hard constraint is a rejected trial.
   *
   * @param treatments in the order in which they are to run; of the study's space or of one with
   *     the same parameters, or made by hand
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study startWith(Treatment... treatments) {
    Nulls.refuseIn("study: startWith: treatments", treatments);
    return with(Setting.START_WITH, List.of(treatments));
  }

  /**
   * Runs given treatments before the optimizer's own, as {@link #startWith(Treatment...)} does.
   *
   * @param treatments in the order in which they are to run; copied
   * @return the changed study
   * @throws IllegalStateException if this was set before
   */
  public Study startWith(List<Treatment> treatments) {
    Nulls.refuseIn("study: startWith: treatments", treatments);
    return with(Setting.START_WITH, List.copyOf(treatments));
  }

  /**
   * Keeps notes with the study, such as the version of its code or of its data. They appear in
   * {@link StudyResult#notes()}, in the journal and in JSON; they make no difference to trials and
   * are not part of the study's identity. A study that continues may have other notes than before;
   * a later note under the same key replaces the earlier one.
   *
   * @param notes key to text, in the order in which they are to appear; copied; keys are not blank
   * @return the changed study
   * @throws IllegalArgumentException if a key is blank, or a text is not well-formed UTF-16
   * @throws IllegalStateException if notes were set before
   */
  public Study notes(Map<String, String> notes) {
    Nulls.refuseIn("study: notes", notes);
    notes.forEach((key, text) -> NoteTexts.require("the study", key, text));
    return with(Setting.NOTES, Collections.unmodifiableMap(new LinkedHashMap<>(notes)));
  }

  /**
   * Tells the optimizer of results that exist already before it first proposes, as {@link
   * #warmStart(Path)} does.
   *
   * @param observations of this study's search space
   * @return the changed study
   * @throws IllegalArgumentException if a completed trial lacks a value of an objective; the
   *     message names the lines
   * @throws IllegalStateException if a warm start was set before
   */
  public Study warmStart(Observations observations) {
    Nulls.refuse("study: observations", observations);
    return warmStart(observations.trials(draft.problem().objectives()));
  }

  /**
   * Adds a listener.
   *
   * @param listener the listener; it is called after those that were added before
   * @return the changed study
   */
  public Study listener(StudyListener listener) {
    return new Study(draft.withListener(listener));
  }

  /**
   * Opens a session for callers that run the trials themselves: they ask for treatments and tell
   * the results.
   *
   * @return the session; the caller must close it
   * @throws IllegalArgumentException if the study's settings are invalid; the message lists all
   *     faults; or if it has a {@link #runner}, or {@link #racing}, for which there is {@link
   *     #openUnits()}
   * @throws IllegalStateException if the optimizer or pruner cannot be created; the message names
   *     it and its jar
   * @throws JournalException if a journal cannot be used or belongs to another study
   */
  public StudySession open() {
    refuseRunner();
    if (draft.has(Setting.RERUN)) {
      throw new IllegalArgumentException(
          "study: rerun: expected a study that an experiment optimizes, got a session; its caller"
              + " runs the trials: ask again, or enqueue their treatments");
    }
    if (draft.has(Setting.RACING)) {
      throw new IllegalArgumentException(
          "study: racing: expected a study whose trials are told as a whole, got one with racing;"
              + " openUnits() asks and tells replicate by replicate");
    }
    return StudySession.of(OpenStudy.of(StudySettings.of(draft), true));
  }

  private void refuseRunner() {
    if (draft.has(Setting.RUNNER)) {
      throw new IllegalArgumentException(
          "study: runner: expected a study that an experiment optimizes, got a session, whose caller"
              + " runs the replicates; leave the runner out");
    }
  }

  /** Its checked settings. */
  StudySettings settings() {
    return StudySettings.of(draft);
  }

  /** What it searches. */
  SearchSpace space() {
    return draft.problem().space();
  }

  /**
   * Opens a session for callers that run the replicates of a study with {@link #racing} themselves.
   *
   * @return the session; the caller must close it
   * @throws IllegalArgumentException if the study's settings are invalid; the message lists all
   *     faults; or if it has a runner, or no racing, for which there is {@link #open()}
   * @throws IllegalStateException if the optimizer or pruner cannot be created; the message names
   *     it and its jar
   * @throws StudyFailedException if the optimizer failed, or what is in the journal ended the study
   * @throws JournalException if a journal cannot be used or belongs to another study
   */
  public UnitSession openUnits() {
    refuseRunner();
    StudySettings settings = StudySettings.of(draft);
    RacePlan plan = settings.racing();
    if (plan == null) {
      throw new IllegalArgumentException(
          "study: openUnits: expected a study with racing, got one whose trials have a fixed number"
              + " of replicates; set replicates(least, most), or open() a session of trials");
    }
    OpenStudy run = OpenStudy.of(settings, false);
    return UnitSession.of(run, new UnitsByHand(run.raceOrder(plan)));
  }

  /**
   * Checks what is checked when the study starts, and runs nothing. The journal is not touched.
   *
   * @throws IllegalArgumentException if the study's settings are invalid; the message lists all
   *     faults
   * @throws IllegalStateException if the optimizer or pruner cannot be created; the message names
   *     it and its jar
   */
  public void check() {
    OpenStudy.check(StudySettings.of(draft));
  }

  /** Checks everything, also that an experiment fits, and makes the optimizer and the pruner. */
  StudyRun start(Consumer<SearchSpace> experiment) {
    StudySettings settings = StudySettings.of(draft);
    experiment.accept(settings.problem().space());
    return StudyRun.of(settings);
  }

  /**
   * {@return the search space, the objectives, and the settings in the order in which they were
   * set}
   */
  @Override
  public String toString() {
    return draft.toString();
  }
}
