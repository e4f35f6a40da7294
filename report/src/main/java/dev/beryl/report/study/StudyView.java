package dev.beryl.report.study;

import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.spi.Delegation;
import dev.beryl.study.StudyResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of a study: its result, and what its journal says beyond it.
 *
 * @param source the journal's file name; empty if there is none
 * @param result the trials so far
 * @param header the journal's description of the study
 * @param openings when which library and runtime wrote to the journal
 * @param running the number of trials that were proposed and are not told
 * @param ended whether the study has ended
 * @param timeline when replicates ran; empty if that is not known
 */
public record StudyView(
    String source,
    StudyResult result,
    Optional<JournalHeader> header,
    List<JournalRecord.Opened> openings,
    int running,
    boolean ended,
    Timeline timeline) {
  /** Copies the list. */
  public StudyView {
    openings = List.copyOf(openings);
  }

  /** {@return a view of a result that has no journal} */
  public static StudyView of(StudyResult result) {
    return new StudyView("", result, Optional.empty(), List.of(), 0, true, Timeline.empty());
  }

  /** {@return which optimizers one that chooses among others let propose; empty if it does not} */
  public Optional<String> choice() {
    return Optional.of(Delegation.text(result.delegations())).filter(text -> !text.isEmpty());
  }

  /** {@return the study's name, or the journal's, or a general word} */
  public String title() {
    return result.name().orElse(source.isEmpty() ? "Study" : source);
  }

  /** {@return the number of trials that the study was to have; empty if that is not known} */
  public OptionalInt budget() {
    return openings.isEmpty() ? OptionalInt.empty() : openings.getLast().budget();
  }

  /** {@return whether a replicate has the same seed in every trial} */
  public boolean hasCommonSeeds() {
    return header
        .map(known -> known.replication().commonSeeds())
        .orElseGet(() -> result.identity().contains(" with common seeds\n"));
  }

  /** {@return how many trials are in each state} */
  public Map<State, Integer> counts() {
    var counts = new EnumMap<State, Integer>(State.class);
    result.trials().forEach(trial -> counts.merge(State.of(trial), 1, Integer::sum));
    return counts;
  }
}
