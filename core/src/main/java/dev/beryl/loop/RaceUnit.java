package dev.beryl.loop;

import dev.beryl.execution.local.Unit;
import dev.beryl.trial.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen: a replicate of a contender, a trial that is not run, or nothing.
 *
 * @param contender whose replicate it is, or who is not run; null: nothing could be chosen
 * @param unit the replicate; null: none is run
 * @param decided how a trial that is not run ends; null with a contender and without a unit: it has
 *     run all replicates that there are
 */
record RaceUnit(@Nullable Contender contender, @Nullable Unit unit, @Nullable Outcome decided) {
  static final RaceUnit EMPTY = new RaceUnit(null, null, null);

  /** Whether there is nothing to wait for. */
  boolean isKnown() {
    return unit == null || unit.isKnown();
  }

  /** Whether it has ended; valid once its runner has stopped. */
  boolean isFinished() {
    return unit == null || unit.isFinished();
  }
}
