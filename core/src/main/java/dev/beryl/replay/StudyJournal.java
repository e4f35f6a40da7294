package dev.beryl.replay;

import dev.beryl.execution.local.ReplicateLog;
import dev.beryl.execution.local.ReplicateOutcome;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.BytesOut;
import dev.beryl.loop.History;
import dev.beryl.metric.Recorder;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one study. What it has is served and checked; what is new is appended.
 *
 * <p>Used by the study's thread, but for {@link #ended}, which any thread may call.
 */
public final class StudyJournal implements History, ReplicateLog {
  private static final System.Logger LOG = System.getLogger("dev.beryl.journal");

  private final Path path;
  private final SearchSpace space;
  private final boolean conditional;
  private final JournalFile file;
  private final RecordedTrials recorded;
  private final RecordWriter writer;
  private final Opening opening;
  private final long[] coordinates;
  private final ObjectIntHashMap<String> metricNumbers = new ObjectIntHashMap<>(); // its own lock
  private boolean opened; // guarded by metricNumbers
  private int tellings; // how many trials have been told in this run
  private boolean closed;

  private StudyJournal(
      JournalFile file,
      JournalReader reader,
      RecordedTrials recorded,
      Durability durability,
      SearchSpace space,
      Opening opening) {
    this.path = file.path();
    this.space = space;
    this.conditional = reader.header().conditional();
    this.file = file;
    this.recorded = recorded;
    this.writer = new RecordWriter(RecordWriter.sink(file.opened()), reader.end(), durability);
    this.opening = opening;
    this.coordinates = new long[space.dimension()];
    List<String> metrics = reader.metrics();
    for (int i = 0; i < metrics.size(); i++) {
      metricNumbers.put(metrics.get(i), i);
    }
  }

  /**
   * Opens a study's journal, and makes one where there is none.
   *
   * @param path the file
   * @param durability how durable what is new should be
   * @param study what the journal is to say of its study
   * @param space of its treatments
   * @param budget how many trials it is to have; 0: open
   * @return the journal; close it
   * @throws JournalException if the file cannot be used, is damaged, in use, or another study's
   */
  public static StudyJournal open(
      Path path, Durability durability, JournalHeader study, SearchSpace space, int budget) {
    JournalFile file = JournalFile.open(path, study);
    try {
      JournalReader reader = JournalReader.over(path, file.opened().file());
      SameStudy.require(path, reader.header(), study);
      var recorded = new RecordedTrials(path, reader);
      file.cutTail(reader.end());
      return new StudyJournal(
          file, reader, recorded, durability, space, Opening.now(budget, recorded.lastOpened()));
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
    space.coordinates(treatment, coordinates, 0);
    JournalRecord.Asked then = recorded.asked(number);
    if (then == null) {
      append(out -> RecordCode.asked(out, number, wanted, treatment, coordinates, activity()));
    } else if (!Arrays.equals(then.coordinates(), coordinates)) {
      throw new JournalException(
          path,
          "trial %s: recorded is %s, and now %s is proposed; %s"
              .formatted(number, then.values(), treatment.values(), opening.whatMayHaveChanged()));
    }
  }

  private RecordCode.@Nullable Activity activity() {
    return conditional ? space::isActive : null;
  }

  /**
   * The user of a session asked for treatments and there was none.
   *
   * @param wanted how many were asked for
   */
  public void askedInVain(int wanted) {
    append(out -> RecordCode.askedInVain(out, wanted));
  }

  @Override
  public void restore(TrialWork work) {
    for (int r = 0; r < work.replicates() && work.number() < recorded.size(); r++) {
      JournalRecord.ReplicateEnded then = recorded.ended(work.number(), r);
      if (then != null) {
        work.restore(
            r,
            then.nanos(),
            then.trouble().orElse(null),
            recorder -> Restoring.into(recorder, then));
      }
    }
  }

  @Override
  public void ended(int trial, int replicate, ReplicateOutcome outcome) {
    ended(trial, replicate, outcome.nanos(), outcome.trouble(), outcome.recorder());
  }

  /**
   * A replicate has come to its end. On any thread.
   *
   * @param trial its trial's number
   * @param replicate the replicate, from 0
   * @param nanos how long it ran
   * @param trouble why it did not run to its end; null if it did
   * @param recorder what it recorded; only read
   */
  public void ended(
      int trial, int replicate, long nanos, @Nullable Outcome trouble, Recorder recorder) {
    try {
      long place;
      synchronized (metricNumbers) {
        RecordCode.eachNewMetric(
            recorder,
            metricNumbers,
            (name, number) -> append(out -> RecordCode.metric(out, number, name)));
        place =
            append(out ->
                RecordCode.replicate(
                    out, trial, replicate, nanos, trouble, recorder, metricNumbers::get));
      }
      writer.commit(place);
    } catch (Throwable e) {
      writer.fail(e); // the study's thread meets it before the trial is told
    }
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
      SameOutcome.require(path, then, trial, opening);
      return;
    }
    long place = append(out -> RecordCode.told(out, trial));
    try {
      writer.commit(place);
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  private JournalException cannotBeWritten(IOException e) {
    return new JournalException(
        path,
        ("cannot be written: %s; what was recorded before is good: make room, or whatever it lacks,"
                + " and run the study again to go on")
            .formatted(e),
        e);
  }

  /** What is new may be the first that is new in this run. */
  private long append(Consumer<BytesOut> payload) {
    synchronized (metricNumbers) {
      if (!opened) {
        opened = true;
        writer.append(opening::put);
      }
      return writer.append(payload);
    }
  }

  /** {@return what was recorded in earlier runs, for a session to do again} */
  public RecordedCalls calls() {
    return new RecordedCalls(JournalReader.over(path, file.opened().file()), recorded);
  }

  /**
   * Notes that the study ended, and closes the file. In a journal that has nothing new, nothing is
   * noted.
   *
   * @param ending why
   * @param text why, in a sentence
   * @throws JournalException if what is new cannot be written
   */
  public void close(Ending ending, String text) {
    if (closed) {
      return;
    }
    boolean any;
    synchronized (metricNumbers) {
      any = opened;
    }
    if (any || opening.isFirst()) {
      append(out -> RecordCode.ended(out, ending, text));
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
   * Closes the file without a note, unless it is closed, of a study that has failed in another way:
   * if what is new cannot be written, too, that is logged.
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
