package dev.beryl.execution.local;

import java.util.List;

/** What running one replicate means. */
public interface ReplicateBody {

  /**
   * Runs a replicate. Never throws: what the user's code throws becomes the slot's failure.
   *
   * @param slot where its metrics, or its failure, are put
   */
  void run(LocalUnit unit, ReplicateSlot slot);

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
