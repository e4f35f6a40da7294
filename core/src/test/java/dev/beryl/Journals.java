package dev.beryl;

import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.OpenFile;
import dev.beryl.journal.format.RecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is in journals. */
final class Journals {
  private Journals() {}

  static List<JournalRecord> records(Path journal) {
    var records = new ArrayList<JournalRecord>();
    try (JournalReader reader = JournalReader.open(journal)) {
      for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    return records;
  }

  static <R extends JournalRecord> List<R> records(Path journal, Class<R> kind) {
    return records(journal).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The replicates that a journal has, as {@code trial.replicate}; none if there is no file. */
  static Set<String> replicates(Path journal) {
    return Files.exists(journal)
        ? records(journal, JournalRecord.ReplicateEnded.class).stream()
            .map(ended -> ended.result().trial() + "." + ended.result().replicate())
            .collect(Collectors.toSet())
        : Set.of();
  }

  /** Where each record ends, and before them the description of the study. */
  static List<Long> ends(Path journal) {
    var ends = new ArrayList<Long>();
    try (OpenFile file = OpenFile.toRead(journal)) {
      var reader = new RecordReader(journal, file);
      do {
        ends.add(reader.end());
      } while (reader.next() != null);
      return ends;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
