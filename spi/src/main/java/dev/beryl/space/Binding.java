package dev.beryl.space;

import dev.beryl.fault.Faults;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Checks a treatment from elsewhere against a space and puts its values in place. */
final class Binding {
  private final SearchSpace space;
  private final ConditionTree tree;
  private final Treatment treatment;
  private final Faults faults;
  private final long[] coordinates;
  private final long[] active;
  private final boolean[] open; // whether it is active cannot be told: an ancestor has a fault

  private Binding(SearchSpace space, ConditionTree tree, Treatment treatment) {
    this.space = space;
    this.tree = tree;
    this.treatment = treatment;
    this.faults = new Faults("treatment '" + treatment.name() + "'");
    this.coordinates = new long[space.dimension()];
    this.active = PlaceSet.empty(coordinates.length);
    this.open = new boolean[coordinates.length];
  }

  static SpaceTreatment bind(SearchSpace space, ConditionTree tree, Treatment treatment) {
    var binding = new Binding(space, tree, treatment);
    var foreign = new LinkedHashSet<>(treatment.values().keySet());
    for (int place : tree.order()) {
      foreign.remove(space.parameters().get(place).name());
      binding.put(place);
    }
    for (String name : foreign) {
      binding.faults.add(
          "gives a value to '%s', no parameter of the space; %s", name, space.hint(name));
    }
    binding.faults.throwIfAny();
    return new SpaceTreatment(
        space, binding.coordinates, tree.isFlat() ? null : binding.active, nameOf(treatment));
  }

  private void put(int place) {
    Parameter parameter = space.parameters().get(place);
    Object value = treatment.value(parameter.name());
    int parent = tree.parent(place);
    open[place] = parent >= 0 && open[parent];
    if (open[place] || tree.isActive(place, coordinates, active)) {
      if (value != null) {
        putActive(place, parameter, value);
      } else if (!open[place]) {
        open[place] = true;
        faults.add("lacks a value for parameter %s", parameter);
      }
    } else if (value != null) {
      faults.add(
          "gives %s to parameter '%s', which is inactive; it is active when %s",
          Parameter.quoted(value), parameter.name(), space.activeWhen(place));
    }
  }

  private void putActive(int place, Parameter parameter, Object value) {
    try {
      coordinates[place] = parameter.coordinateOf(value);
      PlaceSet.add(active, place);
    } catch (IllegalArgumentException refused) {
      open[place] = true;
      faults.add("%s", refused.getMessage());
    }
  }

  private static @Nullable String nameOf(Treatment treatment) {
    return treatment instanceof SpaceTreatment t && !t.hasOwnName() ? null : treatment.name();
  }
}
