package dev.beryl.space;

/** Whether a parameter is active, told by walking up its conditions by name. */
final class Activity {
  private Activity() {}

  static boolean of(SearchSpace space, Treatment treatment, int place) {
    Condition condition = space.parameters().get(place).conditionOrNull();
    if (condition == null) {
      return true;
    }
    Parameter parent = condition.parent();
    Object value = treatment.value(parent.name());
    return value != null
        && of(space, treatment, space.indexOf(parent.name()))
        && condition.holdsAt(parent.coordinateOf(value));
  }
}
