package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a parameter's place in its space: by the handle itself at once, else by name. Handles of
 * the wider spaces that a space was narrowed from are known too.
 */
final class ParameterIndex {
  private final List<Parameter> parameters;
  private final List<Parameter> wider;
  private final Parameter[] own;
  private final Map<String, Integer> byName;
  private final @Nullable Parameter[] table;
  private final int[] places;

  ParameterIndex(List<Parameter> parameters, List<Parameter> wider) {
    this.parameters = parameters;
    this.wider = wider;
    this.own = parameters.toArray(Parameter[]::new);
    this.byName =
        IntStream.range(0, parameters.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(i -> parameters.get(i).name(), i -> i));
    int size = Integer.highestOneBit(Math.max(1, parameters.size() + wider.size())) << 3;
    this.table = new Parameter[size];
    this.places = new int[size];
    parameters.forEach(this::enter);
    wider.forEach(this::enter);
    for (int place = 0; place < own.length; place++) {
      own[place].lastPlace = place;
    }
  }

  private void enter(Parameter parameter) {
    int mask = table.length - 1;
    int slot = parameter.hash & mask;
    while (table[slot] != null) {
      slot = slot + 1 & mask;
    }
    table[slot] = parameter;
    places[slot] = of(parameter.name());
  }

  @SuppressWarnings("ReferenceEquality")
  int of(Parameter handle) {
    int hint = handle.lastPlace;
    return hint < own.length && own[hint] == handle ? hint : lookedUp(handle);
  }

  @SuppressWarnings("ReferenceEquality")
  private int lookedUp(Parameter handle) {
    int mask = table.length - 1;
    for (int slot = handle.hash & mask; table[slot] != null; slot = slot + 1 & mask) {
      if (table[slot] == handle) {
        return places[slot];
      }
    }
    return byDefinition(handle);
  }

  private int byDefinition(Parameter handle) {
    int index = of(handle.name());
    if (index >= 0
        && !parameters.get(index).sameDomain(handle)
        && wider.stream().noneMatch(handle::sameDomain)) {
      throw new IllegalArgumentException(
          "parameter '%s' is %s in the space but %s in the handle; use the space's own handle"
              .formatted(handle.name(), parameters.get(index).domain(), handle.domain()));
    }
    return index;
  }

  int of(String name) {
    Nulls.refuse("name of a parameter", name);
    return byName.getOrDefault(name, -1);
  }
}
