package dev.beryl.settings;

import dev.beryl.fault.Faults;
import dev.beryl.loop.RacePlan;
import dev.beryl.race.Challenge;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Problem;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The settings of racing, checked. */
final class RacingSettings {
  private static final int MOST = 1 << 16;
  private static final int MOST_FINALISTS = 1 << 10;

  private RacingSettings() {}

  /** Checks what was set; null without racing. */
  static @Nullable RacePlan plan(StudyDraft draft, Problem problem, Faults faults) {
    Racing racing = draft.find(Setting.RACING).orElse(null);
    OptionalInt budget = draft.number(Setting.BUDGET);
    if (racing == null) {
      faults.require(
          budget.isEmpty(),
          "budget: it counts the replicates of a study with racing; set replicates(least, most) too,"
              + " or trials(n) instead");
      faults.require(
          !draft.has(Setting.BASELINE),
          "baseline: it is a finalist of a race; set replicates(least, most) too");
      return null;
    }
    check(racing, faults);
    faults.require(
        !draft.has(Setting.REPLICATES),
        "replicates(k) and racing exclude each other; set replicates(k), or replicates(least, most)");
    faults.require(
        !draft.has(Setting.TELL_AS_COMPLETED),
        "tellAsCompleted: a study with racing tells trials in a fixed order; leave it out");
    faults.require(
        !draft.has(Setting.RERUN),
        "rerun: trials of a study with racing can't be run again; leave it out");
    checkRace(racing, problem, faults);
    checkClimb(racing, problem, faults);
    var plan =
        new RacePlan(
            racing, budget, draft.number(Setting.TRIALS), baseline(draft, problem, faults));
    budget.ifPresent(units ->
        faults.require(
            units >= plan.leastBudget(),
            "budget: expected at least %s replicates, for a search and a race of %s finalists,"
                + " got %s",
            plan.leastBudget(),
            racing.finalists(),
            units));
    return plan;
  }

  private static void check(Racing racing, Faults faults) {
    faults.require(racing.least() >= 1, "replicates: expected >= 1, got %s", racing.least());
    faults.require(
        racing.most() >= Math.max(racing.least(), RacePlan.LEAST_BLOCKS),
        "replicates: expected at most n >= %s in a race, got %s",
        Math.max(racing.least(), RacePlan.LEAST_BLOCKS),
        racing.most());
    faults.require(
        racing.least() <= MOST && racing.most() <= MOST,
        "replicates: expected at most %s, got %s and %s",
        MOST,
        racing.least(),
        racing.most());
    faults.require(
        racing.finalists() <= MOST_FINALISTS,
        "finalists: expected at most %s, got %s",
        MOST_FINALISTS,
        racing.finalists());
    faults.require(racing.finalists() >= 2, "finalists: expected >= 2, got %s", racing.finalists());
    faults.require(
        racing.reserve() > 0 && racing.reserve() <= 1.0 / RacePlan.LARGEST_SHARE,
        "reserve: expected a share in (0, 1/3], got %s",
        racing.reserve());
  }

  private static void checkRace(Racing racing, Problem problem, Faults faults) {
    try {
      var _ = RacePlan.raceSetting(racing, problem, Math.max(1, racing.most()), 0, 0);
    } catch (IllegalArgumentException refused) {
      faults.add("%s", refused.getMessage());
    }
  }

  private static void checkClimb(Racing racing, Problem problem, Faults faults) {
    faults.require(
        racing.incumbent().refresh() > 0 && racing.incumbent().refresh() <= 0.5,
        "refresh: expected a share in (0, 1/2], got %s",
        racing.incumbent().refresh());
    if (!racing.incumbent().strict()) {
      return;
    }
    faults.require(
        racing.incumbent().isKept() && racing.least() >= Challenge.LEAST_SCREENED,
        "strict: it screens treatments against an incumbent; set climb(true) and at least %s"
            + " replicates of each treatment too",
        Challenge.LEAST_SCREENED);
    Aggregation aggregation = problem.objectives().getFirst().aggregation();
    faults.require(
        Challenge.canScreen(aggregation),
        "strict: it can screen by a mean or a median, not by '%s'; leave it out",
        aggregation.name());
  }

  private static @Nullable Treatment baseline(StudyDraft draft, Problem problem, Faults faults) {
    Treatment baseline = draft.find(Setting.BASELINE).orElse(null);
    try {
      if (baseline == null) {
        return null;
      }
      Treatment bound = problem.space().bind(baseline);
      problem
          .space()
          .violated(bound)
          .ifPresent(violation ->
              faults.add(
                  "baseline: %s violates the constraint '%s' of the space",
                  bound, violation.constraint().name()));
      return bound;
    } catch (IllegalArgumentException misfit) {
      faults.add("baseline: %s", misfit.getMessage());
      return null;
    }
  }
}
