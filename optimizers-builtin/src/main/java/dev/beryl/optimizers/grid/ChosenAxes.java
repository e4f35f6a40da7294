package dev.beryl.optimizers.grid;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Lattice.Axis;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The axes that the options {@code points-of} and {@code values-of} fix, checked with the space.
 */
final class ChosenAxes {
  private final SearchSpace space;
  private final Faults faults = new Faults("optimizer 'grid'");
  private final SortedMap<String, Axis> axes = new TreeMap<>();

  private ChosenAxes(SearchSpace space) {
    this.space = space;
  }

  static SortedMap<String, Axis> of(SearchSpace space, GridSettings settings) {
    var chosen = new ChosenAxes(space);
    chosen.checkNames("points-of", settings.pointsOf().keySet());
    chosen.checkNames("values-of", settings.valuesOf().keySet());
    for (Parameter parameter : space.parameters()) {
      Integer count = settings.pointsOf().get(parameter.name());
      List<String> texts = settings.valuesOf().get(parameter.name());
      if (count != null && texts != null) {
        chosen.faults.add(
            "parameter '%s' has both 'points-of' and 'values-of'; give one of them",
            parameter.name());
      } else if (count != null) {
        chosen.addPoints(parameter, settings.spacing(), count);
      } else if (texts != null) {
        chosen.addValues(parameter, texts);
      }
    }
    chosen.faults.throwIfAny();
    return Collections.unmodifiableSortedMap(chosen.axes);
  }

  private void checkNames(String option, Collection<String> names) {
    List<String> known = space.parameters().stream().map(Parameter::name).toList();
    for (String name : names) {
      faults.require(
          known.contains(name),
          "option '%s': no parameter '%s'; %s",
          option,
          name,
          Nearest.hint(name, known));
    }
  }

  private void addPoints(Parameter parameter, Spacing spacing, int count) {
    faults.require(
        !(parameter instanceof CategoricalParameter<?> || parameter instanceof ItemsParameter<?>),
        "option 'points-of': parameter '%s' is categorical, so its values are not evenly"
            + " spaced; choose some of them with 'values-of'",
        parameter.name());
    axes.put(parameter.name(), GridAxes.points(parameter, spacing, count));
  }

  private void addValues(Parameter parameter, List<String> texts) {
    long[] coordinates = new long[texts.size()];
    for (int i = 0; i < coordinates.length; i++) {
      try {
        coordinates[i] = coordinate(parameter, texts.get(i));
      } catch (ArithmeticException | NumberFormatException none) {
        faults.add("option 'values-of': expected %s, got '%s'", parameter, texts.get(i));
      } catch (IllegalArgumentException refused) {
        faults.add("option 'values-of': " + refused.getMessage());
      }
    }
    axes.put(parameter.name(), GridAxes.distinct(coordinates));
  }

  private static long coordinate(Parameter parameter, String text) {
    return switch (parameter) {
      case RealParameter real -> real.coordinateOf(Double.valueOf(text));
      case IntegerParameter integer -> integer.coordinateOf(new BigDecimal(text).longValueExact());
      case ChoiceParameter<?> choice ->
          choice.coordinateOf(
              choice.values().stream()
                  .filter(value -> value.toString().equals(text))
                  .map(Object.class::cast)
                  .findFirst()
                  .orElse(text));
      case ItemsParameter<?> items -> items.coordinateOf(text);
    };
  }
}
