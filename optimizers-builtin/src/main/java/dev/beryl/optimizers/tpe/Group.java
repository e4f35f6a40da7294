package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.Feature;
import dev.beryl.space.Condition;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Parameters that are active under the same condition and are modeled together. Immutable. */
final class Group {
  private final SearchSpace space;
  private final int[] features;
  private final int place; // of the first one, whose condition is that of all

  private Group(SearchSpace space, int[] features, int place) {
    this.space = space;
    this.features = features;
    this.place = place;
  }

  /**
   * The groups of a space, each after the one that its condition depends on.
   *
   * @param features of the space's parameters with more than one value
   * @param together whether parameters of a condition form one group, or each forms its own
   */
  static List<Group> of(SearchSpace space, List<Feature> features, boolean together) {
    var members = new LinkedHashMap<Object, List<Integer>>();
    for (int i = 0; i < features.size(); i++) {
      Optional<Condition> condition = features.get(i).parameter().condition();
      members
          .computeIfAbsent(together ? condition : features.get(i).place(), _ -> new ArrayList<>())
          .add(i);
    }
    var groups = new ArrayList<Group>();
    for (List<Integer> indices : members.values()) {
      int[] own = indices.stream().mapToInt(Integer::intValue).toArray();
      groups.add(new Group(space, own, features.get(own[0]).place()));
    }
    groups.sort(Comparator.comparingInt(group -> depth(space, group.place)));
    return List.copyOf(groups);
  }

  private static int depth(SearchSpace space, int place) {
    return space
        .parameters()
        .get(place)
        .condition()
        .map(condition -> 1 + depth(space, space.indexOf(condition.parent().name())))
        .orElse(0);
  }

  /** {@return the indices of the parameters' features; not to be changed} */
  int[] features() {
    return features;
  }

  /** {@return whether it is active in some treatments only} */
  boolean isConditional() {
    return space.parameters().get(place).condition().isPresent();
  }

  /** Whether it is active under the coordinates of the groups that it depends on. */
  boolean isActive(long[] coordinates) {
    return isActive(place, coordinates);
  }

  private boolean isActive(int of, long[] coordinates) {
    Parameter parameter = space.parameters().get(of);
    if (parameter.condition().isEmpty()) {
      return true;
    }
    Condition condition = parameter.condition().get();
    int parent = space.indexOf(condition.parent().name());
    return isActive(parent, coordinates) && condition.holdsAt(coordinates[parent]);
  }
}
