package dev.beryl.space;

/** Reads a value by a handle of unknown type. */
final class Reading {
  private Reading() {}

  static Object of(Treatment treatment, Parameter handle) {
    return switch (handle) {
      case RealParameter real -> treatment.get(real);
      case IntegerParameter integer -> treatment.get(integer);
      case ChoiceParameter<?> choice -> treatment.get(choice);
      case ItemsParameter<?> items -> treatment.get(items);
    };
  }
}
