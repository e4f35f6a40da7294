package dev.beryl.report.study;

import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a journal as far as it is written, once or again and again. For one thread at a time. */
public final class StudyReading implements AutoCloseable {
  private final Path path;
  private final JournalReader reader;
  private final JournalTrials trials;
  private final List<JournalRecord.Opened> openings = new ArrayList<>();
  private final Timeline.Gathering timeline;
  private int asked;
  private int told;
  private boolean ended;

  private StudyReading(Path path) {
    this.path = path;
    this.reader = JournalReader.open(path);
    this.trials = new JournalTrials(reader.header());
    this.timeline = new Timeline.Gathering(reader.header());
  }

  /** {@return a reading before the first record} Throws what {@link JournalReader#open} throws. */
  public static StudyReading open(Path path) {
    return new StudyReading(path);
  }

  /** {@return a view of a journal as far as it is written} */
  public static StudyView read(Path path) {
    try (StudyReading reading = open(path)) {
      var _ = reading.advance();
      return reading.view();
    }
  }

  /** Reads what was written since, and tells whether there was anything. */
  public boolean advance() {
    boolean any = false;
    for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
      any = true;
      try {
        var _ = trials.accept(record);
      } catch (IllegalArgumentException e) {
        throw new JournalException(path, "its records contradict each other: " + e.getMessage(), e);
      }
      note(record);
    }
    return any;
  }

  private void note(JournalRecord record) {
    ended = record instanceof JournalRecord.Ended;
    timeline.accept(record);
    switch (record) {
      case JournalRecord.Opened opened -> openings.add(opened);
      case JournalRecord.Asked a -> asked = Math.max(asked, a.trial() + 1);
      case JournalRecord.Given g -> asked = Math.max(asked, g.trial() + 1);
      case JournalRecord.Told _ -> told++;
      default -> {}
    }
  }

  /** {@return what is known so far} */
  public StudyView view() {
    Path name = path.getFileName();
    return new StudyView(
        name == null ? path.toString() : name.toString(),
        trials.result(),
        Optional.of(trials.header()),
        openings,
        Math.max(0, asked - told),
        ended,
        timeline.timeline());
  }

  @Override
  public void close() {
    reader.close();
  }
}
