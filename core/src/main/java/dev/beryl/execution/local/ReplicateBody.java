package dev.beryl.execution.local;

import dev.beryl.space.Treatment;
import java.util.List;

/** What running one replicate means. */
public interface ReplicateBody {

  /**
   * Runs a replicate. Never throws: what the user's code throws becomes the slot's failure.
   *
   * @param trial the trial's number; -1 outside a study
   * @param seed of everything random in it
   * @param slot which replicate it is, and where its metrics, or its failure, are put
   */
  void run(int trial, long seed, Treatment treatment, ReplicateSlot slot);

  /**
   * The name of a step.
   *
   * @return the name, for messages
   */
  String stepAt(int place);

  /** What is to be said of the replicates that ran, a sentence each. */
  default List<String> warnings() {
    return List.of();
  }
}
