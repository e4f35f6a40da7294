package dev.beryl.replay;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.RecordOrder;
import dev.beryl.journal.format.RecordReader;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.LongLongHashMap;
import org.jspecify.annotations.Nullable;

/** The positions of each trial's records in a journal. */
final class RecordedTrials {
  private final RecordReader reader;
  private final LongArrayList asked = new LongArrayList(); // the offset, for each trial
  private final LongLongHashMap ended = new LongLongHashMap(); // by trial and replicate
  private final LongArrayList told = new LongArrayList(); // for each trial; 0: none
  private final IntArrayList tellings = new IntArrayList(); // trials in the order of telling
  private final Map<Integer, LongArrayList> revised = new HashMap<>(); // offsets, by trial
  private int decisions;
  private JournalRecord.@Nullable Opened lastOpened;

  /** Reads all records, and checks that they fit together. */
  RecordedTrials(RecordReader reader) {
    this.reader = reader;
    var order = new RecordOrder(reader.header());
    for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
      try {
        order.accept(record);
      } catch (IllegalArgumentException e) {
        throw reader.misfit(String.valueOf(e.getMessage()));
      }
      note(record, order);
    }
  }

  private void note(JournalRecord record, RecordOrder order) {
    switch (record) {
      case JournalRecord.Opened opened -> lastOpened = opened;
      case JournalRecord.Asked _ -> {
        asked.add(reader.offset());
        told.add(0);
      }
      case JournalRecord.ReplicateEnded r -> {
        if (order.startsTelling(r)) {
          forget(r.result().trial());
        }
        ended.put(key(r.result().trial(), r.result().replicate()), reader.offset());
      }
      case JournalRecord.Told t -> {
        told.set(t.trial(), reader.offset());
        tellings.add(t.trial());
      }
      case JournalRecord.Revised r ->
          revised.computeIfAbsent(r.trial(), _ -> new LongArrayList()).add(reader.offset());
      case JournalRecord.Decision _ -> decisions++;
      case JournalRecord.NothingProposed _, JournalRecord.Ended _ -> {}
    }
  }

  private void forget(int trial) {
    for (int r = 0; ended.containsKey(key(trial, r)); r++) {
      ended.removeKey(key(trial, r));
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

  @Nullable ReplicateResult ended(int trial, int replicate) {
    long offset = ended.getIfAbsent(key(trial, replicate), 0);
    return offset == 0 ? null : ((JournalRecord.ReplicateEnded) reader.read(offset)).result();
  }

  JournalRecord.@Nullable Told told(int trial) {
    long offset = trial < asked.size() ? told.get(trial) : 0;
    return offset == 0 ? null : (JournalRecord.Told) reader.read(offset);
  }

  /** A revision of a trial, from 0; null if it was not recorded. */
  JournalRecord.@Nullable Revised revised(int trial, int index) {
    LongArrayList offsets = revised.get(trial);
    return offsets == null || index >= offsets.size()
        ? null
        : (JournalRecord.Revised) reader.read(offsets.get(index));
  }

  /** The number of decisions of a race. */
  int decisions() {
    return decisions;
  }

  /** The trials in the order in which they were told. */
  int telling(int index) {
    return index < tellings.size() ? tellings.get(index) : -1;
  }

  /** The opening record of the last process that wrote the journal. */
  JournalRecord.@Nullable Opened lastOpened() {
    return lastOpened;
  }
}
