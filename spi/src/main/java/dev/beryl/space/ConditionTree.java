package dev.beryl.space;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a space as a forest over the parameters' places: what depends on what. */
final class ConditionTree {
  private final @Nullable Condition[] conditions;
  private final int[] parents; // -1: none
  private final int[] order; // parents before children
  private final int[] conditional; // those of it with a parent
  private final long[] unconditional; // those without
  private final List<List<Integer>> children;
  private final List<Integer> roots = new ArrayList<>();

  private ConditionTree(@Nullable Condition[] conditions, int[] parents) {
    this.conditions = conditions;
    this.parents = parents;
    this.children = new ArrayList<>();
    for (int i = 0; i < parents.length; i++) {
      children.add(new ArrayList<>());
    }
    for (int i = 0; i < parents.length; i++) {
      (parents[i] < 0 ? roots : children.get(parents[i])).add(i);
    }
    var ordered = new ArrayList<>(roots);
    for (int i = 0; i < ordered.size(); i++) {
      ordered.addAll(children.get(ordered.get(i)));
    }
    this.order = ordered.stream().mapToInt(Integer::intValue).toArray();
    this.conditional = Arrays.copyOfRange(order, roots.size(), order.length);
    this.unconditional = PlaceSet.empty(parents.length);
    roots.forEach(place -> PlaceSet.add(unconditional, place));
  }

  static ConditionTree of(List<Parameter> parameters, Faults faults) {
    List<String> names = parameters.stream().map(Parameter::name).toList();
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < names.size(); i++) {
      var _ = places.putIfAbsent(names.get(i), i);
    }
    var conditions = new @Nullable Condition[parameters.size()];
    int[] parents = new int[parameters.size()];
    Arrays.fill(parents, -1);
    for (int i = 0; i < parents.length; i++) {
      Condition condition = parameters.get(i).conditionOrNull();
      if (condition == null) {
        continue;
      }
      String wanted = condition.parent().name();
      int parent = places.getOrDefault(wanted, -1);
      if (parent < 0) {
        faults.add(
            "parameter '%s' depends on '%s', which is not in the space; %s",
            names.get(i), wanted, Nearest.hint(wanted, names));
      } else if (!parameters.get(parent).sameDomain(condition.parent())) {
        faults.add(
            "parameter '%s' depends on '%s' as %s, but the space has it as %s",
            names.get(i), wanted, condition.parent().domain(), parameters.get(parent).domain());
      } else {
        conditions[i] = condition;
        parents[i] = parent;
      }
    }
    var tree = new ConditionTree(conditions, parents);
    if (tree.order.length < parents.length) {
      tree.addCircles(names, faults);
    }
    return tree;
  }

  private void addCircles(List<String> names, Faults faults) {
    var seen = new boolean[parents.length];
    for (int place : order) {
      seen[place] = true;
    }
    for (int start = 0; start < parents.length; start++) {
      var path = new ArrayList<Integer>();
      int on = start;
      for (; !seen[on]; on = parents[on]) {
        seen[on] = true;
        path.add(on);
      }
      int closes = path.indexOf(on);
      if (closes >= 0) {
        path.add(on);
        faults.add(
            "conditions form a cycle: %s",
            path.subList(closes, path.size()).stream().map(names::get).toList());
      }
    }
  }

  boolean isFlat() {
    return conditional.length == 0;
  }

  /** {@return all places, each parent before its children} */
  int[] order() {
    return order;
  }

  /** {@return the places with a condition, each parent before its children; not to be changed} */
  int[] conditional() {
    return conditional;
  }

  /** {@return a new set of the places without a condition} */
  long[] unconditional() {
    return unconditional.clone();
  }

  /** The place of the parent, -1 if there is none. */
  int parent(int place) {
    return parents[place];
  }

  List<Integer> roots() {
    return roots;
  }

  List<Integer> children(int place) {
    return children.get(place);
  }

  /** The parent's coordinates under which the condition of a place holds. */
  long[] coordinates(int place) {
    Condition condition = conditions[place];
    return condition == null ? new long[0] : condition.coordinates();
  }

  /** Whether the condition of a place holds for the parent's coordinate. */
  boolean holds(int place, long parentCoordinate) {
    Condition condition = conditions[place];
    return condition == null || condition.holdsAt(parentCoordinate);
  }

  /** Whether a place is active, given the coordinates and activity of those before it in order. */
  boolean isActive(int place, long[] coordinates, long[] active) {
    int parent = parents[place];
    return parent < 0 || (PlaceSet.contains(active, parent) && holds(place, coordinates[parent]));
  }

  /** Marks the active places and sets the coordinates of all others to 0. */
  long[] activate(long[] coordinates) {
    long[] active = unconditional();
    for (int place : conditional) {
      if (isActive(place, coordinates, active)) {
        PlaceSet.add(active, place);
      } else {
        coordinates[place] = 0;
      }
    }
    return active;
  }
}
