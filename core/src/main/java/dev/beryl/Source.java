package dev.beryl;

/**
 * Where a replicate's data come from.
 *
 * @param <T> the type of the data
 */
@FunctionalInterface
public interface Source<T> {

  /**
   * Gives the data of one replicate.
   *
   * @param context of the replicate
   * @return the data
   * @throws Exception for any reason; the replicate fails with it as its cause
   */
  T get(Context context) throws Exception;
}
