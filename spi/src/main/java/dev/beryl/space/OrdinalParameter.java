package dev.beryl.space;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter whose listed values have an order but no distances.
 *
 * @param <T> the type of the values
 */
public final class OrdinalParameter<T> extends ChoiceParameter<T> {
  OrdinalParameter(String name, Levels<T> levels, int defaultIndex, @Nullable Condition condition) {
    super(name, levels, defaultIndex, condition);
  }

  /**
   * Returns this parameter with a default: the value to use where there is no treatment or the
   * treatment gives no value.
   *
   * @param value one of the values
   * @return the parameter with the default
   * @throws IllegalArgumentException if {@code value} is not one of the values
   */
  public OrdinalParameter<T> withDefault(T value) {
    return new OrdinalParameter<>(name(), levels, (int) coordinateOf(value), conditionOrNull());
  }

  /**
   * Returns this parameter made conditional: it is active only if the parent is active and has one
   * of the given values.
   *
   * @param <P> the type of the parent's values
   * @param parent another parameter of the same space
   * @param values at least one of the parent's values
   * @return the conditional parameter
   * @throws IllegalArgumentException if no value is given, if one is not a value of the parent, or
   *     if this parameter already has a condition
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <P> OrdinalParameter<T> when(ChoiceParameter<P> parent, P... values) {
    return under(Condition.of(this, parent, values));
  }

  /**
   * Returns this parameter made conditional: it is active only if the parent is active and has one
   * of the given values.
   *
   * @param parent another parameter of the same space
   * @param values at least one of the parent's values
   * @return the conditional parameter
   * @throws IllegalArgumentException if no value is given, if one is not a value of the parent, or
   *     if this parameter already has a condition
   */
  public OrdinalParameter<T> when(IntegerParameter parent, long... values) {
    return under(Condition.of(this, parent, values));
  }

  private OrdinalParameter<T> under(Condition condition) {
    return conditioned(onlyCondition(condition));
  }

  @Override
  OrdinalParameter<T> conditioned(@Nullable Condition other) {
    return new OrdinalParameter<>(name(), levels, defaultIndex, other);
  }

  @Override
  OrdinalParameter<T> defaultingTo(long coordinate) {
    return new OrdinalParameter<>(name(), levels, (int) coordinate, conditionOrNull());
  }

  @Override
  OrdinalParameter<T> within(Object low, Object high) {
    long from = coordinateOf(valueOf(low));
    long to = coordinateOf(valueOf(high));
    if (from > to) {
      throw noInterval(low, high);
    }
    return among(values().subList((int) from, (int) to + 1));
  }

  @Override
  OrdinalParameter<T> among(List<?> values) {
    Levels<T> kept = kept(values);
    return new OrdinalParameter<>(name(), kept, defaultIn(kept), conditionOrNull());
  }

  @Override
  String domain() {
    return listed("ordinal");
  }
}
