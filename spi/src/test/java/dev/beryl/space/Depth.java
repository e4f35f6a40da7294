package dev.beryl.space;

/** How many conditions a parameter hangs under. */
final class Depth {
  private Depth() {}

  static int of(Parameter parameter) {
    return parameter.condition().map(condition -> 1 + of(condition.parent())).orElse(0);
  }
}
