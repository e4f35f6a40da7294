package dev.beryl.space;

import java.util.Arrays;
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
   * This parameter with a default, which serves where there is no treatment or it gives no value.
   *
   * @param value one of the values
   * @return the parameter with the default
   * @throws IllegalArgumentException if it is none of the values
   */
  public CategoricalParameter<T> withDefault(T value) {
    return new CategoricalParameter<>(name(), levels, (int) coordinateOf(value), conditionOrNull());
  }

  /**
   * This parameter, active only if the parent is and has one of the given values.
   *
   * @param <P> the type of the parent's values
   * @param parent another parameter of the same space
   * @param values at least one of the parent's values
   * @return the conditional parameter
   * @throws IllegalArgumentException if there is no value or one is not the parent's, or if this
   *     parameter has a condition already
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <P> CategoricalParameter<T> when(ChoiceParameter<P> parent, P... values) {
    return under(new Condition(this, parent, Arrays.asList(values)));
  }

  /**
   * This parameter, active only if the parent is and has one of the given values.
   *
   * @param parent another parameter of the same space
   * @param values at least one of the parent's values
   * @return the conditional parameter
   * @throws IllegalArgumentException if there is no value or one is not the parent's, or if this
   *     parameter has a condition already
   */
  public CategoricalParameter<T> when(IntegerParameter parent, long... values) {
    return under(new Condition(this, parent, Arrays.stream(values).boxed().toList()));
  }

  private CategoricalParameter<T> under(Condition condition) {
    return new CategoricalParameter<>(name(), levels, defaultIndex, onlyCondition(condition));
  }

  @Override
  String domain() {
    return listed("categorical");
  }
}
