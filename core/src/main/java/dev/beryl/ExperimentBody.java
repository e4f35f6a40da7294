package dev.beryl;

import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateOutcome;
import dev.beryl.execution.local.WorkUnit;
import dev.beryl.trial.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs an experiment's pipeline as one replicate, in an open scope. */
record ExperimentBody(Pipeline<?> pipeline, Scope scope, @Nullable Set<String> read)
    implements ReplicateBody {

  @Override
  public void run(WorkUnit unit, ReplicateOutcome outcome) {
    var context = new Context(unit, pipeline, scope, outcome, read);
    try {
      pipeline.measure(context);
    } catch (Throwable thrown) {
      if (outcome.trouble() instanceof Outcome.Pruned) {
        return; // whatever its steps make of the exception
      }
      outcome.fail(unit.replicate(), context.step(), thrown);
    } finally {
      context.end();
    }
  }

  @Override
  public String stepAt(int place) {
    return pipeline.nameAt(place);
  }
}
