package dev.beryl.cli.file;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes parameters conditional. The choices of a file are texts. */
final class Conditions {
  private Conditions() {}

  /**
   * A parameter that is active if its parent has one of some values.
   *
   * @return empty if a value is not of the parent's type; a fault was noted then
   * @throws IllegalArgumentException if the parent does not have such a value
   */
  @SuppressWarnings("unchecked") // see above
  static Optional<Parameter> under(Parameter child, Parameter parent, List<Value> values) {
    return switch (parent) {
      case ChoiceParameter<?> choice ->
          all(values, Value::text)
              .map(texts ->
                  under(child, (ChoiceParameter<String>) choice, texts.toArray(String[]::new)));
      case IntegerParameter integer ->
          all(values, Value::wholeNumber)
              .map(numbers ->
                  under(child, integer, numbers.stream().mapToLong(Long::longValue).toArray()));
      case RealParameter _, ItemsParameter<?> _ ->
          throw new IllegalArgumentException(
              "parameter '%s': expected a parent that is an integer or has choices, got '%s'"
                  .formatted(child.name(), parent));
    };
  }

  private static <T> Optional<List<T>> all(List<Value> values, Function<Value, Optional<T>> read) {
    List<T> all = values.stream().flatMap(value -> read.apply(value).stream()).toList();
    return all.size() == values.size() ? Optional.of(all) : Optional.empty();
  }

  private static Parameter under(Parameter child, ChoiceParameter<String> parent, String[] values) {
    return switch (child) {
      case RealParameter real -> real.when(parent, values);
      case IntegerParameter integer -> integer.when(parent, values);
      case CategoricalParameter<?> choice -> choice.when(parent, values);
      case OrdinalParameter<?> choice -> choice.when(parent, values);
      case ItemsParameter<?> items -> throw notOfFiles(items);
    };
  }

  private static Parameter under(Parameter child, IntegerParameter parent, long[] values) {
    return switch (child) {
      case RealParameter real -> real.when(parent, values);
      case IntegerParameter integer -> integer.when(parent, values);
      case CategoricalParameter<?> choice -> choice.when(parent, values);
      case OrdinalParameter<?> choice -> choice.when(parent, values);
      case ItemsParameter<?> items -> throw notOfFiles(items);
    };
  }

  private static IllegalStateException notOfFiles(ItemsParameter<?> items) {
    return new IllegalStateException("a file has no parameter such as " + items);
  }
}
