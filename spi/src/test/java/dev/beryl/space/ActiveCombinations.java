package dev.beryl.space;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All combinations of some levels, inactive values struck out afterwards. */
final class ActiveCombinations {
  private ActiveCombinations() {}

  static Set<Map<String, Object>> of(SearchSpace space, List<long[]> levels) {
    var found = new LinkedHashSet<Map<String, Object>>();
    choose(space, levels, new Object[space.dimension()], 0, found);
    return found;
  }

  private static void choose(
      SearchSpace space,
      List<long[]> levels,
      Object[] chosen,
      int place,
      Set<Map<String, Object>> found) {
    if (place == chosen.length) {
      found.add(activeOnly(space, chosen));
      return;
    }
    Parameter parameter = space.parameters().get(place);
    for (long level : levels.get(place)) {
      chosen[place] = parameter.valueAt(parameter.coordinateAt(level));
      choose(space, levels, chosen, place + 1, found);
    }
  }

  private static Map<String, Object> activeOnly(SearchSpace space, Object[] chosen) {
    var values = new LinkedHashMap<String, Object>();
    for (int i = 0; i < chosen.length; i++) {
      if (isActive(space, chosen, i)) {
        values.put(space.parameters().get(i).name(), chosen[i]);
      }
    }
    return values;
  }

  private static boolean isActive(SearchSpace space, Object[] chosen, int place) {
    Condition condition = space.parameters().get(place).conditionOrNull();
    if (condition == null) {
      return true;
    }
    int parent = space.indexOf(condition.parent().name());
    return isActive(space, chosen, parent)
        && condition.holdsAt(condition.parent().coordinateOf(chosen[parent]));
  }
}
