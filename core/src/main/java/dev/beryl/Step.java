package dev.beryl;

/**
 * One step of an experiment's pipeline. A step may be run for several replicates at once.
 *
 * @param <I> the type of the step's input
 * @param <O> the type of the step's output
 */
@FunctionalInterface
public interface Step<I, O> {

  /**
   * Processes the data of one replicate.
   *
   * @param input the output of the step before, or the source's data
   * @param context the replicate's context
   * @return the input of the next step
   * @throws Exception for any reason; the replicate then fails with this exception as its cause
   */
  O apply(I input, Context context) throws Exception;

  /**
   * Prepares the step, once before the first replicate of a study or a run.
   *
   * @throws Exception for any reason; no replicate is run then
   */
  default void open() throws Exception {}

  /**
   * Releases what {@link #open} acquired, once after the last replicate, whatever happened. It is
   * called only if {@code open} returned.
   *
   * @throws Exception for any reason
   */
  default void close() throws Exception {}
}
