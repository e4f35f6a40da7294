package dev.beryl.study;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.OptionalInt;

/**
 * How far a study with {@link Racing} is. Immutable.
 *
 * @param finalRace whether the final race runs, or has run; else it searches
 * @param replicates the number of replicates that count so far
 * @param left how many replicates the present phase may still take; empty if that is open
 * @param survivors the numbers of the trials that the race has not ruled out; before it the number
 *     of the incumbent, if the search {@linkplain Racing#climb(boolean) keeps one}
 */
public record RaceProgress(
    boolean finalRace, int replicates, OptionalInt left, List<Integer> survivors) {
  /** Copies the list. */
  public RaceProgress {
    Nulls.refuse("race progress: left", left);
    Nulls.refuseIn("race progress: survivors", survivors);
    survivors = List.copyOf(survivors);
  }

  /**
   * {@return for example {@code final race, 430 replicates, at most 70 left, survivors [3, 17]}}
   */
  @Override
  public String toString() {
    return "%s, %s replicates%s%s"
        .formatted(
            finalRace ? "final race" : "search",
            replicates,
            left.isPresent() ? ", at most %s left".formatted(left.getAsInt()) : "",
            survivors.isEmpty() ? "" : (finalRace ? ", survivors " : ", incumbent ") + survivors);
  }
}
