package dev.beryl.replay;

import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import java.nio.file.Path;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.LongLongHashMap;
import org.jspecify.annotations.Nullable;

/** Where in a journal stands what became of each trial. */
final class RecordedTrials {
  private final Path path;
  private final JournalReader reader;
  private final LongArrayList asked = new LongArrayList(); // the offset, for each trial
  private final LongLongHashMap ended = new LongLongHashMap(); // by trial and replicate
  private final LongArrayList told = new LongArrayList(); // for each trial; 0: none
  private final IntArrayList tellings = new IntArrayList(); // trials in the order of telling
  private JournalRecord.@Nullable Opened lastOpened;

  /** Reads all records, and checks that they fit together. */
  RecordedTrials(Path path, JournalReader reader) {
    this.path = path;
    this.reader = reader;
    for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
      switch (record) {
        case JournalRecord.Opened opened -> lastOpened = opened;
        case JournalRecord.Asked a -> asked(a);
        case JournalRecord.ReplicateEnded r -> ended(r);
        case JournalRecord.Told t -> told(t);
        case JournalRecord.AskedInVain _, JournalRecord.Ended _ -> {}
      }
    }
  }

  private void asked(JournalRecord.Asked record) {
    require(
        record.trial() == asked.size(), "trial %s is asked for after %s others", record.trial());
    asked.add(reader.offset());
    told.add(0);
  }

  private void ended(JournalRecord.ReplicateEnded record) {
    require(record.trial() < asked.size(), "trial %s has ended among %s", record.trial());
    for (int r = 1; record.replicate() == 0 && reader.header().session(); r++) {
      if (ended.containsKey(key(record.trial(), r))) { // of a tell that was cut short
        ended.removeKey(key(record.trial(), r));
      } else {
        break;
      }
    }
    ended.put(key(record.trial(), record.replicate()), reader.offset());
  }

  private void told(JournalRecord.Told record) {
    require(record.trial() < asked.size(), "trial %s is told among %s", record.trial());
    require(told.get(record.trial()) == 0, "trial %s is told a second time", record.trial());
    told.set(record.trial(), reader.offset());
    tellings.add(record.trial());
  }

  private void require(boolean fits, String what, int number) {
    if (!fits) {
      throw new JournalException(
          path,
          "damaged at offset %s: %s"
              .formatted(reader.offset(), what.formatted(number, asked.size())));
    }
  }

  private static long key(int trial, int replicate) {
    return (long) trial << Integer.SIZE | replicate;
  }

  int size() {
    return asked.size();
  }

  JournalRecord.@Nullable Asked asked(int trial) {
    return trial < asked.size() ? (JournalRecord.Asked) reader.read(asked.get(trial)) : null;
  }

  JournalRecord.@Nullable ReplicateEnded ended(int trial, int replicate) {
    long offset = ended.getIfAbsent(key(trial, replicate), 0);
    return offset == 0 ? null : (JournalRecord.ReplicateEnded) reader.read(offset);
  }

  JournalRecord.@Nullable Told told(int trial) {
    long offset = trial < asked.size() ? told.get(trial) : 0;
    return offset == 0 ? null : (JournalRecord.Told) reader.read(offset);
  }

  /** The trials in the order in which they were told. */
  int telling(int index) {
    return index < tellings.size() ? tellings.get(index) : -1;
  }

  /** What the last process said that wrote the journal. */
  JournalRecord.@Nullable Opened lastOpened() {
    return lastOpened;
  }
}
