package dev.beryl;

import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import java.util.List;
import java.util.Set;

/** Runs an experiment's pipeline as one replicate, in an open scope. */
final class ExperimentBody implements ReplicateBody {
  private final Pipeline<?> pipeline;
  private final Scope scope;
  private final Shared shared;
  private final ReadParameters parameters;

  ExperimentBody(Pipeline<?> pipeline, Scope scope, Shared shared, ReadParameters parameters) {
    this.pipeline = pipeline;
    this.scope = scope;
    this.shared = shared;
    this.parameters = parameters;
  }

  @Override
  public void run(int trial, long seed, Treatment treatment, ReplicateSlot slot) {
    boolean watched = parameters.watches(trial, slot.replicate());
    Set<String> read = watched ? parameters.read() : null;
    var context = new Context(trial, seed, treatment, pipeline, scope, shared, slot, read);
    try {
      pipeline.measure(context);
      if (watched) {
        parameters.completed(treatment);
      }
    } catch (Throwable thrown) {
      if (slot.status() instanceof Outcome.Pruned) {
        return; // whatever its steps make of the exception
      }
      slot.fail(slot.replicate(), context.step(), thrown);
    } finally {
      context.end();
      slot.endCancelActions();
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
