package dev.beryl.optimizers.model;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.PermutationParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.SubsetParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A parameter as a model sees it: its value is a place in [0, 1] if it is numeric, the index of a
 * category otherwise. A subset is a feature of two categories for each item, a permutation a
 * numeric one for each item: so models compare them item by item. Immutable.
 */
public sealed interface Feature {
  /** The item of a feature that is no part of a subset or permutation. */
  int WHOLE = -1;

  /** The features of a space: its parameters with more than one value. */
  static List<Feature> of(SearchSpace space) {
    List<Parameter> parameters = space.parameters();
    var features = new ArrayList<Feature>();
    for (int place = 0; place < parameters.size(); place++) {
      Parameter parameter = parameters.get(place);
      if (parameter.levels().orElse(2) <= 1) {
        continue;
      }
      switch (parameter) {
        case SubsetParameter<?> subset -> {
          for (int item = 0; item < subset.items().size(); item++) {
            features.add(new Categorical(subset, place, 2, item));
          }
        }
        case PermutationParameter<?> order -> {
          for (int item = 0; item < order.items().size(); item++) {
            var cells = new Cells.Equal(order.items().size());
            features.add(new Numeric(order, place, cells, item));
          }
        }
        default -> features.add(of(parameter, place));
      }
    }
    return List.copyOf(features);
  }

  /** The feature that a parameter is as a whole, at a place of its space. */
  static Feature of(Parameter parameter, int place) {
    return parameter instanceof CategoricalParameter<?> choice
        ? new Categorical(choice, place, choice.values().size())
        : new Numeric(parameter, place, Cells.of(parameter));
  }

  /** {@return the parameter} */
  Parameter parameter();

  /** {@return the parameter's place in the space} */
  int place();

  /** {@return the item of the parameter that this is about; {@link #WHOLE} if it has none} */
  int item();

  /** The model's value of a coordinate. */
  double value(long coordinate);

  /** The coordinate of a model's value; only for a whole parameter. */
  long coordinate(double value);

  /** The value that a treatment made at a model's value has, unless other items change it. */
  double snapped(double value);

  /**
   * Writes the coordinates of the parameters that some features are about.
   *
   * @param chosen which features, those of the same parameter one after the other and all of them
   * @param point the features' values from an index on
   */
  static void write(List<Feature> all, int[] chosen, double[] point, int from, long[] coordinates) {
    for (int k = 0; k < chosen.length; k++) {
      Feature feature = all.get(chosen[k]);
      if (feature.item() == WHOLE) {
        coordinates[feature.place()] = feature.coordinate(point[from + k]);
        continue;
      }
      var items = (ItemsParameter<?>) feature.parameter();
      double[] keys = new double[items.items().size()];
      System.arraycopy(point, from + k, keys, 0, keys.length);
      coordinates[feature.place()] = items.fromKeys(keys);
      k += keys.length - 1;
    }
  }

  /**
   * Changes the values of features of subsets and permutations to those that they stand for
   * together.
   *
   * @param chosen as of {@link #write}
   */
  static void settle(List<Feature> all, int[] chosen, double[] point, int from) {
    for (int k = 0; k < chosen.length; k++) {
      if (all.get(chosen[k]).item() == WHOLE) {
        continue;
      }
      var items = (ItemsParameter<?>) all.get(chosen[k]).parameter();
      double[] keys = new double[items.items().size()];
      System.arraycopy(point, from + k, keys, 0, keys.length);
      long coordinate = items.fromKeys(keys);
      for (int item = 0; item < keys.length; item++) {
        point[from + k + item] = items.key(coordinate, item);
      }
      k += keys.length - 1;
    }
  }

  /** The indices of all features. */
  static int[] all(List<Feature> features) {
    return IntStream.range(0, features.size()).toArray();
  }

  private static double key(Parameter parameter, long coordinate, int item) {
    return ((ItemsParameter<?>) parameter).key(coordinate, item);
  }

  /**
   * A parameter with an order and distances, or where an item is in a permutation.
   *
   * @param cells what its levels own of [0, 1]
   */
  record Numeric(Parameter parameter, int place, Cells cells, int item) implements Feature {
    /** A whole parameter. */
    public Numeric(Parameter parameter, int place, Cells cells) {
      this(parameter, place, cells, WHOLE);
    }

    @Override
    public double value(long coordinate) {
      return item == WHOLE ? parameter.toUnit(coordinate) : key(parameter, coordinate, item);
    }

    @Override
    public long coordinate(double value) {
      return parameter.fromUnit(value);
    }

    @Override
    public double snapped(double value) {
      return item == WHOLE ? value(coordinate(value)) : cells.center(cells.levelAt(value));
    }
  }

  /**
   * A parameter without an order, or whether an item is in a subset.
   *
   * @param choices how many values it has
   */
  record Categorical(Parameter parameter, int place, int choices, int item) implements Feature {
    /** A whole parameter. */
    public Categorical(Parameter parameter, int place, int choices) {
      this(parameter, place, choices, WHOLE);
    }

    @Override
    public double value(long coordinate) {
      return item == WHOLE ? coordinate : key(parameter, coordinate, item);
    }

    @Override
    public long coordinate(double value) {
      return (long) value;
    }

    @Override
    public double snapped(double value) {
      return (long) value;
    }
  }
}
