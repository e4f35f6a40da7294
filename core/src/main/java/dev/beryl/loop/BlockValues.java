package dev.beryl.loop;

import dev.beryl.execution.local.Unit;
import dev.beryl.metric.Recordings;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What single replicates give in a race. Of a finite set of replicates what the search ran is kept,
 * since it does not run again. Used by one thread.
 */
final class BlockValues {
  private final Evaluation evaluation;
  private final List<String> metrics;
  private final boolean keeps;
  private final Map<Replicate, Block> kept = new HashMap<>();

  /**
   * A replicate's part in a race.
   *
   * @param measured a value for each objective, then for each constraint; null: it failed
   * @param failure why, as a clause
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Block(double @Nullable [] measured, String failure) {}

  private record Replicate(int trial, int replicate) {}

  /**
   * Nothing has run yet.
   *
   * @param keeps whether the search's replicates count in the race
   */
  BlockValues(Problem problem, boolean keeps) {
    this.evaluation = Evaluation.ofReplicates(problem.objectives(), problem.constraints());
    this.metrics = problem.metrics();
    this.keeps = keeps;
  }

  /** What a replicate that has ended gives. */
  Block of(Unit unit) {
    var _ = unit.values(metrics); // penalties count
    Outcome outcome =
        unit.slot().isCompleted()
            ? evaluation.evaluate(Recordings.of(unit.slot().recorder()))
            : unit.status();
    return outcome instanceof Outcome.Completed
        ? new Block(evaluation.values().clone(), "")
        : new Block(null, outcome.toString());
  }

  /** A replicate of the search was committed. */
  void searched(int trial, Unit unit) {
    if (keeps) {
      kept.put(new Replicate(trial, unit.slot().replicate()), of(unit));
    }
  }

  /** What a replicate of the search gives that counts in the race; null: it is to be run. */
  @Nullable Block kept(int trial, int replicate) {
    return keeps ? kept.get(new Replicate(trial, replicate)) : null;
  }
}
