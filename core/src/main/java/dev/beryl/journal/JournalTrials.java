package dev.beryl.journal;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.local.Penalty;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.Unit;
import dev.beryl.fault.Nulls;
import dev.beryl.journal.format.RecordOrder;
import dev.beryl.metric.Recorder;
import dev.beryl.metric.Recordings;
import dev.beryl.metric.Revisions;
import dev.beryl.metric.TrialTable;
import dev.beryl.result.StudyFacts;
import dev.beryl.result.TableResult;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the trials of a journal from its records, of a finished study or of one that is
 * running, without the program that recorded them.
 *
 * {@snippet :
 * StudyResult result = JournalTrials.read(path).result();
 * System.out.println(result.recommended());
 * }
 *
 * <p>The trials are those of the study: number, treatment, outcome, samples, reports, notes and
 * duration, with the recorded values. {@link JournalHeader} says which parts of the problem are not
 * in a journal.
 *
 * <p>Use an instance from one thread at a time. The trials may be read from any thread.
 */
public final class JournalTrials {
  private static final String OPEN =
      "the journal has no end of the study: the study is running, or its process was killed";

  private final JournalHeader header;
  private final RecordOrder order;
  private final ReplicatePolicy policy;
  private final boolean knowsErrors;
  private final TrialTable table;
  private final Revisions revisions;
  private final Map<Integer, Integer> rows = new HashMap<>(); // by number, with racing
  private final Map<Integer, Treatment> asked = new HashMap<>(); // and not told
  private final Map<Integer, TreeMap<Integer, ReplicateResult>> results = new HashMap<>();
  private final Map<Integer, Trial> revised = new HashMap<>(); // run again
  private JournalRecord.@Nullable Ended ended; // null: something follows
  private final Set<Integer> untold = new HashSet<>(); // finalists of which no optimizer heard
  private @Nullable Verdict verdict; // null: no race has ended
  private final List<Delegation> delegations = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;

  /**
   * Creates an instance without trials.
   *
   * @param header the header of the journal whose records will follow
   */
  public JournalTrials(JournalHeader header) {
    Nulls.refuse("journal: header", header);
    Problem problem = header.problem();
    this.header = header;
    this.order = new RecordOrder(header);
    this.policy = policy(header);
    this.knowsErrors =
        Stream.concat(
                problem.objectives().stream().map(objective -> objective.aggregation()),
                problem.constraints().stream().map(constraint -> constraint.aggregation()))
            .noneMatch(aggregation -> aggregation.isKnownByNameOnly());
    this.table = new TrialTable(problem, 0);
    this.revisions = new Revisions(table);
  }

  private static ReplicatePolicy policy(JournalHeader header) {
    JournalHeader.Replication replication = header.replication();
    if (header.session()) { // its user told what counts
      return new ReplicatePolicy(0, 0, null);
    }
    Penalty penalty =
        replication.penalties().isEmpty()
            ? null
            : new Penalty(header.problem().metrics(), replication.penalties());
    return new ReplicatePolicy(replication.retries(), replication.tolerated(), penalty);
  }

  /**
   * Reads a journal as far as it is written.
   *
   * @param journal the file
   * @return its trials
   * @throws JournalException if the journal cannot be opened, is damaged, or its records contradict
   *     each other
   */
  public static JournalTrials read(Path journal) {
    Nulls.refuse("journal: file", journal);
    try (JournalReader reader = JournalReader.open(journal)) {
      var trials = new JournalTrials(reader.header());
      for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
        try {
          var _ = trials.accept(record);
        } catch (IllegalArgumentException e) {
          throw reader.records().misfit(String.valueOf(e.getMessage()));
        }
      }
      return trials;
    }
  }

  /**
   * Adds the next record.
   *
   * @param record the record that follows those that were added before
   * @return the trial, if the record says that a trial is told or got more replicates
   * @throws IllegalArgumentException if the record contradicts those before; it is not added then
   */
  public Optional<Trial> accept(JournalRecord record) {
    Nulls.refuse("journal: record", record);
    order.accept(record);
    ended = null;
    switch (record) {
      case JournalRecord.Delegated d -> delegations.add(d.delegation());
      case JournalRecord.RaceEnded(Verdict shown) -> verdict = shown;
      case JournalRecord.Asked a -> {
        asked.put(a.trial(), a.treatment());
        if (a.wanted() == 0 && header.replication().racing()) {
          untold.add(a.trial());
        }
      }
      case JournalRecord.Given g -> {
        asked.put(g.trial(), g.treatment());
        table.setOrigin(g.trial(), g.origin());
        if (g.origin() == Origin.BASELINE) {
          untold.add(g.trial());
        }
      }
      case JournalRecord.Rerun r -> {
        asked.put(r.trial(), tableResult().trial(r.trial()).treatment());
        results.remove(r.trial());
      }
      case JournalRecord.Note note -> table.noteStudy(note.key(), note.text());
      case JournalRecord.Replaced r -> {
        asked.put(r.trial(), r.treatment());
        table.setOrigin(r.trial(), Origin.GIVEN);
      }
      case JournalRecord.ReplicateEnded r -> keep(r);
      case JournalRecord.Told told -> {
        return Optional.of(append(told));
      }
      case JournalRecord.Ended e -> {
        ended = e;
        elapsed = elapsed.plus(e.elapsed());
      }
      case JournalRecord.Revised more -> {
        return Optional.of(revise(more));
      }
      case JournalRecord.Opened _,
          JournalRecord.NothingProposed _,
          JournalRecord.Decision _,
          JournalRecord.Enqueued _ -> {}
    }
    return Optional.empty();
  }

  private void keep(JournalRecord.ReplicateEnded record) {
    ReplicateResult result = record.result();
    if (order.isTold(result.trial()) && !header.replication().racing()) {
      return;
    }
    var ofTrial = results.computeIfAbsent(result.trial(), _ -> new TreeMap<>());
    if (order.startsTelling(record)) {
      ofTrial.clear();
    }
    ofTrial.put(result.replicate(), result);
  }

  private Trial append(JournalRecord.Told told) {
    Treatment treatment = asked.remove(told.trial());
    if (treatment == null) {
      throw new IllegalStateException("trial %s was asked for".formatted(told.trial()));
    }
    boolean again = order.isRerun(told.trial());
    TrialTable into = again ? new TrialTable(header.problem(), 1) : table;
    TrialState state = TrialState.of(told.trial(), treatment, policy, List.copyOf(counting(told)));
    Trial trial =
        into.append(
            told.trial(),
            treatment,
            told.outcome(),
            state.gather(),
            told.estimates().stream().mapToDouble(JournalRecord.Estimate::value).toArray(),
            told.duration().toNanos());
    if (header.replication().racing()) {
      rows.put(told.trial(), table.size() - 1);
    }
    if (!knowsErrors && told.outcome() instanceof Outcome.Completed) {
      into.setStandardErrors(
          into.size() - 1,
          told.estimates().stream().mapToDouble(JournalRecord.Estimate::standardError).toArray());
    }
    if (again) {
      revised.put(told.trial(), trial);
    }
    return trial;
  }

  private Trial revise(JournalRecord.Revised record) {
    int row = Objects.requireNonNull(rows.get(record.trial()), "the order was checked");
    TreeMap<Integer, ReplicateResult> further = results.remove(record.trial());
    List<Recorder> more =
        Unit.counting(
            further == null ? List.of() : List.copyOf(further.values()),
            policy,
            header.problem().metrics());
    Recordings all = revisions.withMore(row, more);
    Trial trial =
        revisions.add(
            row,
            all,
            record.estimates().stream().mapToDouble(JournalRecord.Estimate::value).toArray(),
            record.duration().toNanos(),
            untold.contains(record.trial())
                ? all.replicates()
                : table.trial(row).replicates());
    if (!knowsErrors) {
      revisions.setStandardErrors(
          record.estimates().stream().mapToDouble(JournalRecord.Estimate::standardError).toArray());
    }
    return trial;
  }

  /** The results of a trial, without those that it was pruned before it came to. */
  private Collection<ReplicateResult> counting(JournalRecord.Told told) {
    TreeMap<Integer, ReplicateResult> ofTrial = results.remove(told.trial());
    if (ofTrial == null) {
      return List.of();
    }
    return told.outcome() instanceof Outcome.Pruned pruned && pruned.replicates() > 0
        ? ofTrial.headMap(pruned.replicates()).values()
        : ofTrial.values();
  }

  /** {@return the journal's description of its study} */
  public JournalHeader header() {
    return header;
  }

  /** {@return the trials so far, in the order in which they were told} */
  public List<Trial> trials() {
    return result().trials();
  }

  /**
   * Returns the study's result, as far as the records go. Its digest is that of the study, and so is
   * the verdict of its final race. Its best treatment is that race's winner; without a race that of
   * the best trial, because a journal does not hold an optimizer's recommendation. If the study has
   * not ended, the ending is {@link Ending#STOPPED} and the ending
   * text says more. The elapsed time is that of the processes that ended normally, added up. No
   * trial can be reproduced, because that takes the experiment.
   *
   * @return a result of the trials so far
   */
  public StudyResult result() {
    return tableResult();
  }

  /** The treatment that won the final race; null if there was none. */
  private @Nullable Treatment winner(TrialTable told) {
    Integer row = verdict == null ? null : rows.get(verdict.bestTrial());
    return row == null ? null : told.trial(row).treatment();
  }

  private TrialTable latest() {
    TrialTable now = revisions.latest();
    return revised.isEmpty() ? now : now.revised(revised, !knowsErrors);
  }

  TableResult tableResult() {
    JournalHeader.Search search = header.search();
    JournalRecord.Ended last = ended;
    TrialTable told = latest();
    return new TableResult(
        new StudyFacts(
            header::identity,
            header.name(),
            search.optimizer(),
            search.seed(),
            search.asCompleted(),
            delegations),
        told,
        last == null ? Ending.STOPPED : last.ending(),
        last == null ? OPEN : last.text(),
        winner(told),
        verdict == null ? search.optimizer() : TableResult.FINAL_RACE,
        null,
        verdict,
        elapsed,
        0,
        List.of(),
        trial -> {
          throw new UnsupportedOperationException(
              "a journal has no experiment to run %s with; run its treatment again there"
                  .formatted(trial));
        });
  }
}
