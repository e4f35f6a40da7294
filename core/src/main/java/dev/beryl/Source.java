package dev.beryl;

/**
 * Supplies the data of each replicate.
 *
 * @param <T> the type of the data
 */
@FunctionalInterface
public interface Source<T> {

  /**
   * Supplies the data of one replicate.
   *
   * @param context the replicate's context
   * @return the data
   * @throws Exception for any reason; the replicate then fails with this exception as its cause
   */
  T get(Context context) throws Exception;
}
