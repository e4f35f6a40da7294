package dev.beryl.spi;

import dev.beryl.fault.Nulls;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A named, typed setting of a plug-in. It is also the key that reads its value from {@link
 * Options}. Immutable.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="provider"}
 *
 * <p>Values may be given as text, as on a command line: {@code "0.3"}.
 *
 * @param <T> the type of its value
 */
public final class Option<T> {
  private final String name;
  private final String description;
  private final String expected;
  private final Function<Object, @Nullable T> read;
  private final @Nullable T defaultValue;

  private Option(
      String name,
      String description,
      String expected,
      Function<Object, @Nullable T> read,
      @Nullable T defaultValue) {
    this.name = name;
    this.description = description;
    this.expected = expected;
    this.read = read;
    this.defaultValue = defaultValue;
  }

  /**
   * Creates an option of any type.
   *
   * @param <T> the type of its value
   * @param name the option's name
   * @param expected the values allowed, in words for an error message, such as {@code a list of
   *     names}
   * @param description what the option does, in one sentence
   * @param read converts what was given, a {@code T} or text, to a value; returns null if it is not
   *     allowed
   * @return the option, without a default
   */
  public static <T> Option<T> of(
      String name, String expected, String description, Function<Object, @Nullable T> read) {
    Nulls.refuse("option: name", name);
    Nulls.refuse("option: expected", expected);
    Nulls.refuse("option: description", description);
    Nulls.refuse("option: read", read);
    return new Option<>(name, description, expected, read, null);
  }

  /**
   * Creates an integer option.
   *
   * @param name the option's name
   * @param low the smallest value allowed
   * @param high the largest value allowed
   * @param description what the option does, in one sentence
   * @return the option, without a default
   */
  public static Option<Integer> integer(String name, int low, int high, String description) {
    return of(
        name,
        "an integer in [" + low + ", " + high + "]",
        description,
        given -> {
          Double number = number(given);
          return number != null && number >= low && number <= high && number % 1 == 0
              ? (Integer) number.intValue()
              : null;
        });
  }

  /**
   * Creates an option with a real value.
   *
   * @param name the option's name
   * @param low the smallest value allowed
   * @param high the largest value allowed
   * @param description what the option does, in one sentence
   * @return the option, without a default
   */
  public static Option<Double> real(String name, double low, double high, String description) {
    return of(
        name,
        "a number in [" + low + ", " + high + "]",
        description,
        given -> {
          Double number = number(given);
          return number != null && number >= low && number <= high ? number : null;
        });
  }

  /**
   * Creates a switch, an option that is true or false.
   *
   * @param name the option's name
   * @param description what it does when true, in one sentence
   * @return the option, without a default
   */
  public static Option<Boolean> flag(String name, String description) {
    return of(
        name,
        "true or false",
        description,
        given ->
            switch (given.toString()) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            });
  }

  /**
   * Creates an option whose values are the constants of an enum. As text, a constant is given by
   * its name in upper or lower case, with {@code -} for {@code _}.
   *
   * @param <E> the enum
   * @param name the option's name
   * @param type the enum's class
   * @param description what the option does, in one sentence
   * @return the option, without a default
   */
  public static <E extends Enum<E>> Option<E> choice(
      String name, Class<E> type, String description) {
    Nulls.refuse("option: type", type);
    List<E> constants = List.of(type.getEnumConstants());
    return of(
        name,
        "one of " + constants.stream().map(Option::text).toList(),
        description,
        given ->
            constants.stream()
                .filter(c -> c == given || (given instanceof String s && text(c).equals(dashed(s))))
                .findFirst()
                .orElse(null));
  }

  /**
   * Returns the text form of a value.
   *
   * @param value a value of an option
   * @return an enum's constant in lower case with {@code -} for {@code _}; for any other value its
   *     {@code toString()}
   */
  public static String text(Object value) {
    Nulls.refuse("option: value", value);
    return value instanceof Enum<?> constant ? dashed(constant.name()) : value.toString();
  }

  private static String dashed(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable Double number(Object given) {
    if (given instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return Double.valueOf(given.toString());
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /**
   * Returns this option with a default.
   *
   * @param value the value to use if none is given
   * @return the option with the default
   * @throws IllegalArgumentException if the value is not allowed
   */
  public Option<T> withDefault(T value) {
    return new Option<>(name, description, expected, read, read(value));
  }

  /**
   * Converts what was given to a value.
   *
   * @param given a value of the option's type, or text
   * @return the value
   * @throws IllegalArgumentException if it is not allowed; the message says what is allowed
   */
  public T read(Object given) {
    Nulls.refuse("option '" + name + "': given value", given);
    T value = read.apply(given);
    if (value == null) {
      throw new IllegalArgumentException(
          "option '%s': expected %s, got %s".formatted(name, expected, shown(given)));
    }
    return value;
  }

  private static String shown(Object given) {
    String text =
        given instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(given);
    return given instanceof Number ? text : "'" + text + "'";
  }

  /** {@return the option's name} */
  public String name() {
    return name;
  }

  /** {@return what the option does, in one sentence} */
  public String description() {
    return description;
  }

  /** {@return the values allowed, in words, such as {@code an integer in [1, 100]}} */
  public String expected() {
    return expected;
  }

  /** {@return the value to use if none is given; empty if the plug-in chooses it} */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  @Override
  public String toString() {
    return "option '" + name + "': " + expected;
  }
}
