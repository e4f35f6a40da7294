package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value for each active parameter, and a name: what an experiment runs with. Immutable.
 *
 * <p>Two treatments are equal if they give equal values to the same parameters, whatever their
 * names. Numbers of the primitive types are compared by value: 2 equals 2.0. Treatments that belong
 * to a space keep their values unboxed; those made by hand with {@link #of} are checked against a
 * space by {@link SearchSpace#bind}.
 */
public sealed interface Treatment permits SpaceTreatment, FreeTreatment {

  /**
   * Creates a treatment by hand; it belongs to no space yet.
   *
   * @param name its name
   * @param values parameter name to value: a {@link Number} for a real or an integer, one of the
   *     values for a choice
   * @return the treatment
   * @throws IllegalArgumentException if a name is blank or a value is null, NaN or infinite
   */
  static Treatment of(String name, Map<String, ?> values) {
    return FreeTreatment.of(name, values);
  }

  /**
   * Creates a treatment of a space. Parameters that get no value take their default.
   *
   * @param space the space that the treatment belongs to
   * @param values parameter name to value: a {@link Number} for a real or an integer, one of the
   *     values or its text for a choice
   * @return the treatment, without a name of its own
   * @throws IllegalArgumentException if a value is not one of its parameter's, an active parameter
   *     has neither a value nor a default, or a value is given to an unknown or inactive parameter;
   *     the message lists all faults
   */
  static Treatment of(SearchSpace space, Map<String, ?> values) {
    Nulls.refuse("treatment: space", space);
    Nulls.refuseIn("treatment: values", values);
    return space.complete(values);
  }

  /**
   * Creates the treatment that stands for an instance of a record.
   *
   * @param <T> the record or sealed interface
   * @param space the space of the record
   * @param instance whose values are all in the space
   * @return the treatment, without a name of its own
   * @throws IllegalArgumentException if a value is not one of its parameter's; the message lists
   *     all faults
   */
  static <T> Treatment of(RecordSpace<T> space, T instance) {
    Nulls.refuse("treatment: space", space);
    return space.treatment(instance);
  }

  /**
   * Returns the record that a treatment of its space stands for, see {@link RecordSpace}.
   *
   * @param <T> the record or sealed interface
   * @param type that the treatment's space was made of
   * @return a new instance
   * @throws IllegalArgumentException if the treatment belongs to no space, or to one that was not
   *     made of the type
   * @throws RuntimeException as the constructor throws it
   */
  default <T> T as(Class<T> type) {
    Nulls.refuse("treatment: type", type);
    if (space().orElse(null) instanceof RecordSpace<?> own && own.type() == type) {
      return type.cast(own.instance(this));
    }
    throw new IllegalArgumentException(
        "treatment '%s': expected one of a space made by SearchSpace.of(%s.class), got one of %s"
            .formatted(
                name(), type.getSimpleName(), space().map(Object::toString).orElse("no space")));
  }

  /** {@return the space that the treatment belongs to; empty if it was made by hand} */
  Optional<SearchSpace> space();

  /** {@return the name; a treatment that was given no name uses its values as its name} */
  String name();

  /**
   * Returns this treatment under another name.
   *
   * @param name its name
   * @return the same values under that name
   * @throws IllegalArgumentException if the name is blank
   */
  Treatment named(String name);

  /**
   * Tells whether the treatment gives a value to a parameter.
   *
   * @param parameter the parameter's name
   * @return false if the parameter is inactive or unknown to the treatment
   */
  boolean has(String parameter);

  /**
   * Returns the value of a real parameter.
   *
   * @param parameter the handle
   * @return this treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if the treatment gives no value and the handle has no default,
   *     or if its space has a different parameter of that name
   */
  double get(RealParameter parameter);

  /**
   * Returns the value of an integer parameter.
   *
   * @param parameter the handle
   * @return this treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if the treatment gives no value and the handle has no default,
   *     or if its space has a different parameter of that name
   */
  long get(IntegerParameter parameter);

  /**
   * Returns the value of an integer parameter as an {@code int}.
   *
   * @param parameter the handle, whose range is within that of {@code int}
   * @return this treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if the parameter's range goes beyond {@code int}, whatever its
   *     value is; the treatment gives no value and the handle has no default; or its space has a
   *     different parameter of that name
   */
  default int getInt(IntegerParameter parameter) {
    Nulls.refuse("treatment: parameter", parameter);
    if (parameter.low() < Integer.MIN_VALUE || parameter.high() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "parameter '%s': expected a range within int, got [%s, %s]; read it by get(…), which returns a long"
              .formatted(parameter.name(), parameter.low(), parameter.high()));
    }
    return Math.toIntExact(get(parameter));
  }

  /**
   * Returns the value of a categorical or ordinal parameter.
   *
   * @param <T> the type of the values
   * @param parameter the handle
   * @return this treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if the treatment gives no value and the handle has no default,
   *     or if its space has a different parameter of that name
   */
  <T> T get(ChoiceParameter<T> parameter);

  /**
   * Returns the value of a subset or permutation.
   *
   * @param <T> the type of the items
   * @param parameter the handle
   * @return this treatment's value, or the handle's default if it gives none; unmodifiable
   * @throws IllegalArgumentException if the treatment gives no value and the handle has no default,
   *     or if its space has a different parameter of that name
   */
  <T> List<T> get(ItemsParameter<T> parameter);

  /**
   * Returns the value of a parameter by name.
   *
   * @param parameter the parameter's name
   * @return a {@link Double}, a {@link Long} or a choice; for a treatment made by hand, the object
   *     that was given; null if the treatment gives no value
   */
  @Nullable Object value(String parameter);

  /**
   * Returns all values, boxed, in the order of the space; for a treatment made by hand, sorted by
   * name.
   *
   * @return parameter name to value, active parameters only; unmodifiable
   */
  Map<String, Object> values();
}
