package dev.beryl.replay;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.RecordOrder;
import dev.beryl.journal.format.RecordReader;
import dev.beryl.space.Treatment;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Origin;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
  private final Set<Integer> grown = new HashSet<>(); // since they were told or revised
  private int decisions;
  private @Nullable Verdict verdict; // the last one
  private final Map<Integer, JournalRecord.Given> given = new HashMap<>();
  private final ArrayDeque<Treatment> enqueued = new ArrayDeque<>(); // and not given
  private final Map<String, String> notes = new LinkedHashMap<>();
  private final Map<Integer, Again> rerun = new TreeMap<>();
  private int delegations;
  private JournalRecord.@Nullable Opened lastOpened;

  /** A later run of a trial. */
  static final class Again {
    private final Map<Integer, Long> ended = new HashMap<>(); // offsets, by replicate
    private final @Nullable Again before; // the last complete one
    JournalRecord.@Nullable Told told; // null: it is not complete

    private Again(@Nullable Again before) {
      this.before = before;
    }

    /** This run, or the last complete one before it; null if there is none. */
    @Nullable Again complete() {
      return told == null ? before : this;
    }
  }

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
      case JournalRecord.Delegated _ -> delegations++;
      case JournalRecord.Opened opened -> lastOpened = opened;
      case JournalRecord.Asked _ -> addAsked();
      case JournalRecord.Given g -> {
        given.put(g.trial(), g);
        if (g.origin() == Origin.ENQUEUED) {
          var _ = enqueued.poll();
        }
        addAsked();
      }
      case JournalRecord.Enqueued e -> enqueued.add(e.treatment());
      case JournalRecord.Replaced _ -> {}
      case JournalRecord.Note n -> notes.put(n.key(), n.text());
      case JournalRecord.Rerun r -> {
        Again last = rerun.get(r.trial());
        rerun.put(r.trial(), new Again(last == null ? null : last.complete()));
      }
      case JournalRecord.ReplicateEnded r -> {
        Again again = rerun.get(r.result().trial());
        if (again != null) {
          again.ended.put(r.result().replicate(), reader.offset());
          return;
        }
        if (order.startsTelling(r)) {
          forget(r.result().trial());
        }
        ended.put(key(r.result().trial(), r.result().replicate()), reader.offset());
        grown.add(r.result().trial());
      }
      case JournalRecord.Told t -> {
        Again again = rerun.get(t.trial());
        if (again != null) {
          again.told = t;
          return;
        }
        told.set(t.trial(), reader.offset());
        grown.remove(t.trial());
        tellings.add(t.trial());
      }
      case JournalRecord.Revised r -> {
        revised.computeIfAbsent(r.trial(), _ -> new LongArrayList()).add(reader.offset());
        grown.remove(r.trial());
      }
      case JournalRecord.Decision _ -> decisions++;
      case JournalRecord.RaceEnded(Verdict shown) -> verdict = shown;
      case JournalRecord.NothingProposed _, JournalRecord.Ended _ -> {}
    }
  }

  private void addAsked() {
    asked.add(reader.offset());
    told.add(0);
  }

  private void forget(int trial) {
    for (int r = 0; ended.containsKey(key(trial, r)); r++) {
      ended.removeKey(key(trial, r));
    }
  }

  private static long key(int trial, int replicate) {
    return (long) trial << Integer.SIZE | replicate;
  }

  /** How many delegations were recorded. */
  int delegations() {
    return delegations;
  }

  int size() {
    return asked.size();
  }

  /** What a trial was to run first; null if it is not recorded. */
  @Nullable Treatment asked(int trial) {
    if (trial >= asked.size()) {
      return null;
    }
    return switch (reader.read(asked.get(trial))) {
      case JournalRecord.Asked a -> a.treatment();
      case JournalRecord.Given g -> g.treatment();
      case JournalRecord other -> throw new IllegalStateException("not a proposal: " + other);
    };
  }

  /** How a trial was given to the study; null if it was not. */
  JournalRecord.@Nullable Given given(int trial) {
    return given.isEmpty() ? null : given.get(trial);
  }

  /** What was enqueued and did not become a trial. */
  List<Treatment> enqueued() {
    return List.copyOf(enqueued);
  }

  /** The notes of the study. */
  Map<String, String> notes() {
    return notes;
  }

  /** The trials that were run again, or were to be. */
  Set<Integer> rerun() {
    return rerun.keySet();
  }

  /** The last run of a trial that was run again. */
  Again again(int trial) {
    return Objects.requireNonNull(rerun.get(trial), "it was not run again");
  }

  /** The result that a replicate had when its trial was run again; null if it had none. */
  @Nullable ReplicateResult endedAgain(Again run, int replicate) {
    Long offset = run.ended.get(replicate);
    return offset == null ? null : ((JournalRecord.ReplicateEnded) reader.read(offset)).result();
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

  /** The last revision of a trial; null if there was none. */
  JournalRecord.@Nullable Revised lastRevised(int trial) {
    LongArrayList offsets = revised.get(trial);
    return offsets == null ? null : revised(trial, offsets.size() - 1);
  }

  /** Whether a trial got replicates since it was told or revised last. */
  boolean hasGrown(int trial) {
    return grown.contains(trial);
  }

  /** The number of decisions of a race. */
  int decisions() {
    return decisions;
  }

  /** What the race has shown; null if none has ended. */
  @Nullable Verdict verdict() {
    return verdict;
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
