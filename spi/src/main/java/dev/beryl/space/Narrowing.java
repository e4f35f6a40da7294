package dev.beryl.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The parameters of a space of which one is to have fewer values. */
final class Narrowing {
  private Narrowing() {}

  /**
   * Changes one parameter, and the conditions that depend on it: a condition that always holds by
   * then is its parent's, and a parameter that can never be active is left out.
   */
  static List<Parameter> of(
      List<Parameter> parameters, ConditionTree tree, int target, UnaryOperator<Parameter> change) {
    var narrowed = new @Nullable Parameter[parameters.size()];
    for (int place : tree.order()) {
      Parameter parameter = parameters.get(place);
      int parent = tree.parent(place);
      Parameter changed = place == target ? change.apply(parameter) : parameter;
      narrowed[place] =
          parent < 0 ? changed : below(changed, parameters.get(parent), narrowed[parent]);
    }
    var kept = new ArrayList<Parameter>();
    for (Parameter parameter : narrowed) {
      if (parameter != null) {
        kept.add(parameter);
      }
    }
    return kept;
  }

  @SuppressWarnings("ReferenceEquality") // a parent that was not changed is the same object
  private static @Nullable Parameter below(
      Parameter child, Parameter before, @Nullable Parameter parent) {
    if (parent == null || parent == before) {
      return parent == null ? null : child;
    }
    Condition left = Objects.requireNonNull(child.conditionOrNull()).over(parent);
    if (left == null) {
      return null;
    }
    return child.conditioned(left.holdsAlways() ? parent.conditionOrNull() : left);
  }
}
