package dev.beryl;

import dev.beryl.execution.local.InlineRunner;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.journal.JournalException;
import dev.beryl.replay.StudyHeader;
import dev.beryl.replay.StudyJournal;
import dev.beryl.replay.WarmStart;
import dev.beryl.loop.Listeners;
import dev.beryl.loop.History;
import dev.beryl.loop.StudyState;
import dev.beryl.loop.Asking;
import dev.beryl.loop.Reproduction;
import dev.beryl.loop.StudyEnd;
import dev.beryl.loop.TrialLoop;
import dev.beryl.metric.TrialTable;
import dev.beryl.random.Seeds;
import dev.beryl.random.SeedPurpose;
import dev.beryl.result.Identity;
import dev.beryl.result.TableResult;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Pruner;
import dev.beryl.study.Ending;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One run of a study: its optimizer, its books, and how it comes to its result. */
final class StudyRun {
  private static final System.Logger LOG = System.getLogger("dev.beryl.study");
  private static final int CAUSES = 10;

  private final StudySettings settings;
  private final Identity identity;
  private final Optimizer optimizer;
  private final Listeners listeners;
  private final StudyState state;
  private final Asking proposals;
  private final @Nullable StudyJournal journal;
  private volatile @Nullable TrialRunner runner;
  private volatile boolean cancelled;
  private int abandonedThreads;
  private UnaryOperator<Trial> reproducer =
      trial -> {
        throw new UnsupportedOperationException(
            "the trials of a session are run by its user; run its treatment again there");
      };

  private StudyRun(
      StudySettings settings,
      Identity identity,
      Optimizer optimizer,
      @Nullable StudyJournal journal) {
    this.settings = settings;
    this.identity = identity;
    this.optimizer = optimizer;
    this.journal = journal;
    this.listeners = new Listeners(settings.listeners);
    var table =
new TrialTable(settings.problem(), settings.trials);
    Pruner pruner =
        settings.pruner == null
            ? null
            : settings.pruner.create(settings);
    this.state =
        new StudyState(
            table, optimizer, identity.optimizer(), pruner, settings.rules(), listeners, history());
    this.proposals = new Asking(optimizer, settings.space, state, history());
  }

  static StudyRun of(StudySettings settings, OptimizerProvider provider, boolean session) {
    long optimizerSeed = Seeds.derive(settings.seed, SeedPurpose.OPTIMIZER, 0, 0);
    OptimizerSetting setting =
        OptimizerSetting.of(settings.problem(), optimizerSeed)
            .withParallelism(settings.parallelism)
            .withReplicates(settings.replicates)
            .withOptions(provider, settings.chosenOptions());
    if (settings.trials > 0) {
      setting = setting.withTrials(settings.trials);
    }
    WarmStart warmStart = warmStart(settings);
    var identity =
        new Identity(
            settings.space,
            settings.objectives,
            provider.name(),
            setting.options().toString(),
            settings.seed,
            settings.replicates,
            settings.commonSeeds,
            settings.parallelism,
            settings.execution.eager,
            settings.identityRules(warmStart));
    Optimizer optimizer = provider.create(setting);
    if (warmStart != null) {
      warmStart.trials().forEach(optimizer::tell);
    }
    StudyJournal journal = journal(settings, identity, session);
    try {
      return new StudyRun(settings, identity, optimizer, journal);
    } catch (Throwable e) {
      if (journal != null) {
        journal.abandon();
      }
      throw e;
    }
  }

  private static @Nullable WarmStart warmStart(StudySettings settings) {
    return settings.warmStart == null
        ? null
        : WarmStart.read(settings.warmStart, settings.problem());
  }

  private static @Nullable StudyJournal journal(
      StudySettings settings, Identity identity, boolean session) {
    if (settings.journal == null) {
      return null;
    }
    var header =
        StudyHeader.of(
            identity,
            settings.problem(),
            settings.execution.policy(settings.measured()),
            session);
    return StudyJournal.open(settings.journal, settings.durability, header, settings.trials);
  }

  private History history() {
    return journal == null ? History.NONE : journal;
  }

  @Nullable StudyJournal journal() {
    return journal;
  }

  /**
   * Runs the loop on a thread of its own until the study is over, and waits for it. If this thread
   * is interrupted meanwhile the study is stopped; the interrupt is kept.
   */
  StudyResult toEnd(ReplicateBody body) {
    int atOnce = settings.execution.atOnce(settings.parallelism, settings.replicates);
    var ended = new FutureTask<>(() -> loop(body, atOnce));
    var _ = Thread.ofVirtual().name("beryl-study").start(ended);
    return await(ended);
  }

  /** Stops the study if the JVM shuts down before it is closed. */
  ShutdownGuard guard() {
    return new ShutdownGuard(this::cancel, settings.execution.grace);
  }

  private StudyResult loop(ReplicateBody body, int atOnce) {
    Supplier<TrialWork> works = works();
    StudyEnd stop;
    TrialRunner running =
        settings.execution.runner(body, settings.parallelism, atOnce, settings.deadline);
    try (running) {
      runner = running;
      if (cancelled) {
        running.cancel();
      }
      listeners.start(state);
      var loop =
          new TrialLoop(
              proposals,
              state,
              history(),
              running,
              settings.space,
              settings.parallelism,
              works,
              settings.execution.eager);
      stop = loop.run();
    }
    abandonedThreads = running.abandoned();
    return finish(closeJournal(stop));
  }

  private ReplicateSeeds seeds() {
    return new ReplicateSeeds(settings.seed, settings.replicates, settings.commonSeeds);
  }

  private Supplier<TrialWork> works() {
    ReplicatePolicy policy = settings.execution.policy(settings.measured());
    return () -> new TrialWork(settings.replicates, seeds(), policy, journal);
  }

  /** Notes the end in the journal, which may fail and then is why the study ended. */
  StudyEnd closeJournal(StudyEnd stop) {
    try {
      if (journal != null && !(stop.cause() instanceof JournalException)) {
        journal.close(stop.ending(), stop.text());
      }
      return stop;
    } catch (JournalException e) {
      return new StudyEnd(Ending.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /** Closes the journal of a study that did not come to an end. */
  void closeJournal() {
    if (journal != null) {
      journal.abandon();
    }
  }

  /** How trials can be run again later, by who can open the experiment. */
  void reproducedBy(UnaryOperator<Trial> reproducer) {
    this.reproducer = reproducer;
  }

  /** Runs a trial again, on this thread. */
  Trial reproduce(Trial trial, ReplicateBody body) {
    ReplicatePolicy policy = settings.execution.policy(settings.measured());
    TrialWork work = new TrialWork(settings.replicates, seeds(), policy, null);
    Treatment treatment = trial.treatment();
    work.begin(trial.number(), treatment, TrialLoop.rejection(settings.space, treatment));
    try (var inline = new InlineRunner(body)) {
      return Reproduction.of(work, inline, settings.problem());
    }
  }

  private StudyResult await(FutureTask<StudyResult> ended) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return ended.get();
        } catch (InterruptedException e) {
          interrupted = true;
          cancel();
        } catch (ExecutionException e) {
          throw thrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What the loop's thread threw, as if it had been thrown here. */
  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  /** Begins nothing more and interrupts what runs. May be called from any thread. */
  void cancel() {
    cancelled = true;
    TrialRunner running = runner;
    if (running != null) {
      running.cancel();
    }
  }

  Listeners listeners() {
    return listeners;
  }

  StudyState state() {
    return state;
  }

  Asking proposals() {
    return proposals;
  }

  StudySettings settings() {
    return settings;
  }

  /**
   * The result, also told to the listeners.
   *
   * @throws StudyFailedException if the study failed, or none of its trials was completed and some
   *     failed
   */
  StudyResult finish(StudyEnd stop) {
    StudyEnd why = allFailed() && stop.ending() != Ending.STOPPED ? nothingCompleted(stop) : stop;
    StudyResult result = result(why);
    listeners.end(result);
    if (why.ending() == Ending.FAILED) {
      throw new StudyFailedException(why.text(), result, why.cause());
    }
    return result;
  }

  StudyResult result(StudyEnd stop) {
    return new TableResult(
        identity.facts(),
        state.table(),
        stop.ending(),
        stop.text(),
        recommended(),
        state.elapsed(),
        abandonedThreads,
        reproducer);
  }

  private boolean allFailed() {
    return state.completed() == 0
        && state.failed() > 0
        && settings.failures.inARow() != FailurePolicy.tolerateAll().inARow();
  }

  private StudyEnd nothingCompleted(StudyEnd stop) {
    if (stop.ending() == Ending.FAILED) {
      return stop;
    }
    List<Trial> failed =
        IntStream.range(0, state.trials())
            .mapToObj(state.table()::trial)
            .filter(trial -> !(trial.outcome() instanceof Outcome.Rejected))
            .limit(CAUSES)
            .toList();
    return new StudyEnd(
        Ending.FAILED,
        "none of %s trials was completed:%s"
            .formatted(
                state.trials(),
                failed.stream().map(trial -> "\n - " + trial).collect(Collectors.joining())),
        failed.getFirst().outcome() instanceof Outcome.Failed first ? first.cause() : null);
  }

  private @Nullable Treatment recommended() {
    if (settings.objectives.size() > 1 || state.best().isEmpty()) {
      return null;
    }
    try {
      return optimizer.recommend().map(settings.space::bind).orElse(null);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "optimizer '" + identity.optimizer() + "' could not recommend; taking the best trial",
          e);
      return null;
    }
  }
}
