package dev.beryl;

import dev.beryl.execution.local.LocalUnit;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.trial.Outcome;
import java.util.List;

/** Runs an experiment's pipeline as one replicate, in an open scope. */
final class ExperimentBody implements ReplicateBody {
  private final Pipeline<?> pipeline;
  private final Scope scope;
  private final ReadParameters parameters;

  ExperimentBody(Pipeline<?> pipeline, Scope scope, ReadParameters parameters) {
    this.pipeline = pipeline;
    this.scope = scope;
    this.parameters = parameters;
  }

  @Override
  public void run(LocalUnit unit, ReplicateSlot slot) {
    boolean watched = parameters.watches(unit.trial(), unit.replicate());
    var context = new Context(unit, pipeline, scope, slot, watched ? parameters.read() : null);
    try {
      pipeline.measure(context);
      if (watched) {
        parameters.completed(unit.treatment());
      }
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

  @Override
  public List<String> warnings() {
    return parameters.warnings();
  }
}
