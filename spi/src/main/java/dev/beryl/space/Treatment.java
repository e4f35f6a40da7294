package dev.beryl.space;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name and a value for each active parameter: what is applied to an experiment. Immutable.
 *
 * <p>Two treatments are equal if they give equal values to the same parameters, whatever their
 * names; numbers of the primitive types are compared by what they are worth, 2 to 2.0. Treatments
 * that belong to a space keep their values unboxed; those made by hand with {@link #of} are checked
 * against a space by {@link SearchSpace#bind}.
 */
public sealed interface Treatment permits SpaceTreatment, FreeTreatment {

  /**
   * A treatment made by hand, of no space yet.
   *
   * @param name what to call it
   * @param values parameter name to value: a {@link Number} for a real or an integer, one of the
   *     values for a choice
   * @return the treatment
   * @throws IllegalArgumentException if a name is blank or a value is null, NaN or infinite
   */
  static Treatment of(String name, Map<String, ?> values) {
    return FreeTreatment.of(name, values);
  }

  /** {@return the space that it belongs to; empty if it was made by hand} */
  Optional<SearchSpace> space();

  /** {@return its name; one without a name of its own is called by its values} */
  String name();

  /**
   * This treatment under another name.
   *
   * @param name what to call it
   * @return the same values under that name
   * @throws IllegalArgumentException if the name is blank
   */
  Treatment named(String name);

  /**
   * Whether it gives a value to a parameter.
   *
   * @param parameter the parameter's name
   * @return false if the parameter is unknown here or inactive
   */
  boolean has(String parameter);

  /**
   * The value of a real parameter.
   *
   * @param parameter the handle
   * @return this treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if it gives no value and the handle has no default, or if the
   *     treatment knows a different parameter under that name
   */
  double get(RealParameter parameter);

  /**
   * The value of an integer parameter.
   *
   * @param parameter the handle
   * @return this treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if it gives no value and the handle has no default, or if the
   *     treatment knows a different parameter under that name
   */
  long get(IntegerParameter parameter);

  /**
   * The value of a categorical or ordinal parameter.
   *
   * @param <T> the type of the values
   * @param parameter the handle
   * @return this treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if it gives no value and the handle has no default, or if the
   *     treatment knows a different parameter under that name
   */
  <T> T get(ChoiceParameter<T> parameter);

  /**
   * The value under a name.
   *
   * @param parameter the parameter's name
   * @return a {@link Double}, a {@link Long} or a choice, of a treatment made by hand what was
   *     given; null if it gives no value
   */
  @Nullable Object value(String parameter);

  /**
   * All values, boxed, in the order of the space (of one made by hand: of the names).
   *
   * @return parameter name to value, active parameters only; unmodifiable
   */
  Map<String, Object> values();
}
