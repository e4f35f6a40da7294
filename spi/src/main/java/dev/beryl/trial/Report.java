package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Intermediate values that a replicate reported while it ran.
 *
 * @param replicate the replicate, from 0
 * @param step how far the replicate was, for example its epoch
 * @param values one for each objective, or the values that the experiment reported; must not be
 *     changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Report(int replicate, long step, double... values) {
  /** Refuses null. */
  public Report {
    Nulls.refuse("report: values", values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Report r
        && replicate == r.replicate
        && step == r.step
        && Arrays.equals(values, r.values);
  }

  @Override
  public int hashCode() {
    return (31 * replicate + Long.hashCode(step)) * 31 + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "replicate " + replicate + " step " + step + ": " + Arrays.toString(values);
  }
}
