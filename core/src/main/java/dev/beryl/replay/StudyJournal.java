package dev.beryl.replay;

import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.local.ReplicateLog;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.execution.local.TrialState;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.Format;
import dev.beryl.journal.format.RecordCodec;
import dev.beryl.journal.format.RecordReader;
import dev.beryl.journal.format.VerdictCodec;
import dev.beryl.loop.History;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Ending;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Origin;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one study. Recorded results are read and checked; new ones are appended.
 *
 * <p>Used by the study's thread, except {@link #ended} and {@link #lost}, which any thread may
 * call.
 */
public final class StudyJournal implements History, ReplicateLog {
  private static final System.Logger LOG = System.getLogger("dev.beryl");
  private static final int MORE_BYTES = 1 << 17; // for an outcome with its message
  private static final int MORE_BYTES_EACH = 32; // for a step and the numbers of bytes and values

  private final Path path;
  private final SearchSpace space;
  private final SearchSpace recordedSpace;
  private final long[] coordinatesThen;
  private final long[] coordinatesNow;
  private final JournalFile file;
  private final RecordedTrials recorded;
  private final RecordWriter writer;
  private final RecordCodec codec; // guarded by the lock
  private final Opening opening;
  private final long start = System.nanoTime();
  private final Object lock = new Object(); // held to append
  private boolean opened; // guarded by the lock
  private final Map<Integer, Integer> revisions = new HashMap<>(); // in this run, by trial
  private int decisions; // in this run
  private final Set<Integer> grown = ConcurrentHashMap.newKeySet(); // trials, in this run
  private int tellings; // how many trials have been told in this run
  private boolean closed;

  private StudyJournal(
      JournalFile file,
      RecordReader reader,
      RecordedTrials recorded,
      Durability durability,
      Problem problem,
      Opening opening) {
    this.path = file.path();
    this.space = problem.space();
    this.recordedSpace = reader.header().problem().space();
    this.coordinatesThen = new long[space.dimension()];
    this.coordinatesNow = new long[space.dimension()];
    this.file = file;
    this.recorded = recorded;
    this.writer = new RecordWriter(file, reader.end(), durability);
    this.codec = new RecordCodec(problem);
    this.opening = opening;
  }

  /**
   * Opens a study's journal, or creates one if there is none.
   *
   * @param durability how durable what is new should be
   * @param study what the journal is to say of its study
   * @param budget how many trials it is to have; 0: open
   * @return the journal; close it
   * @throws JournalException if the file cannot be used, is damaged, in use, or another study's
   */
  public static StudyJournal open(
      Path path, Durability durability, JournalHeader study, int budget) {
    JournalFile file = JournalFile.open(path, study);
    try {
      var reader = new RecordReader(path, file.opened());
      HeaderCheck.require(path, reader.header(), study);
      var recorded = new RecordedTrials(reader);
      file.cutTail(reader.end());
      return new StudyJournal(
          file,
          reader,
          recorded,
          durability,
          study.problem(),
          Opening.now(budget, recorded.lastOpened()));
    } catch (IOException e) {
      file.close();
      throw new JournalException(path, "cannot be written: " + e, e);
    } catch (Throwable e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void asked(int number, Treatment treatment, int wanted) {
    Treatment then = recorded.asked(number);
    if (then == null) {
      var _ = append(new JournalRecord.Asked(number, wanted, treatment));
    } else if (recorded.given(number) != null || !isSame(then, treatment)) {
      throw another(number, then, treatment, "proposed");
    }
  }

  private JournalException another(int number, Treatment then, Treatment now, String how) {
    return new JournalException(
        path,
        "trial %s: %s was recorded, and now %s is %s; %s"
            .formatted(number, then.values(), now.values(), how, opening.whatMayHaveChanged()));
  }

  private boolean isSame(Treatment then, Treatment now) {
    recordedSpace.coordinates(then, coordinatesThen, 0);
    space.coordinates(now, coordinatesNow, 0);
    return Arrays.equals(coordinatesThen, coordinatesNow);
  }

  @Override
  public boolean isRecorded(int number) {
    return number < recorded.size();
  }

  @Override
  public @Nullable Treatment given(int number, int told) {
    JournalRecord.Given then = recorded.given(number);
    if (then == null) {
      return null;
    }
    boolean here =
        switch (then.origin()) {
          case GIVEN -> true;
          case ENQUEUED -> told < 0 || told == then.told();
          case BASELINE, PROPOSED, OBSERVED -> false;
        };
    return here ? own(then.treatment()) : null;
  }

  @Override
  public Origin originOf(int number) {
    JournalRecord.Given then = recorded.given(number);
    return then == null ? Origin.PROPOSED : then.origin();
  }

  /** A recorded treatment as one of the study's own space. */
  private Treatment own(Treatment then) {
    long[] coordinates = new long[space.dimension()];
    recordedSpace.coordinates(then, coordinates, 0);
    return space.fromCoordinates(coordinates);
  }

  @Override
  public void given(int number, Origin origin, Treatment treatment, int told) {
    Treatment then = recorded.asked(number);
    if (then == null) {
      int place = origin == Origin.ENQUEUED ? told : 0;
      var _ = append(new JournalRecord.Given(number, place, origin, treatment));
    } else if (originOf(number) != origin || !isSame(then, treatment)) {
      throw another(number, then, treatment, "given");
    }
  }

  @Override
  public void enqueued(Treatment treatment) {
    var _ = append(new JournalRecord.Enqueued(treatment));
  }

  @Override
  public void noted(String key, String text) {
    var _ = append(new JournalRecord.Note(key, text));
  }

  /** {@return the notes of the study in earlier runs, key to text} */
  public Map<String, String> notesBefore() {
    return recorded.notes();
  }

  /** {@return what was enqueued in earlier runs and did not become a trial} */
  public List<Treatment> enqueuedBefore() {
    return recorded.enqueued().stream().map(this::own).toList();
  }

  /** Another treatment is run in the place of a proposal. */
  public void replaced(int number, Treatment treatment) {
    var _ = append(new JournalRecord.Replaced(number, treatment));
  }

  @Override
  public void delegated(int index, Delegation delegation) {
    if (index >= recorded.delegations()) {
      var _ = append(new JournalRecord.Delegated(delegation));
    }
  }

  /** The user of a session asked for treatments and there was none. */
  public void nothingProposed(int wanted) {
    var _ = append(new JournalRecord.NothingProposed(wanted));
  }

  @Override
  public void restore(TrialState trial) {
    for (int r = 0; r < trial.replicates() && trial.number() < recorded.size(); r++) {
      ReplicateResult then = recorded.ended(trial.number(), r);
      if (then != null) {
        trial.restore(then);
      }
    }
  }

  @Override
  public void ended(ReplicateResult result, long started) {
    if (mostBytes(result) > Format.MOST_PAYLOAD) {
      throw new IllegalArgumentException(
          "its result takes more than the %s MiB that a journal keeps of one replicate; record fewer"
                  .formatted(Format.MOST_PAYLOAD >> 20)
              + " values, or keep them in a file and its path in a note");
    }
    grown.add(result.trial());
    try {
      writer.commit(append(new JournalRecord.ReplicateEnded(result, sinceOpening(started))));
    } catch (Throwable e) {
      lost(e);
    }
  }

  @Override
  public @Nullable ReplicateResult ended(int trial, int replicate) {
    return trial < recorded.size() ? recorded.ended(trial, replicate) : null;
  }

  @Override
  public void revised(Trial trial) {
    int index = revisions.merge(trial.number(), 1, Integer::sum) - 1;
    JournalRecord.Revised then = recorded.revised(trial.number(), index);
    if (then != null) {
      OutcomeCheck.require(path, then, trial, opening);
      return;
    }
    commit(revision(trial));
  }

  @Override
  public void raced(Trial trial, boolean isTold) {
    int number = trial.number();
    JournalRecord.Told told = recorded.told(number);
    JournalRecord.Revised last = recorded.lastRevised(number);
    boolean hasGrown = recorded.hasGrown(number) || grown.contains(number);
    if (!isTold && told == null) {
      commit(recordOf(trial));
    } else if (hasGrown && trial.isCompleted()) {
      commit(revision(trial));
    } else if (!hasGrown && last != null) {
      OutcomeCheck.require(path, last, trial, opening);
    } else if (!hasGrown && told != null) {
      OutcomeCheck.require(path, told, trial, opening);
    }
  }

  private static JournalRecord revision(Trial trial) {
    return new JournalRecord.Revised(
        trial.number(), trial.duration(), List.of(estimates(trial)));
  }

  @Override
  public void decided(String rule, List<int[]> replicates) {
    if (decisions++ >= recorded.decisions()) {
      commit(
          new JournalRecord.Decision(
              rule,
              replicates.stream()
                  .map(each -> new JournalRecord.Share(each[0], each[1], each[2]))
                  .toList()));
    }
  }

  @Override
  public void raceEnded(Verdict verdict) {
    Verdict then = recorded.verdict();
    byte[] now = VerdictCodec.toBytes(verdict);
    if (then == null || !Arrays.equals(VerdictCodec.toBytes(then), now)) {
      commit(new JournalRecord.RaceEnded(verdict));
    }
  }

  private void commit(JournalRecord record) {
    try {
      writer.commit(append(record));
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  /** No fewer bytes than its record has. */
  private Optional<Duration> sinceOpening(long started) {
    return started == ReplicateSlot.NOT_KNOWN
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, started - start)));
  }

  private static long mostBytes(ReplicateResult result) {
    long bytes = MORE_BYTES;
    for (MetricValues metric : result.metrics()) {
      bytes += MORE_BYTES_EACH + 3L * metric.name().length() + (long) Double.BYTES * metric.size();
    }
    for (Report report : result.reports()) {
      bytes += MORE_BYTES_EACH + (long) Double.BYTES * report.values().length;
    }
    for (Map.Entry<String, String> note : result.notes().entrySet()) {
      bytes += MORE_BYTES_EACH + 3L * (note.getKey().length() + (long) note.getValue().length());
    }
    return bytes;
  }

  /** The study's thread throws it before the trial is told. */
  @Override
  public void lost(Throwable why) {
    writer.fail(why);
  }

  @Override
  public int nextTold() {
    return recorded.telling(tellings);
  }

  @Override
  public void told(Trial trial) {
    tellings++;
    JournalRecord.Told then = recorded.told(trial.number());
    if (then != null) {
      OutcomeCheck.require(path, then, trial, opening);
      return;
    }
    commit(recordOf(trial));
  }

  private JournalException cannotBeWritten(IOException e) {
    if (e instanceof NoSuchFileException) {
      return new JournalException(
          path,
          "was deleted, moved or replaced while the study ran, which ends here; put it back to go on"
              + " from it, or run the study again from its start",
          e);
    }
    return new JournalException(
        path,
        ("cannot be written: %s; earlier records are valid: correct the cause, such as a full disk,"
                + " and run the study again to continue")
            .formatted(e),
        e);
  }

  private static JournalRecord recordOf(Trial trial) {
    return new JournalRecord.Told(
        trial.number(),
        trial.outcome(),
        trial.duration(),
        trial.isCompleted() ? List.of(estimates(trial)) : List.of());
  }

  private static JournalRecord.Estimate[] estimates(Trial trial) {
    int objectives = trial.objectives().size();
    var estimates = new JournalRecord.Estimate[objectives + trial.outcomeConstraints().size()];
    for (int i = 0; i < objectives; i++) {
      estimates[i] = new JournalRecord.Estimate(trial.value(i), trial.standardError(i));
    }
    for (int i = objectives; i < estimates.length; i++) {
      OutcomeConstraint constraint = trial.outcomeConstraints().get(i - objectives);
      Samples samples = trial.samples(constraint.metric());
      estimates[i] =
          new JournalRecord.Estimate(
              constraint.aggregation().aggregate(samples),
              constraint.aggregation().standardError(samples));
    }
    return estimates;
  }

  /** The first record of a run is preceded by one that says which process opened the journal. */
  private long append(JournalRecord record) {
    synchronized (lock) {
      if (!opened) {
        opened = true;
        var _ = writer.append(out -> codec.put(out, opening.record()));
      }
      return writer.append(out -> codec.put(out, record));
    }
  }

  /**
   * The trials that are run again, or were.
   *
   * @param replicates of each trial
   */
  public RerunTrials rerunTrials(int replicates) {
    return new RerunTrials(
        recorded,
        replicates,
        record -> {
          var _ = append(record);
        });
  }

  /**
   * Records the result of a trial that was run again.
   *
   * @throws JournalException if it cannot be written as durable as it should
   */
  public void toldAgain(Trial trial) {
    try {
      writer.commit(append(recordOf(trial)));
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  /** {@return what was recorded in earlier runs, for a session to make again} */
  public RecordedCalls calls() {
    return new RecordedCalls(new RecordReader(path, file.opened()), recorded);
  }

  /**
   * Records that the study ended, and closes the file. If the run has added no record, it writes
   * nothing.
   *
   * @throws JournalException if what is new cannot be written
   */
  public void close(Ending ending, String text) {
    if (closed) {
      return;
    }
    boolean any;
    synchronized (lock) {
      any = opened;
    }
    if (any || opening.isFirst()) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      var _ = append(new JournalRecord.Ended(ending, text, elapsed));
    }
    closed = true;
    try {
      writer.close();
    } catch (IOException e) {
      throw cannotBeWritten(e);
    } finally {
      file.close();
    }
  }

  /**
   * Closes the file of a study that failed for another reason, without a record of its end. If new
   * records cannot be written either, that is logged.
   */
  public void abandon() {
    if (closed) {
      return;
    }
    closed = true;
    try (file) {
      writer.close();
    } catch (IOException | JournalException e) {
      LOG.log(System.Logger.Level.WARNING, "journal {0}: its last records are lost: {1}", path, e);
    }
  }
}
