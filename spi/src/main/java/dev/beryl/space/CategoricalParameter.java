package dev.beryl.space;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter whose listed values have no order.
 *
 * @param <T> the type of the values
 */
public final class CategoricalParameter<T> extends ChoiceParameter<T> {
  CategoricalParameter(
      String name, Levels<T> levels, int defaultIndex, @Nullable Condition condition) {
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
  public CategoricalParameter<T> withDefault(T value) {
    return new CategoricalParameter<>(name(), levels, (int) coordinateOf(value), conditionOrNull());
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
  public final <P> CategoricalParameter<T> when(ChoiceParameter<P> parent, P... values) {
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
  public CategoricalParameter<T> when(IntegerParameter parent, long... values) {
    return under(Condition.of(this, parent, values));
  }

  private CategoricalParameter<T> under(Condition condition) {
    return conditioned(onlyCondition(condition));
  }

  @Override
  CategoricalParameter<T> conditioned(@Nullable Condition other) {
    return new CategoricalParameter<>(name(), levels, defaultIndex, other);
  }

  @Override
  CategoricalParameter<T> defaultingTo(long coordinate) {
    return new CategoricalParameter<>(name(), levels, (int) coordinate, conditionOrNull());
  }

  @Override
  CategoricalParameter<T> within(Object low, Object high) {
    throw new IllegalArgumentException(
        "parameter '%s', %s: has no order, so that there is nothing from %s to %s; list its values by among(…)"
            .formatted(name(), domain(), low, high));
  }

  @Override
  CategoricalParameter<T> among(List<?> values) {
    Levels<T> kept = kept(values);
    return new CategoricalParameter<>(name(), kept, defaultIn(kept), conditionOrNull());
  }

  @Override
  String domain() {
    return listed("categorical");
  }
}
