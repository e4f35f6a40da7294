package dev.beryl.execution;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one metric that one replicate recorded. Immutable.
 *
 * @param name the metric's name
 * @param values any doubles, in the order of recording; the array is copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent")
public record MetricValues(String name, double... values) {
  /**
   * Copies the values and checks the name.
   *
   * @throws IllegalArgumentException if the name is not well-formed UTF-16
   */
  public MetricValues {
    Nulls.refuse("metric values: name", name);
    Nulls.refuse("metric values: values", values);
    var _ = Text.requireWellFormed("metric", name);
    values = values.clone();
  }

  /** {@return the values; a copy} */
  @Override
  public double[] values() {
    return values.clone();
  }

  /** {@return the number of values} */
  public int size() {
    return values.length;
  }

  /**
   * Returns a value.
   *
   * @param index in the order of recording, from 0
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double get(int index) {
    return values[index];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricValues m
        && name.equals(m.name)
        && Arrays.equals(values, m.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  /** {@return for example {@code loss=[0.5, 0.25]}} */
  @Override
  public String toString() {
    return name + "=" + Arrays.toString(values);
  }
}
