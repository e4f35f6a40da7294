package dev.beryl;

import dev.beryl.execution.local.LocalUnit;
import dev.beryl.execution.local.ReplicateBody;
import dev.beryl.execution.local.ReplicateSlot;
import java.util.List;

/** Runs an experiment's pipeline for a study, and watches what its first trials read. */
final class StudyBody implements ReplicateBody {
  private final Pipeline<?> pipeline;
  private final Scope scope;
  private final ReadParameters parameters = new ReadParameters();

  StudyBody(Pipeline<?> pipeline, Scope scope) {
    this.pipeline = pipeline;
    this.scope = scope;
  }

  @Override
  public void run(LocalUnit unit, ReplicateSlot slot) {
    new ExperimentBody(pipeline, scope, parameters.of(unit)).run(unit, slot);
    if (slot.isCompleted()) {
      parameters.completed(unit);
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
