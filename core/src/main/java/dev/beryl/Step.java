package dev.beryl;

/**
 * One step of an experiment's pipeline. A step may be run for several replicates at once.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
@FunctionalInterface
public interface Step<I, O> {

  /**
   * Processes the data of one replicate.
   *
   * @param input what the step before gave
   * @param context of the replicate
   * @return what the next step takes
   * @throws Exception for any reason; the replicate fails with it as its cause
   */
  O apply(I input, Context context) throws Exception;

  /**
   * Prepares the step, once before the first replicate of a study or a run.
   *
   * @throws Exception for any reason; nothing is run then
   */
  default void open() throws Exception {}

  /**
   * Releases what {@link #open} took, once after the last replicate, whatever happened. Called only
   * if {@code open} returned.
   *
   * @throws Exception for any reason
   */
  default void close() throws Exception {}
}
