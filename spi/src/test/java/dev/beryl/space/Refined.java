package dev.beryl.space;

import java.util.List;

/** Refines parameters of unknown type. */
final class Refined {
  private Refined() {}

  static Parameter orElse(Parameter parameter, Object value) {
    return switch (parameter) {
      case RealParameter real -> real.withDefault((Double) value);
      case IntegerParameter integer -> integer.withDefault((Long) value);
      case CategoricalParameter<?> choice -> chosen(choice, value);
      case OrdinalParameter<?> ordinal -> chosen(ordinal, value);
      case ItemsParameter<?> items -> items.defaultingTo(items.coordinateOf(value));
    };
  }

  static Parameter when(Parameter child, Parameter parent, List<Object> values) {
    return switch (parent) {
      case IntegerParameter integer ->
          under(child, integer, values.stream().mapToLong(v -> (Long) v).toArray());
      case ChoiceParameter<?> choice -> under(child, choice, values);
      case RealParameter _, ItemsParameter<?> _ -> throw new AssertionError("no parent: " + parent);
    };
  }

  @SuppressWarnings("unchecked")
  private static <T> Parameter chosen(CategoricalParameter<T> choice, Object value) {
    return choice.withDefault((T) value);
  }

  @SuppressWarnings("unchecked")
  private static <T> Parameter chosen(OrdinalParameter<T> ordinal, Object value) {
    return ordinal.withDefault((T) value);
  }

  private static Parameter under(Parameter child, IntegerParameter parent, long[] values) {
    return switch (child) {
      case RealParameter real -> real.when(parent, values);
      case IntegerParameter integer -> integer.when(parent, values);
      case CategoricalParameter<?> choice -> choice.when(parent, values);
      case OrdinalParameter<?> ordinal -> ordinal.when(parent, values);
      case SubsetParameter<?> subset -> subset.when(parent, values);
      case PermutationParameter<?> order -> order.when(parent, values);
    };
  }

  @SuppressWarnings("unchecked")
  private static <P> Parameter under(
      Parameter child, ChoiceParameter<P> parent, List<Object> objects) {
    P[] values = (P[]) objects.toArray();
    return switch (child) {
      case RealParameter real -> real.when(parent, values);
      case IntegerParameter integer -> integer.when(parent, values);
      case CategoricalParameter<?> choice -> choice.when(parent, values);
      case OrdinalParameter<?> ordinal -> ordinal.when(parent, values);
      case SubsetParameter<?> subset -> subset.when(parent, values);
      case PermutationParameter<?> order -> order.when(parent, values);
    };
  }
}
