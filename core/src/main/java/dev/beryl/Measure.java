package dev.beryl;

/** An experiment that is a plain function. */
@FunctionalInterface
public interface Measure {

  /**
   * Measures one replicate.
   *
   * @param context the replicate's context
   * @return the value to record
   * @throws Exception for any reason; the replicate then fails with this exception as its cause
   */
  double measure(Context context) throws Exception;
}
