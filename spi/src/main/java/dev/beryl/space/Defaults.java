package dev.beryl.space;

import java.util.ArrayList;
import java.util.List;

/**
 * The treatment of all defaults of a space.
 *
 * @param lacking the active parameters without a default, whose coordinates mean nothing
 */
record Defaults(SpaceTreatment given, List<Parameter> lacking) {

  static Defaults of(SearchSpace space, ConditionTree tree) {
    long[] coordinates = new long[space.dimension()];
    long[] active = PlaceSet.empty(coordinates.length);
    boolean[] unknown = new boolean[coordinates.length];
    var lacking = new ArrayList<Parameter>();
    for (int place : tree.order()) {
      Parameter parameter = space.parameters().get(place);
      int parent = tree.parent(place);
      unknown[place] = parent >= 0 && unknown[parent];
      if (!unknown[place] && tree.isActive(place, coordinates, active)) {
        PlaceSet.add(active, place);
        coordinates[place] = parameter.defaultCoordinate().orElse(0);
        if (parameter.defaultCoordinate().isEmpty()) {
          unknown[place] = true;
          lacking.add(parameter);
        }
      }
    }
    return new Defaults(
        new SpaceTreatment(space, coordinates, tree.isFlat() ? null : active, "defaults"), lacking);
  }

  SpaceTreatment treatment() {
    if (!lacking.isEmpty()) {
      throw new IllegalStateException(
          ("search space: expected a default of each active parameter, but %s %s none; give one by"
                  + " withDefault(…), such as Parameter.real(\"x\", 0, 1).withDefault(0.5)")
              .formatted(
                  lacking.stream().map(Parameter::name).toList(),
                  lacking.size() == 1 ? "has" : "have"));
    }
    return given;
  }
}
