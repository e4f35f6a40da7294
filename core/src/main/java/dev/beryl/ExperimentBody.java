package dev.beryl;

import dev.beryl.execution.local.LocalUnit;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.trial.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs an experiment's pipeline as one replicate, in an open scope. */
record ExperimentBody(Pipeline<?> pipeline, Scope scope, @Nullable Set<String> read)
    implements ReplicateBody {

  @Override
  public void run(LocalUnit unit, ReplicateSlot slot) {
    var context = new Context(unit, pipeline, scope, slot, read);
    try {
      pipeline.measure(context);
    } catch (Throwable thrown) {
      if (slot.status() instanceof Outcome.Pruned) {
        return; // whatever its steps make of the exception
      }
      slot.fail(unit.replicate(), context.step(), thrown);
    } finally {
      context.end();
    }
  }

  @Override
  public String stepAt(int place) {
    return pipeline.nameAt(place);
  }
}
