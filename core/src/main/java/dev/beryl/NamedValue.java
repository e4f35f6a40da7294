package dev.beryl;

/** Converts a parameter's value to the type of a given default. */
final class NamedValue {
  private NamedValue() {}

  /** Choices of the user's own types are not checked: those of one parameter may be of many. */
  @SuppressWarnings("unchecked")
  static <T> T like(T otherwise, String parameter, Object value) {
    Object fitting = value instanceof Number number ? fitting(otherwise, number) : value;
    Class<?> type =
        switch (otherwise) {
          case Number n -> n.getClass();
          case String _ -> String.class;
          case Boolean _ -> Boolean.class;
          case Enum<?> constant -> constant.getDeclaringClass();
          default -> Object.class;
        };
    if (!type.isInstance(fitting)) {
      throw new IllegalArgumentException(
          "parameter '%s': expected a %s, got '%s' of type %s"
              .formatted(parameter, type.getSimpleName(), value, value.getClass().getSimpleName()));
    }
    return (T) fitting;
  }

  /** A treatment made by hand may give 2 to a real and 2.0 to an integer. */
  private static Object fitting(Object otherwise, Number value) {
    boolean whole = value.doubleValue() == value.longValue();
    return switch (otherwise) {
      case Double _ when whole || value instanceof Float -> value.doubleValue();
      case Long _ when whole -> value.longValue();
      default -> value;
    };
  }
}
