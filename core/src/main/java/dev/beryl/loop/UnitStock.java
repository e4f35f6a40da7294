package dev.beryl.loop;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.local.ReplicateLog;
import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.Unit;
import dev.beryl.journal.JournalException;
import dev.beryl.space.Treatment;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Units and slots to run replicates in, and what a journal knows of them. Used by one thread. */
final class UnitStock {
  private final ReplicateSeeds seeds;
  private final ReplicatePolicy policy;
  private final StudyState state;
  private final History history;
  private final @Nullable ReplicateLog log;
  private final ArrayDeque<Unit> free = new ArrayDeque<>();
  private final Slots slots = new Slots();
  private final RunAhead ahead = new RunAhead(this);

  UnitStock(
      ReplicateSeeds seeds,
      ReplicatePolicy policy,
      StudyState state,
      History history,
      @Nullable ReplicateLog log) {
    this.seeds = seeds;
    this.policy = policy;
    this.state = state;
    this.history = history;
    this.log = log;
  }

  /** A unit that has taken on a replicate that is chosen. It may have started ahead. */
  Unit unit(int trial, Treatment treatment, int replicate) {
    Unit early = ahead.take(trial, replicate);
    return early == null ? fresh(trial, treatment, replicate) : early;
  }

  /** A unit that has taken on a replicate, and has not started. */
  Unit fresh(int trial, Treatment treatment, int replicate) {
    Unit unit = free.isEmpty() ? new Unit(seeds, policy) : free.pop();
    unit.begin(trial, treatment, slots.take(replicate));
    return unit;
  }

  /** What runs before it is chosen. */
  RunAhead ahead() {
    return ahead;
  }

  /** Whether a replicate ended in an earlier run. */
  boolean isRecorded(int trial, int replicate) {
    try {
      return history.ended(trial, replicate) != null;
    } catch (JournalException e) {
      state.stop(StudyEnd.failed(e));
      return true;
    }
  }

  /** Gives a unit the result that it had in an earlier run, if it had one and has not started. */
  void restore(Unit unit) {
    if (unit.isStarted()) {
      return;
    }
    try {
      ReplicateResult then = history.ended(unit.work().number(), unit.slot().replicate());
      if (then != null) {
        unit.restore(then);
      }
    } catch (JournalException e) {
      state.stop(StudyEnd.failed(e));
    }
  }

  /** Notes the end of a replicate that is committed. */
  void note(Unit unit) {
    unit.note(log);
  }

  /** The trial of a contender, with all its replicates that have ended. */
  TrialState trialOf(Contender contender) {
    return Unit.trialOf(contender.number(), contender.treatment(), policy, contender.slots());
  }

  void giveBack(Unit unit) {
    slots.giveBack(unit.slot());
    free.push(unit);
  }

  void giveBack(Contender contender) {
    for (int i = 0; i < contender.slots().size(); i++) {
      slots.giveBack(contender.slots().get(i));
    }
  }

  /** Has a unit run another replicate; its slot is still read. */
  void reuse(Unit unit) {
    free.push(unit);
  }
}
