package dev.beryl.space;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A named dimension of a search space. It is also the typed handle that reads the parameter's value
 * from a {@link Treatment}.
 *
 * <p>Handles are immutable; each refinement ({@code log()}, {@code step(…)}, {@code orElse(…)},
 * {@code when(…)}) returns a new one.
 *
 * <p>Inside the library a value travels as its <em>coordinate</em>, one {@code long}:
 *
 * <table>
 *   <caption>Coordinates</caption>
 *   <tr><th>parameter</th><th>coordinate</th></tr>
 *   <tr><td>real</td><td>the IEEE 754 bits of the value</td></tr>
 *   <tr><td>real with a step, or of one value</td><td>the level k of the value low + k step</td></tr>
 *   <tr><td>integer</td><td>the value</td></tr>
 *   <tr><td>categorical, ordinal</td><td>the index of the value</td></tr>
 *   <tr><td>subset</td><td>bit i is set if item i is in it</td></tr>
 *   <tr><td>permutation</td><td>its number among all orders of the items</td></tr>
 *   <tr><td>any, inactive</td><td>0</td></tr>
 * </table>
 */
public abstract sealed class Parameter
    permits RealParameter, IntegerParameter, ChoiceParameter, ItemsParameter {
  private final String name;
  private final @Nullable Condition condition;
  final int hash;
  int lastPlace; // in the space that was made last with this handle; a hint, any thread may set it

  Parameter(String name, @Nullable Condition condition) {
    this.name = name;
    this.condition = condition;
    int h = name.hashCode() * 0x9E3779B9;
    this.hash = h ^ h >>> 15;
  }

  /**
   * Creates a real parameter on a linear scale.
   *
   * @param name unique within its space, not blank
   * @param low the smallest value, finite
   * @param high the largest value, finite, at least {@code low}
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank or the range breaks one of these rules
   */
  public static RealParameter real(String name, double low, double high) {
    return RealParameter.of(name, low, high);
  }

  /**
   * Creates an integer parameter on a linear scale with step 1.
   *
   * @param name unique within its space, not blank
   * @param low the smallest value
   * @param high the largest value, at least {@code low}; {@code high - low} below 2^62
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank or the range breaks one of these rules
   */
  public static IntegerParameter integer(String name, long low, long high) {
    return IntegerParameter.of(name, low, high);
  }

  /**
   * Creates a categorical parameter, whose values have no order.
   *
   * @param <T> the type of the values
   * @param name unique within its space, not blank
   * @param values at least one; no two may be equal or print the same text, and each must print the
   *     same text in every run, because these texts are part of a study's identity
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank or the values break one of these rules
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> CategoricalParameter<T> choice(String name, T... values) {
    Nulls.refuse("parameter: values", values);
    return choice(name, Arrays.asList(values));
  }

  /**
   * Creates a categorical parameter, whose values have no order.
   *
   * @param <T> the type of the values
   * @param name unique within its space, not blank
   * @param values at least one; no two may be equal or print the same text
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank or the values break one of these rules
   */
  public static <T> CategoricalParameter<T> choice(String name, List<T> values) {
    return new CategoricalParameter<>(name, Levels.of(name, values), -1, null);
  }

  /**
   * Creates a categorical parameter whose values are all constants of an enum.
   *
   * @param <E> the enum
   * @param name unique within its space, not blank
   * @param type the enum's class, with at least one constant
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank or the enum is empty
   */
  public static <E extends Enum<E>> CategoricalParameter<E> choice(String name, Class<E> type) {
    Nulls.refuse("parameter: name", name);
    Nulls.refuse("parameter: type", type);
    return choice(name, List.of(type.getEnumConstants()));
  }

  /**
   * Creates a categorical parameter with the values false and true.
   *
   * @param name unique within its space, not blank
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank
   */
  public static CategoricalParameter<Boolean> flag(String name) {
    return choice(name, List.of(false, true));
  }

  /**
   * Creates an ordinal parameter, whose values have an order but no distances.
   *
   * @param <T> the type of the values
   * @param name unique within its space, not blank
   * @param values at least one, in their order; no two may be equal or print the same text
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank or the values break one of these rules
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> OrdinalParameter<T> ordinal(String name, T... values) {
    Nulls.refuse("parameter: values", values);
    return ordinal(name, Arrays.asList(values));
  }

  /**
   * Creates an ordinal parameter, whose values have an order but no distances.
   *
   * @param <T> the type of the values
   * @param name unique within its space, not blank
   * @param values at least one, in their order; no two may be equal or print the same text
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank or the values break one of these rules
   */
  public static <T> OrdinalParameter<T> ordinal(String name, List<T> values) {
    return new OrdinalParameter<>(name, Levels.of(name, values), -1, null);
  }

  /**
   * Creates a parameter whose values are subsets of items, as lists in the items' order.
   *
   * @param <T> the type of the items
   * @param name unique within its space, not blank
   * @param items 1 to 62; no two may be equal or print the same text
   * @param min the smallest number of items in a subset, at least 0
   * @param max the largest number, at least {@code min}, at most that of the items
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank, the items or numbers break one of these
   *     rules, or there are more than 2^53 subsets
   */
  public static <T> SubsetParameter<T> subset(String name, List<T> items, int min, int max) {
    Nulls.refuseIn("parameter: items", items);
    return SubsetParameter.of(name, Levels.of(name, items), min, max);
  }

  /**
   * Creates a parameter whose values are the orders of items, as lists of all of them.
   *
   * @param <T> the type of the items
   * @param name unique within its space, not blank
   * @param items 1 to 18; no two may be equal or print the same text
   * @return the parameter
   * @throws IllegalArgumentException if the name is blank or the items break one of these rules
   */
  public static <T> PermutationParameter<T> permutation(String name, List<T> items) {
    Nulls.refuseIn("parameter: items", items);
    return PermutationParameter.of(name, Levels.of(name, items));
  }

  /** {@return the name, unique within a space} */
  public final String name() {
    return name;
  }

  /** {@return the condition under which the parameter is active; empty if it is always active} */
  public final Optional<Condition> condition() {
    return Optional.ofNullable(condition);
  }

  final @Nullable Condition conditionOrNull() {
    return condition;
  }

  /** {@return the number of values; empty if they form a continuum} */
  public abstract OptionalLong levels();

  /**
   * Returns the coordinate of a level.
   *
   * @param level 0 up to the number of {@link #levels()}, exclusive
   * @return the coordinate
   * @throws IllegalArgumentException if there is no such level, or there are no levels
   */
  public abstract long coordinateAt(long level);

  /**
   * Returns the coordinate of a value.
   *
   * @param value of the parameter's type; a numeric parameter takes any {@link Number} that it can
   *     represent exactly
   * @return the coordinate
   * @throws IllegalArgumentException if the value is of another type, out of range, or between two
   *     steps
   */
  public abstract long coordinateOf(Object value);

  /**
   * Returns the value at a coordinate, boxed.
   *
   * @param coordinate as made by {@link #coordinateOf}, {@link #coordinateAt} or {@link #fromUnit}
   * @return a {@link Double}, a {@link Long}, one of the choices, or a list of items
   * @throws IllegalArgumentException if this parameter has no such coordinate
   */
  public abstract Object valueAt(long coordinate);

  /**
   * Decodes a position in the unit interval. Each discrete value has a bin; bins have equal width,
   * or on a log scale the width of the value's logarithmic interval. A real parameter reaches both
   * ends of its range and never exceeds them.
   *
   * @param unit in [0, 1]
   * @return the coordinate
   */
  public abstract long fromUnit(double unit);

  /**
   * Encodes a coordinate as a position in the unit interval: the position of a real value, or the
   * center of a discrete value's bin (on a log scale, the position of its logarithm, which is in
   * its bin).
   *
   * @param coordinate as made by {@link #coordinateOf}, {@link #coordinateAt} or {@link #fromUnit}
   * @return in [0, 1]
   */
  public abstract double toUnit(long coordinate);

  /** {@return how {@link #fromUnit} and {@link #toUnit} compute, if that is simple} */
  abstract UnitMap unitMap();

  /** {@return the coordinate of the default, if one was given} */
  public abstract OptionalLong defaultCoordinate();

  /**
   * Tells whether this parameter has a value at a coordinate.
   *
   * @param coordinate any
   * @return whether there is a value at it
   */
  public abstract boolean holds(long coordinate);

  /** {@return kind, range, scale and step in canonical text} */
  abstract String domain();

  /** This parameter under another condition, or none. */
  abstract Parameter conditioned(@Nullable Condition other);

  /** This parameter with a default, at one of its coordinates. */
  abstract Parameter defaultingTo(long coordinate);

  /** This parameter with the values from one to another only, and its default if that is one. */
  abstract Parameter within(Object low, Object high);

  /** This parameter with the listed values only, and its default if that is one. */
  abstract Parameter among(List<?> values);

  /** The coordinate of a value, if this parameter has it. */
  final OptionalLong find(Object value) {
    try {
      return OptionalLong.of(coordinateOf(value));
    } catch (IllegalArgumentException none) {
      return OptionalLong.empty();
    }
  }

  final IllegalArgumentException noInterval(Object low, Object high) {
    return new IllegalArgumentException(
        "parameter '%s': expected low <= high, both within %s, with a value from one to the other; got low=%s, high=%s"
            .formatted(name, domain(), low, high));
  }

  final IllegalArgumentException refused(Object value, String why) {
    return new IllegalArgumentException(
        "parameter '%s': expected %s, got %s%s".formatted(name, domain(), quoted(value), why));
  }

  final IllegalArgumentException unfit(String expected, Object got) {
    return new IllegalArgumentException(
        "parameter '%s', %s: expected %s, got %s".formatted(name, domain(), expected, got));
  }

  static String quoted(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? CanonicalText.bare(value.toString())
        : CanonicalText.quoted(value.toString());
  }

  static Faults faultsOf(String name) {
    Nulls.refuse("parameter: name", name);
    var faults = new Faults("parameter '" + name + "'");
    faults.require(!name.isBlank(), "name: expected some text, got a blank name");
    faults.requireWellFormed("name", name);
    return faults;
  }

  final Condition onlyCondition(Condition next) {
    if (condition != null && condition.parent().name().equals(next.parent().name())) {
      throw new IllegalArgumentException(
          "parameter '%s': is already active only when %s; to ask for %s too, list all values in one when(…)"
              .formatted(name, condition, next));
    }
    if (condition != null) {
      throw new IllegalArgumentException(
          ("parameter '%s': is already active only when %s; it can depend on one parent only. To"
                  + " ask for %s too, make parent '%s' conditional on '%s'")
              .formatted(name, condition, next, condition.parent().name(), next.parent().name()));
    }
    return next;
  }

  /**
   * Whether two handles stand for the same values under the same name, whatever their defaults and
   * conditions.
   */
  final boolean sameDomain(Parameter other) {
    return name.equals(other.name) && sameValues(other);
  }

  abstract boolean sameValues(Parameter other);

  /**
   * {@return whether the other object is a parameter with the same name, values, default and
   * condition}
   */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Parameter p
        && sameDomain(p)
        && defaultCoordinate().equals(p.defaultCoordinate())
        && Objects.equals(condition, p.condition);
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  /** {@return the canonical text, for example {@code gamma: real [1.0E-4, 10.0] log} } */
  @Override
  public final String toString() {
    var text = new StringBuilder(CanonicalText.bare(name)).append(": ").append(domain());
    defaultCoordinate().ifPresent(c -> text.append(" default ").append(quoted(valueAt(c))));
    if (condition != null) {
      text.append(" when ").append(condition);
    }
    return text.toString();
  }
}
