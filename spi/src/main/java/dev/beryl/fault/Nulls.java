package dev.beryl.fault;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses null where a value is expected, with a message that names the argument.
 *
 * {@snippet :
 * Nulls.refuse("annealing: start", start); // annealing: start: expected a value, got null
 * Nulls.refuseIn("annealing: places", places); // … places: expected values, got null at index 2
 * }
 */
public final class Nulls {
  private Nulls() {}

  /**
   * Refuses null.
   *
   * @param what what is checked, in the words that the error starts with
   * @param value the argument
   * @throws NullPointerException if the value is null
   */
  public static void refuse(String what, @Nullable Object value) {
    if (value == null) {
      throw new NullPointerException(what + ": expected a value, got null");
    }
  }

  /**
   * Refuses null, and null among the elements.
   *
   * @param what what is checked, in the words that the error starts with
   * @param values the argument
   * @throws NullPointerException if the array or one of its elements is null; the message gives the
   *     index
   */
  public static void refuseIn(String what, @Nullable Object[] values) {
    refuse(what, values);
    for (int i = 0; i < values.length; i++) {
      refuseAt(what, i, values[i]);
    }
  }

  /**
   * Refuses null, and null among the elements.
   *
   * @param what what is checked, in the words that the error starts with
   * @param values the argument
   * @throws NullPointerException if the collection or one of its elements is null; the message
   *     gives the index in the order of iteration
   */
  public static void refuseIn(String what, Iterable<?> values) {
    refuse(what, values);
    int i = 0;
    for (Object value : values) {
      refuseAt(what, i++, value);
    }
  }

  /**
   * Refuses null, and null as a key or a value.
   *
   * @param what what is checked, in the words that the error starts with
   * @param values the argument
   * @throws NullPointerException if the map, one of its keys or one of its values is null; the
   *     message gives the key
   */
  public static void refuseIn(String what, Map<?, ?> values) {
    refuse(what, values);
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      if (entry.getKey() == null) {
        throw new NullPointerException(what + ": expected keys, got null as one");
      }
      if (entry.getValue() == null) {
        throw new NullPointerException(
            "%s: expected a value under '%s', got null".formatted(what, entry.getKey()));
      }
    }
  }

  private static void refuseAt(String what, int index, @Nullable Object value) {
    if (value == null) {
      throw new NullPointerException(
          "%s: expected values, got null at index %s".formatted(what, index));
    }
  }
}
