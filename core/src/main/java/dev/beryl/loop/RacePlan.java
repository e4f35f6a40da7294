package dev.beryl.loop;

import dev.beryl.race.RaceSetting;
import dev.beryl.race.ValueRange;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import dev.beryl.trial.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a study with racing spends its replicates.
 *
 * @param budget the replicates in all; empty: the search ends otherwise
 * @param trials the most trials of the search
 * @param baseline a finalist always
 */
public record RacePlan(
    Racing racing, OptionalInt budget, OptionalInt trials, @Nullable Treatment baseline) {
  /** The least number of replicates of each finalist in the race. */
  public static final int LEAST_BLOCKS = 3;

  /** The race takes at most a third of the budget. */
  public static final int LARGEST_SHARE = 3;

  /** How a race is run. */
  public static RaceSetting raceSetting(
      Racing racing, Problem problem, int most, int tolerated, long seed) {
    return new RaceSetting(
        problem.objectives(),
        problem.constraints(),
        racing.confidence(),
        racing.indifference(),
        most,
        tolerated,
        racing.values().hasRange()
            ? new ValueRange(racing.values().low(), racing.values().high())
            : null,
        racing.values().areFinite(),
        seed);
  }

  /** How the race is run. */
  public RaceSetting race(Problem problem, int tolerated, long seed) {
    return raceSetting(racing, problem, racing.most(), tolerated, seed);
  }

  /** The finalists, a baseline included. */
  public int finalists() {
    return racing.finalists() + (baseline == null ? 0 : 1);
  }

  /** The replicates that the race may take, after a search that took some. */
  public int reserve(int searched) {
    if (racing.values().areFinite()) {
      return reserveOfAll();
    }
    double all = budget.isPresent() ? budget.getAsInt() : searched / (1 - racing.reserve());
    int least = LEAST_BLOCKS * finalists();
    int share = Math.max(least, (int) Math.round(racing.reserve() * all));
    return budget.isPresent() ? Math.min(share, budget.getAsInt() / LARGEST_SHARE) : share;
  }

  /** What the finalists of a finite set run, of whom the search has not run two. */
  private int reserveOfAll() {
    int unrun = baseline == null ? 1 : 2;
    return finalists() * (racing.most() - racing.least()) + unrun * racing.least();
  }

  /** The least budget, for a search and a race. */
  public int leastBudget() {
    return racing.values().areFinite()
        ? reserveOfAll() + racing.finalists() * racing.least()
        : LARGEST_SHARE * LEAST_BLOCKS * Math.max(1, racing.finalists());
  }

  /** The replicates that the search may take; empty: that is open. */
  public OptionalInt search() {
    return budget.isPresent()
        ? OptionalInt.of(budget.getAsInt() - reserve(0))
        : OptionalInt.empty();
  }

  /** How many trials the search will have, as far as is known. */
  public OptionalInt expectedTrials() {
    OptionalInt replicates = search();
    if (replicates.isEmpty()) {
      return trials;
    }
    int most = Math.max(1, replicates.getAsInt() / racing.least());
    return OptionalInt.of(Math.min(most, trials.orElse(most)));
  }

  /** What decides on trials, as part of the study's identity. */
  public List<String> identityRules() {
    var lines = new ArrayList<String>();
    lines.add("racing " + racing);
    budget.ifPresent(units -> lines.add("budget %s replicates".formatted(units)));
    trials.ifPresent(most -> lines.add("search of at most %s trials".formatted(most)));
    if (baseline != null) {
      lines.add("baseline " + baseline.values());
    }
    return lines;
  }
}
