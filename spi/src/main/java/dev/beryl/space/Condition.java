package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The condition under which a parameter is active: its parent is active and has one of the listed
 * values.
 */
public final class Condition {
  private final Parameter parent;
  private final long[] coordinates;

  private Condition(Parameter child, Parameter parent, List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "parameter '%s': expected at least one value of '%s' to be active under, got none"
              .formatted(child.name(), parent.name()));
    }
    this.parent = parent;
    this.coordinates =
        values.stream().mapToLong(parent::coordinateOf).sorted().distinct().toArray();
  }

  static Condition of(Parameter child, ChoiceParameter<?> parent, Object[] values) {
    refuseNull(child, parent, values);
    Nulls.refuseIn("condition of parameter '%s': values".formatted(child.name()), values);
    return new Condition(child, parent, Arrays.asList(values));
  }

  static Condition of(Parameter child, IntegerParameter parent, long[] values) {
    refuseNull(child, parent, values);
    return new Condition(child, parent, Arrays.stream(values).boxed().toList());
  }

  private Condition(Parameter parent, long[] coordinates) {
    this.parent = parent;
    this.coordinates = coordinates;
  }

  /**
   * This condition over a parent that has only some of the values.
   *
   * @return null if it can never hold
   */
  @Nullable Condition over(Parameter narrowed) {
    long[] left =
        Arrays.stream(coordinates)
            .mapToObj(parent::valueAt)
            .flatMapToLong(value -> narrowed.find(value).stream())
            .sorted()
            .toArray();
    return left.length == 0 ? null : new Condition(narrowed, left);
  }

  /** Whether it holds for every value of the parent. */
  boolean holdsAlways() {
    return parent.levels().equals(OptionalLong.of(coordinates.length));
  }

  private static void refuseNull(Parameter child, Parameter parent, Object values) {
    Nulls.refuse("condition of parameter '%s': parent".formatted(child.name()), parent);
    Nulls.refuse("condition of parameter '%s': values".formatted(child.name()), values);
  }

  /** {@return the parent, the parameter on whose value the condition depends} */
  public Parameter parent() {
    return parent;
  }

  /**
   * {@return the parent's values for which the condition holds, as coordinates in ascending order}
   */
  public long[] coordinates() {
    return coordinates.clone();
  }

  /**
   * Tells whether the condition holds for an active parent with a given value.
   *
   * @param coordinate the parent's coordinate
   * @return whether it is among {@link #coordinates()}
   */
  public boolean holdsAt(long coordinate) {
    return Arrays.binarySearch(coordinates, coordinate) >= 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Condition c
        && parent.sameDomain(c.parent)
        && Arrays.equals(coordinates, c.coordinates);
  }

  @Override
  public int hashCode() {
    return 31 * parent.hashCode() + Arrays.hashCode(coordinates);
  }

  /** {@return for example {@code kernel in ['rbf', 'poly']}} */
  @Override
  public String toString() {
    var values = new ArrayList<String>();
    for (long coordinate : coordinates) {
      values.add(Parameter.quoted(parent.valueAt(coordinate)));
    }
    return CanonicalText.bare(parent.name()) + " in " + values;
  }
}
