package dev.beryl.run;

import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.local.Limits;
import dev.beryl.execution.local.RemoteRunner;
import dev.beryl.execution.local.Rounds;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.journal.JournalException;
import dev.beryl.loop.Asking;
import dev.beryl.loop.Evaluation;
import dev.beryl.loop.GivenTreatments;
import dev.beryl.loop.History;
import dev.beryl.loop.Listeners;
import dev.beryl.loop.OpenCall;
import dev.beryl.loop.RaceOrder;
import dev.beryl.loop.RacePlan;
import dev.beryl.loop.RaceRecord;
import dev.beryl.loop.StudyEnd;
import dev.beryl.loop.StudyLog;
import dev.beryl.loop.StudyPlugin;
import dev.beryl.loop.StudyState;
import dev.beryl.metric.TrialTable;
import dev.beryl.replay.StudyHeader;
import dev.beryl.replay.StudyJournal;
import dev.beryl.replay.WarmStart;
import dev.beryl.result.Identity;
import dev.beryl.result.StudyDigest;
import dev.beryl.result.TableResult;
import dev.beryl.settings.JournalSettings;
import dev.beryl.settings.PastTrials;
import dev.beryl.settings.StudySettings;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.spi.Pruner;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A study with its optimizer, pruner and journal, as a loop and a session both use it. */
public final class OpenStudy {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private final StudySettings settings;
  private final Identity identity;
  private final StudyPlugin<Optimizer> optimizer;
  private final Listeners listeners;
  private final StudyLog log = new StudyLog();
  private final OpenCall call = new OpenCall();
  private final StudyState state;
  private final GivenTreatments given;
  private final Asking proposals;
  private final int @Nullable [] rounds; // null: there is no judge
  private final @Nullable StudyJournal journal;
  private final @Nullable RaceRecord race;
  private final Map<Integer, Trial> revised = new TreeMap<>(); // ran again

  private OpenStudy(
      StudySettings settings,
      Identity identity,
      StudyPlugin<Optimizer> optimizer,
      @Nullable StudyPlugin<Pruner> pruner,
      int @Nullable [] rounds,
      TrialTable table,
      GivenTreatments given,
      @Nullable StudyJournal journal) {
    this.settings = settings;
    this.identity = identity;
    this.optimizer = optimizer;
    this.rounds = rounds;
    this.journal = journal;
    this.given = given;
    if (journal != null) {
      journal.notesBefore().forEach(table::noteStudy);
    }
    this.listeners = new Listeners(settings.listeners(), call);
    this.state =
        new StudyState(
            table,
            optimizer,
            pruner,
            settings.rules(),
            settings.failures(),
            listeners,
            log,
            history(),
            given,
            call);
    this.race = settings.racing() == null ? null : new RaceRecord(table);
    if (race != null) {
      state.races(race);
    }
    this.proposals =
        new Asking(optimizer, settings.problem().space(), state, history(), given, call);
    settings.notes().forEach(this::noteOnce);
  }

  /**
   * Makes the optimizer and the pruner, and opens the journal last: it is not touched if anything
   * before it fails.
   *
   * @param session whether the caller runs the trials
   */
  public static OpenStudy of(StudySettings settings, boolean session) {
    WarmStart warmStart = warmStart(settings);
    OptimizerSetting setting = PluginCreation.optimizerSetting(settings);
    Identity identity = identity(settings, setting, warmStart);
    StudyPlugin<Optimizer> optimizer = PluginCreation.optimizer(settings, setting);
    if (warmStart != null) {
      PluginCreation.tell(optimizer, warmStart.trials());
    }
    StudyPlugin<Pruner> pruner = PluginCreation.pruner(settings);
    int[] rounds = pruner == null || session ? null : PluginCreation.rounds(pruner);
    var table = new TrialTable(settings.problem(), settings.rules().trials().orElse(0));
    StudyJournal journal = journal(settings, identity, session);
    var given =
        new GivenTreatments(
            settings.startWith(),
            journal == null ? List.of() : journal.enqueuedBefore(),
            warmStart == null ? 0 : warmStart.trials().size());
    return new OpenStudy(settings, identity, optimizer, pruner, rounds, table, given, journal);
  }

  /** Makes the optimizer and the pruner, and keeps neither. */
  public static void check(StudySettings settings) {
    var _ = PluginCreation.optimizer(settings, PluginCreation.optimizerSetting(settings));
    var _ = PluginCreation.pruner(settings);
  }

  /** A note that an earlier run has recorded is not recorded again. */
  private void noteOnce(String key, String text) {
    if (!text.equals(state.table().studyNotes().get(key))) {
      note(key, text);
    }
  }

  private static @Nullable WarmStart warmStart(StudySettings settings) {
    return switch (settings.warmStart()) {
      case null -> null;
      case PastTrials.Recorded past -> WarmStart.read(past.journal(), settings.problem());
      case PastTrials.Given past -> WarmStart.of(past.trials(), settings.problem());
    };
  }

  private static Identity identity(
      StudySettings settings, OptimizerSetting setting, @Nullable WarmStart warmStart) {
    var rules = new ArrayList<String>(settings.identityRules());
    if (warmStart != null) {
      rules.add(warmStart.identity());
    }
    return new Identity(
        settings.problem().space(),
        settings.problem().objectives(),
        settings.optimizer().name(),
        setting.options().toString(),
        settings.seed(),
        settings.replicates(),
        settings.commonSeeds(),
        settings.parallelism(),
        settings.execution().asCompleted(),
        rules);
  }

  private static @Nullable StudyJournal journal(
      StudySettings settings, Identity identity, boolean session) {
    JournalSettings journal = settings.journal();
    if (journal == null) {
      return null;
    }
    var header =
        StudyHeader.of(
            identity,
            settings.problem(),
            settings.execution().failing(),
            settings.racing() != null,
            session,
            settings.name());
    return StudyJournal.open(
        journal.file(), journal.durability(), header, settings.rules().trials().orElse(0));
  }

  /** What ran again, or is to; null without a journal. */
  @Nullable Reruns reruns() {
    TrialTable told = state.table();
    return journal == null
        ? null
        : new Reruns(
            journal, settings, IntStream.range(0, told.size()).mapToObj(told::trial).toList());
  }

  /** Has the result and the optimizer know trials that ran again. */
  void revise(Map<Integer, Trial> trials) {
    revised.putAll(trials);
    call.begin(optimizer, "tell");
    try {
      for (Trial again : trials.values()) {
        optimizer.instance().tell(given.observed(again));
      }
    } catch (Throwable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          optimizer.title() + " could not learn from the trials that ran again",
          e);
    } finally {
      call.end();
    }
  }

  /** Why the study ended, if trials that ran again are counted. */
  StudyEnd atEnd(StudyEnd end) {
    return revised.values().stream().anyMatch(Trial::isCompleted) ? end : state.atEnd(end);
  }

  private TrialTable table() {
    TrialTable now = race == null ? state.table() : race.revisions().latest();
    return revised.isEmpty() ? now : now.revised(revised, false);
  }

  History history() {
    return journal == null ? History.NONE : journal;
  }

  public @Nullable StudyJournal journal() {
    return journal;
  }

  /** The text by which units of work refer to the study. */
  public String digest() {
    return StudyDigest.ofText(identity.text());
  }

  /** What runs the replicates elsewhere, driven by the current thread. */
  TrialRunner remote(Runner runner) {
    int each = race == null ? settings.replicates() : 1;
    Limits limits = settings.execution().limits();
    var setting =
        new RunnerSetting(
            digest(),
            settings.name(),
            settings.replicateFacts(),
            settings.mostInFlight() * each,
            limits.grace());
    return new RemoteRunner(runner, setting, settings.problem().space(), limits);
  }

  public StudySettings settings() {
    return settings;
  }

  OpenCall call() {
    return call;
  }

  /** Says that trials will follow. */
  public void start() {
    log.started(this);
    listeners.start(state);
  }

  /** Says that no trial will follow. */
  public void end(StudyResult result) {
    listeners.end(result);
    log.ended(this, result, state.snapshot(result.elapsed()));
  }

  /** Whether a trial's replicates run in stages, with a judge between. */
  boolean isJudged() {
    return rounds != null && settings.replicates() > 1 && race == null;
  }

  /** The rounds of one trial at a time; null if all its replicates run at once. */
  @Nullable Rounds rounds() {
    return rounds == null || !isJudged()
        ? null
        : new Rounds(rounds, Evaluation.ofObjectives(settings.problem().objectives()));
  }

  /**
   * The order of a study with racing, before its first unit.
   *
   * @param plan of the study
   */
  public RaceOrder raceOrder(RacePlan plan) {
    RaceRecord record = Objects.requireNonNull(race, "a study with a plan has a record");
    return new RaceOrder(
        new RaceOrder.Parts(
            plan, proposals, state, history(), settings.problem().space(), call, record),
        settings.parallelism(),
        settings.seeds(),
        settings.execution().failing(),
        journal,
        this::recommended,
        settings.seed());
  }

  /** What racing has shown so far; null without racing. */
  @Nullable RaceRecord race() {
    return race;
  }

  public StudyState state() {
    return state;
  }

  /**
   * Adds a treatment to be run after those that wait. From any thread.
   *
   * @throws IllegalArgumentException if it does not fit the space; all faults together
   * @throws IllegalStateException if the study has ended
   */
  public void enqueue(Treatment treatment) {
    Treatment own = settings.problem().space().bind(treatment);
    if (!given.enqueue(own, () -> history().enqueued(own))) {
      throw new IllegalStateException(
          "enqueue: the study has ended, so %s will not be run; run another study that starts with it"
              .formatted(treatment));
    }
  }

  /**
   * Keeps a note of the study. From any thread.
   *
   * @throws IllegalStateException if the study has ended
   */
  public void note(String key, String text) {
    boolean open =
        given.whileOpen(() -> {
          history().noted(key, text);
          state.table().noteStudy(key, text);
        });
    if (!open) {
      throw new IllegalStateException(
          "note '%s': the study has ended; note it before".formatted(key));
    }
  }

  public GivenTreatments given() {
    return given;
  }

  public Asking proposals() {
    return proposals;
  }

  /**
   * Takes no more treatments and writes the end to the journal. If that fails, the failure is why
   * the study ended.
   */
  public StudyEnd closeJournal(StudyEnd end) {
    given.end();
    if (journal == null) {
      return end;
    }
    if (end.cause() instanceof JournalException) {
      journal.abandon();
      return end;
    }
    try {
      journal.close(end.ending(), end.text());
      return end;
    } catch (JournalException e) {
      return StudyEnd.failed(e);
    }
  }

  /** Closes the journal of a study that did not end. */
  public void closeJournal() {
    given.end();
    if (journal != null) {
      journal.abandon();
    }
  }

  /**
   * Ends a session: closes the journal, and tells the listeners.
   *
   * @param end why, unless the journal says another reason
   * @throws JournalException if the journal could not be written, now or before
   */
  public void endSession(StudyEnd end) {
    StudyEnd why = closeJournal(end);
    StudyResult result = result(why);
    result.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    end(result);
    if (why.cause() instanceof JournalException lost) {
      throw lost;
    }
  }

  /**
   * Throws if the study of a session failed.
   *
   * @throws StudyFailedException with the result so far
   */
  public void throwIfFailed() {
    StudyEnd stop = state.stop();
    if (stop != null && stop.ending() == Ending.FAILED) {
      throw new StudyFailedException(stop.text(), result(stop), stop.cause());
    }
  }

  /** The result of a session so far. */
  public StudyResult result(StudyEnd end) {
    return result(
        end,
        0,
        List.of(),
        trial -> {
          throw new UnsupportedOperationException(
              "the trials of a session are run by its caller; run its treatment again there");
        });
  }

  StudyResult result(
      StudyEnd end, int abandonedThreads, List<String> warnings, UnaryOperator<Trial> reproducer) {
    var all = new ArrayList<>(warnings);
    all.addAll(UnreachedEnds.of(settings.problem().space()));
    all.addAll(state.warnings());
    List<Treatment> left = given.left();
    if (!left.isEmpty()) {
      all.add(
          "%s that %s given to the study %s not run before it ended, the first is %s%s"
              .formatted(
                  left.size() == 1 ? "a treatment" : left.size() + " treatments",
                  left.size() == 1 ? "was" : "were",
                  left.size() == 1 ? "was" : "were",
                  left.getFirst(),
                  journal == null
                      ? ""
                      : "; run the study again with more trials to run what is left"));
    }
    Treatment raced = race == null ? null : race.best(); // the winner, or the incumbent
    Treatment recommended = raced == null ? recommended() : raced;
    return new TableResult(
        identity.facts(settings.name()).delegating(state.delegations()),
        table(),
        end.ending(),
        end.text(),
        recommended,
        race == null || raced == null ? settings.optimizer().name() : race.recommender(),
        raced == null && recommended != null ? predicted(recommended) : null,
        race == null ? null : race.verdict(),
        state.elapsed(),
        abandonedThreads,
        List.copyOf(all),
        reproducer);
  }

  @Nullable Treatment recommended() {
    if (settings.problem().objectives().size() > 1
        || state.best().isEmpty()
        || call.isLeftIn(optimizer)) {
      return null;
    }
    call.begin(optimizer, "recommend");
    try {
      return optimizer.instance().recommend().map(settings.problem().space()::bind).orElse(null);
    } catch (Throwable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          optimizer.title() + " could not recommend a treatment; the best trial's is used",
          e);
      return null;
    } finally {
      call.end();
    }
  }

  /** The value that the optimizer's model expects of what it recommends; null if it has none. */
  private @Nullable Prediction predicted(Treatment recommended) {
    if (call.isLeftIn(optimizer)) {
      return null;
    }
    Objective objective = settings.problem().objectives().getFirst();
    call.begin(optimizer, "predict");
    try {
      return optimizer
          .instance()
          .predict(recommended)
          .map(loss -> new Prediction(objective.loss(loss.mean()), loss.standardDeviation()))
          .orElse(null);
    } catch (Throwable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          optimizer.title()
              + " could not predict the value of what it recommends; what a trial measured of it is used",
          e);
      return null;
    } finally {
      call.end();
    }
  }

  @Override
  public String toString() {
    return "study %sof %s by %s"
        .formatted(
            settings.name().isEmpty() ? "" : "'" + settings.name() + "' ",
            settings.problem().objectives(),
            optimizer.title());
  }
}
