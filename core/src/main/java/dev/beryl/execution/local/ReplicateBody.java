package dev.beryl.execution.local;

/** What running one replicate means. */
public interface ReplicateBody {

  /**
   * Runs a replicate. Never throws: what the user's code throws becomes the outcome's failure.
   *
   * @param unit what to run
   * @param outcome where its metrics, or its failure, are put
   */
  void run(WorkUnit unit, ReplicateOutcome outcome);

  /**
   * The name of a step.
   *
   * @param place as {@link ReplicateOutcome#place()} gives it
   * @return the name, for messages
   */
  String stepAt(int place);
}
