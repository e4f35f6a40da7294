package dev.beryl;

import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.fault.Nulls;
import dev.beryl.journal.JournalException;
import dev.beryl.random.Seeds;
import dev.beryl.run.StudyRun;
import dev.beryl.run.WorkerRun;
import dev.beryl.settings.StudySettings;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * A data source and a pipeline of steps, which can be run under any treatment, any number of times.
 * Immutable. It may be used from several threads if its steps may.
 *
 * @param <T> the type of the last step's output
 */
public final class Experiment<T> {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private final Pipeline<T> pipeline;

  Experiment(Pipeline<T> pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Starts an experiment.
   *
   * @param <T> the type of the data
   * @param source supplies the data of each replicate
   * @return a pipeline without steps
   */
  public static <T> ExperimentBuilder<T> from(Source<T> source) {
    Nulls.refuse("experiment: source", source);
    return new ExperimentBuilder<>(source, List.of(), List.of(), List.of());
  }

  /**
   * Creates an experiment from a plain function.
   *
   * @param metric the metric under which its value is recorded
   * @param measure the function
   * @return the experiment
   * @throws IllegalArgumentException if the metric's name is blank
   */
  public static Experiment<Double> measuring(String metric, Measure measure) {
    Nulls.refuse("experiment: metric", metric);
    Nulls.refuse("experiment: measure", measure);
    if (metric.isBlank()) {
      throw new IllegalArgumentException("experiment: expected a metric's name, got a blank one");
    }
    return new Experiment<>(new Pipeline.Function(metric, measure));
  }

  /**
   * Runs the baseline, every parameter at its default, and each treatment. With the same seed
   * replicate r has the same random numbers under all of them. All of them run their replicate 0,
   * then all their replicate 1, and so on, in an order that is drawn from the seed for each
   * replicate; so a machine that gets slower meanwhile favors none of them. A treatment whose
   * replicate fails is not run again.
   *
   * @param treatments with distinct names; none may be called {@code baseline}
   * @param replicates n, the number of times that each is run, at least 1
   * @param seed the seed of all randomness; use another seed than a study's to get fresh random
   *     numbers
   * @return all metrics with all samples; a failed replicate appears as its run's outcome
   * @throws IllegalArgumentException if names are not distinct, one is {@code baseline}, {@code
   *     replicates} is below 1, or a treatment made by hand gives a value to a parameter that the
   *     experiment never read
   * @throws ExperimentException if a resource or step cannot be opened or closed
   */
  public RunResult run(Collection<? extends Treatment> treatments, int replicates, long seed) {
    Comparison.check(treatments, replicates);
    try (Scope scope = open()) {
      return Comparison.run(pipeline, scope, treatments, replicates, seed);
    }
  }

  /**
   * Measures one treatment with many replicates, which run in parallel.
   *
   * {@snippet :
   * Trial measured =
   *     experiment.run(treatment, 100, Study.of(space, Objective.minimize("loss")).threads(8));
   * }
   *
   * @param treatment what is run
   * @param replicates how often
   * @param study the objectives and the execution: seed, threads, executor, time limits, listeners,
   *     journal; without an optimizer, treatments and replicates
   * @return the trial, with its value, standard error and samples
   * @throws IllegalArgumentException if the study's settings are invalid, or the treatment does not
   *     fit its space; the message lists all faults
   * @throws IllegalStateException if the study sets treatments or replicates itself
   * @throws StudyFailedException if the trial failed
   * @throws JournalException if a journal cannot be used or belongs to another study
   * @throws ExperimentException if a resource or step cannot be opened
   */
  public Trial run(Treatment treatment, int replicates, Study study) {
    Nulls.refuse("experiment: treatment", treatment);
    Nulls.refuse("experiment: study", study);
    return optimize(study.startWith(treatment).replicates(replicates)).trial(0);
  }

  /**
   * Runs the baseline and each treatment, as {@link #run(Collection, int, long)} does, with the
   * execution of a study: replicates run in parallel, on its threads or its executor, with its time
   * limits, retries, listeners and journal. With the study's seed the random numbers are the same.
   *
   * {@snippet :
   * RunResult compared =
   *     experiment.run(
   *         List.of(today, tuned), 200, Study.of(space, Objective.minimize("loss")).threads(8));
   * }
   *
   * @param treatments with distinct names; none may be called {@code baseline}
   * @param replicates how often each is run
   * @param study the objectives and the execution, without an optimizer, treatments and replicates;
   *     each parameter of its space has a default, for the baseline
   * @return all metrics with all samples; a treatment that did not come to run before the study
   *     ended appears as withdrawn
   * @throws IllegalArgumentException if names are not distinct, one is {@code baseline}, the
   *     study's settings are invalid, or a treatment does not fit its space
   * @throws IllegalStateException if a parameter has no default, or the study sets treatments or
   *     replicates itself
   * @throws StudyFailedException if the failure policy ended it, or nothing was completed
   * @throws JournalException if a journal cannot be used or belongs to another study
   * @throws ExperimentException if a resource or step cannot be opened
   */
  public RunResult run(Collection<? extends Treatment> treatments, int replicates, Study study) {
    Nulls.refuse("experiment: study", study);
    Comparison.check(treatments, replicates);
    List<Treatment> all = Comparison.withBaseline(study.space(), treatments);
    StudyRun run = study.startWith(all).replicates(replicates).start(this::check);
    return Comparison.of(all, optimize(run), run.settings().seeds());
  }

  /**
   * Runs the baseline and each treatment with seed 0, see {@link #run(Collection, int, long)}.
   *
   * @param treatments with distinct names; none may be called {@code baseline}
   * @param replicates n, the number of times that each is run, at least 1
   * @return all metrics with all samples
   * @throws IllegalArgumentException as {@link #run(Collection, int, long)}
   * @throws ExperimentException if a resource or step cannot be opened or closed
   */
  public RunResult run(Collection<? extends Treatment> treatments, int replicates) {
    return run(treatments, replicates, 0);
  }

  /**
   * Compares two treatments for as many replicates as it takes. Replicate r has the same random
   * numbers under both, which takes out what they have in common.
   *
   * {@snippet :
   * PairedVerdict verdict =
   *     experiment.compare(tuned, today, Objective.minimize("cost")).until(0.95, 200);
   * System.out.println(verdict); // tuned is better than today by 1.2, 95 % interval …
   * }
   *
   * @param first a treatment
   * @param second what it is compared with
   * @param objective which metric is compared, by its mean or its median, and which way is better
   * @return the comparison, which runs when it is told until when
   * @throws IllegalArgumentException if both treatments have the same name, or the objective is
   *     neither by the mean nor by the median
   */
  public PairedComparison compare(Treatment first, Treatment second, Objective objective) {
    return new PairedComparison(this, first, second, objective);
  }

  PairedVerdict compare(PairedComparison comparison, double confidence, int maxReplicates) {
    try (Scope scope = open()) {
      return new PairRun(comparison, pipeline, scope, confidence, maxReplicates).run();
    }
  }

  /**
   * Runs the pipeline once and returns its output, for example the trained model. Uses seed 0; see
   * {@link #apply(Treatment, long)}.
   *
   * @param treatment the treatment to run
   * @return the last step's output
   * @throws ExperimentException if a step or resource fails; the message names it
   * @throws IllegalArgumentException if a treatment made by hand gives a value to a parameter that
   *     the experiment never read
   */
  public T apply(Treatment treatment) {
    return apply(treatment, 0);
  }

  /**
   * Runs the pipeline once under a treatment and returns its output.
   *
   * @param treatment the treatment to run
   * @param seed the seed of all randomness; the random numbers are those of replicate 0 of a run
   *     with this seed
   * @return the last step's output
   * @throws ExperimentException if a step or resource fails; the message names it
   * @throws IllegalArgumentException if a treatment made by hand gives a value to a parameter that
   *     the experiment never read
   */
  public T apply(Treatment treatment, long seed) {
    Nulls.refuse("experiment: treatment", treatment);
    long first = Seeds.replicate(seed, 0);
    var read = new HashSet<String>();
    try (Scope scope = open()) {
      var context =
          new Context(
              -1,
              first,
              treatment,
              pipeline,
              scope,
              Shared.outsideAStudy(seed),
              new ReplicateSlot(),
              read);
      T output;
      try {
        output = pipeline.output(context);
      } catch (Exception e) {
        Interrupts.restore(e);
        throw new ExperimentException(
            "step '%s' failed under treatment '%s': %s"
                .formatted(context.step(), treatment.name(), e),
            e);
      } finally {
        context.end();
      }
      Comparison.checkRead(treatment, read);
      return output;
    }
  }

  /**
   * Runs a study and returns its result. If this thread is interrupted meanwhile, the study stops,
   * the result has the trials that were finished, and the interrupt flag stays set.
   *
   * @param study the study to run
   * @return the study's result
   * @throws IllegalArgumentException if the study's settings are invalid; the message lists all
   *     faults; or if a step cannot run in its space, see {@link Step#check}
   * @throws IllegalStateException if the optimizer or pruner cannot be created; the message names
   *     it and its jar
   * @throws StudyFailedException if the study is ended by its failure policy, by a failing
   *     optimizer or pruner, or by a journal that cannot be written or recorded other proposals;
   *     the exception has the result up to then
   * @throws JournalException if a journal cannot be used or belongs to another study
   * @throws ExperimentException if a resource or step cannot be opened; if one cannot be closed,
   *     that is only logged and the result is returned
   */
  public StudyResult optimize(Study study) {
    Nulls.refuse("experiment: study", study);
    return optimize(study.start(this::check));
  }

  private void check(SearchSpace space) {
    if (pipeline instanceof Pipeline.Steps<T> steps) {
      steps.stages().forEach(stage -> stage.step().check(space));
    }
  }

  private StudyResult optimize(StudyRun run) {
    StudyResult result = null;
    try (var _ = run.guard();
        Scope scope = open(run)) {
      result = run.toEnd(body(scope, run), trial -> reproduce(run, trial));
    } catch (ExperimentException failed) {
      if (result == null) {
        throw failed;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "the study is done, but a resource or step could not be closed",
          failed);
    } finally {
      run.close();
    }
    return result;
  }

  private Trial reproduce(StudyRun run, Trial trial) {
    try (Scope scope = open()) {
      return run.reproduce(trial, body(scope, run));
    }
  }

  /**
   * Runs a study on its own thread.
   *
   * @param study the study to run
   * @return the running study, a future that completes with what {@link #optimize} would return or
   *     throw
   * @throws IllegalArgumentException if the study's settings are invalid; the message lists all
   *     faults; or if a step cannot run in its space, see {@link Step#check}
   * @throws IllegalStateException if the optimizer or pruner cannot be created; the message names
   *     it and its jar
   * @throws JournalException if a journal cannot be used or belongs to another study
   */
  public RunningStudy optimizeAsync(Study study) {
    Nulls.refuse("experiment: study", study);
    StudyRun run = study.start(this::check);
    return RunningStudy.start(run, () -> optimize(run));
  }

  /**
   * Makes a worker, which runs replicates of a study that is optimized in another process. The
   * study's runner, journal, listeners and ends make no difference here.
   *
   * @param study the same study as there
   * @return the worker; the caller must close it
   * @throws IllegalArgumentException if the study's settings are invalid; the message lists all
   *     faults; or if a step cannot run in its space, see {@link Step#check}
   * @throws IllegalStateException if the pruner cannot be created; the message names it and its jar
   */
  public StudyWorker worker(Study study) {
    Nulls.refuse("experiment: study", study);
    StudySettings settings = study.settings();
    check(settings.problem().space());
    return new StudyWorker(WorkerRun.of(settings), pipeline);
  }

  private ReplicateBody body(Scope scope, StudyRun run) {
    var shared = new Shared(run.settings().seed(), run.settings().problem().objectives());
    return new ExperimentBody(pipeline, scope, shared, new ReadParameters());
  }

  private Scope open() {
    return Scope.of(pipeline);
  }

  /** What replicates need in this process: nothing if they run elsewhere. */
  private Scope open(StudyRun run) {
    return run.settings().execution().runner() == null ? open() : Scope.open(List.of(), List.of());
  }

  /** {@return the steps and resources, or the metric of the function} */
  @Override
  public String toString() {
    return "experiment " + pipeline;
  }
}
