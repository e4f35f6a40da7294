package dev.beryl.space;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a component that is one parameter. */
record LeafReader(String name, Class<?> type, @Nullable Range range, @Nullable Choices choices) {

  /**
   * The parameter, without a condition.
   *
   * @throws IllegalArgumentException if the component lacks an annotation, has one that it does not
   *     take, or one that does not fit its type
   */
  Parameter parameter() {
    boolean number = type == Integer.class || type == Long.class || type == Double.class;
    boolean enumeration = type.isEnum();
    if (range != null && choices != null) {
      throw fault("has @Range and @Choices; keep one of them");
    }
    if (range != null && !number && type != Duration.class) {
      throw fault("has @Range, which only numbers and durations take");
    }
    if (choices != null && !number && !enumeration && type != String.class) {
      throw fault("has @Choices, which only numbers, texts and enums take");
    }
    if (type == Boolean.class) {
      return Parameter.flag(name);
    }
    if (enumeration) {
      return chosen(List.of(type.getEnumConstants()));
    }
    if (choices != null) {
      return listed(choices);
    }
    if (type == String.class) {
      throw fault("needs its values; write @Choices({…}) before it");
    }
    if (!number && type != Duration.class) {
      throw fault(
          "expected an int, long, double, boolean, String, enum, Duration, record, sealed interface of"
              + " records, or an Optional or List of one of these");
    }
    if (range == null) {
      throw fault("needs a range; write @Range(min = …, max = …) before it");
    }
    return type == Double.class ? real(range) : integer(range);
  }

  private static IllegalArgumentException fault(String text) {
    return new IllegalArgumentException(text);
  }

  private RealParameter real(Range range) {
    RealParameter plain = Parameter.real(name, range.min(), range.max());
    RealParameter stepped = range.step() == 0 ? plain : plain.step(range.step());
    return range.log() ? stepped.log() : stepped;
  }

  private IntegerParameter integer(Range range) {
    long low = whole("min", range.min());
    long high = whole("max", range.max());
    if (type == Integer.class && (low != (int) low || high != (int) high)) {
      throw fault("expected a range within int, got [%s, %s]".formatted(low, high));
    }
    if (type == Duration.class && range.unit().isDateBased()) {
      throw fault("expected a unit of exact length, up to HALF_DAYS, got " + range.unit().name());
    }
    IntegerParameter plain = Parameter.integer(name, low, high);
    IntegerParameter stepped = range.step() == 0 ? plain : plain.step(whole("step", range.step()));
    return range.log() ? stepped.log() : stepped;
  }

  private static long whole(String what, double value) {
    if (value != Math.rint(value) || Math.abs(value) > 0x1p53) {
      throw fault("@Range: %s: expected a whole number up to 2^53, got %s".formatted(what, value));
    }
    return (long) value;
  }

  private Parameter chosen(List<Object> constants) {
    if (choices == null || choices.value().length == 0) {
      return of(constants);
    }
    Function<String, Object> constant =
        text ->
            constants.stream()
                .filter(each -> ((Enum<?>) each).name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                    fault("@Choices: expected names of %s, got '%s'".formatted(constants, text)));
    return of(Arrays.stream(choices.value()).map(constant).toList());
  }

  private Parameter listed(Choices choices) {
    return of(Arrays.stream(choices.value()).map(this::parsed).toList());
  }

  private Object parsed(String text) {
    try {
      if (type == String.class) {
        return text;
      }
      return type == Integer.class
          ? (Object) Integer.valueOf(text)
          : type == Long.class ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw fault(
          "@Choices: expected texts of the type %s, got '%s'"
              .formatted(type.getSimpleName(), text));
    }
  }

  private Parameter of(List<Object> values) {
    return choices != null && choices.ordered()
        ? Parameter.ordinal(name, values)
        : Parameter.choice(name, values);
  }
}
