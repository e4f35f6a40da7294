package dev.beryl.space;

/**
 * How the values of treatments compare, whichever way they are kept: numbers of the primitive types
 * by what they are worth, all else by its own {@code equals}.
 */
final class TreatmentValues {
  private TreatmentValues() {}

  /** Stands for a value: {@code 2}, {@code 2L}, {@code 2.0f} and {@code 2.0} have the same key. */
  static Object key(Object value) {
    return switch (value) {
      case Integer i -> i.longValue();
      case Short s -> s.longValue();
      case Byte b -> b.longValue();
      case Float f -> key(f.doubleValue());
      case Double d when d == Math.rint(d) && Math.abs(d) < 0x1p63 -> d.longValue();
      default -> value;
    };
  }

  static int hash(String parameter, Object value) {
    return 31 * parameter.hashCode() ^ key(value).hashCode();
  }

  static boolean equal(Treatment one, Treatment other) {
    var values = one.values();
    var others = other.values();
    return values.size() == others.size()
        && values.entrySet().stream()
            .allMatch(entry -> {
              Object twin = others.get(entry.getKey());
              return twin != null && key(entry.getValue()).equals(key(twin));
            });
  }
}
