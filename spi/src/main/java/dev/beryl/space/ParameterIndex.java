package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds a parameter's place in its space: by the handle itself at once, else by name. */
final class ParameterIndex {
  private final List<Parameter> parameters;
  private final Map<String, Integer> byName;
  private final @Nullable Parameter[] table;
  private final int[] places;

  ParameterIndex(List<Parameter> parameters) {
    this.parameters = parameters;
    this.byName =
        IntStream.range(0, parameters.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(i -> parameters.get(i).name(), i -> i));
    int size = Integer.highestOneBit(Math.max(1, parameters.size())) << 3;
    this.table = new Parameter[size];
    this.places = new int[size];
    for (int i = 0; i < parameters.size(); i++) {
      int slot = parameters.get(i).hash & size - 1;
      while (table[slot] != null) {
        slot = slot + 1 & size - 1;
      }
      table[slot] = parameters.get(i);
      places[slot] = i;
    }
  }

  @SuppressWarnings("ReferenceEquality")
  int of(Parameter handle) {
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
    if (index >= 0 && !parameters.get(index).sameDomain(handle)) {
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
