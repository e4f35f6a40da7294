package dev.beryl;

import dev.beryl.space.SearchSpace;

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
   * Checks that the step can run in a space, once at the start of a study that searches it, before
   * anything is opened.
   *
   * @param space the study's space
   * @throws IllegalArgumentException if it cannot; the study does not start then
   */
  default void check(SearchSpace space) {}

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
