package dev.beryl.optimizers.model;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A parameter as a model sees it: its value is a place in [0, 1] if it is numeric, the index of a
 * category otherwise. Immutable.
 */
public sealed interface Feature {

  /** The features of a space: its parameters with more than one value. */
  static List<Feature> of(SearchSpace space) {
    List<Parameter> parameters = space.parameters();
    return IntStream.range(0, parameters.size())
        .filter(place -> parameters.get(place).levels().orElse(2) > 1)
        .mapToObj(place -> of(parameters.get(place), place))
        .toList();
  }

  /** The feature that a parameter is at a place of its space. */
  static Feature of(Parameter parameter, int place) {
    return parameter instanceof CategoricalParameter<?> choice
        ? new Categorical(choice, place, choice.values().size())
        : new Numeric(parameter, place, Cells.of(parameter));
  }

  /** {@return the parameter} */
  Parameter parameter();

  /** {@return the parameter's place in the space} */
  int place();

  /** The model's value of a coordinate. */
  double value(long coordinate);

  /** The coordinate of a model's value. */
  long coordinate(double value);

  /**
   * A parameter with an order and distances.
   *
   * @param cells what its levels own of [0, 1]
   */
  record Numeric(Parameter parameter, int place, Cells cells) implements Feature {
    @Override
    public double value(long coordinate) {
      return parameter.toUnit(coordinate);
    }

    @Override
    public long coordinate(double value) {
      return parameter.fromUnit(value);
    }
  }

  /**
   * A parameter without an order.
   *
   * @param choices how many values it has
   */
  record Categorical(Parameter parameter, int place, int choices) implements Feature {
    @Override
    public double value(long coordinate) {
      return coordinate;
    }

    @Override
    public long coordinate(double value) {
      return (long) value;
    }
  }
}
