package dev.beryl.space;

import dev.beryl.fault.Faults;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks a treatment from elsewhere against a space and puts its values in place. */
final class Binding {
  private final SearchSpace space;
  private final ConditionTree tree;
  private final Function<String, @Nullable Object> values;
  private final Faults faults;
  private final long[] coordinates;
  private final long[] active;
  private boolean completes; // an active parameter without a value takes its default
  private final boolean[] open; // whether it is active cannot be told: an ancestor has a fault

  private Binding(
      SearchSpace space,
      ConditionTree tree,
      String subject,
      Function<String, @Nullable Object> values) {
    this.space = space;
    this.tree = tree;
    this.values = values;
    this.faults = new Faults(subject);
    this.coordinates = new long[space.dimension()];
    this.active = PlaceSet.empty(coordinates.length);
    this.open = new boolean[coordinates.length];
  }

  static SpaceTreatment bind(SearchSpace space, ConditionTree tree, Treatment treatment) {
    var binding =
        new Binding(space, tree, "treatment '" + treatment.name() + "'", treatment::value);
    return binding.bound(treatment.values().keySet(), nameOf(treatment));
  }

  /** Takes values where they are given, and defaults elsewhere; choices may be given as texts. */
  static SpaceTreatment complete(SearchSpace space, ConditionTree tree, Map<String, ?> given) {
    var binding = new Binding(space, tree, "treatment", name -> given(space, given, name));
    binding.completes = true;
    return binding.bound(given.keySet(), null);
  }

  private static @Nullable Object given(SearchSpace space, Map<String, ?> given, String name) {
    Object value = given.get(name);
    Parameter parameter = space.parameters().get(space.indexOf(name));
    if (value == null) {
      return null;
    }
    return parameter instanceof ChoiceParameter<?> choice ? choice.valueOf(value) : value;
  }

  private SpaceTreatment bound(Set<String> given, @Nullable String name) {
    var foreign = new LinkedHashSet<>(given);
    for (int place : tree.order()) {
      foreign.remove(space.parameters().get(place).name());
      put(place);
    }
    for (String each : foreign) {
      faults.add("gives a value to '%s', no parameter of the space; %s", each, space.hint(each));
    }
    faults.throwIfAny();
    return new SpaceTreatment(space, coordinates, tree.isFlat() ? null : active, name);
  }

  private void put(int place) {
    Parameter parameter = space.parameters().get(place);
    Object value = values.apply(parameter.name());
    int parent = tree.parent(place);
    open[place] = parent >= 0 && open[parent];
    if (open[place] || tree.isActive(place, coordinates, active)) {
      if (value != null) {
        putActive(place, parameter, value);
      } else if (!open[place] && completes && parameter.defaultCoordinate().isPresent()) {
        coordinates[place] = parameter.defaultCoordinate().getAsLong();
        PlaceSet.add(active, place);
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
