package dev.beryl;

/** An experiment that is a plain function. */
@FunctionalInterface
public interface Measure {

  /**
   * Measures one replicate.
   *
   * @param context of the replicate
   * @return the value to record
   * @throws Exception for any reason; the replicate fails with it as its cause
   */
  double measure(Context context) throws Exception;
}
