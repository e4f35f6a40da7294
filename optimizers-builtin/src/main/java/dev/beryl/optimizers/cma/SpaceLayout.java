package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.model.Cells;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.SubsetParameter;
import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters of a space are coordinates of the Gaussian, continuous or in cells, and which
 * have a categorical distribution. Parameters with one value are neither; those with two values are
 * categorical, as a Gaussian has nothing to add to them. A permutation is a continuous coordinate
 * for each item, whose order is that of the coordinates; a subset is two categories for each item.
 * A space without coordinates has an idle one.
 */
final class SpaceLayout {
  private static final long MOST_CELLS = 1L << 40; // above, cells are too narrow to matter
  private static final double FIXED = 0.5;

  private final SearchSpace space;
  private final int[] gaussian;
  private final int[] gaussianItems; // of a permutation; -1: none
  private final @Nullable Cells[] cells;
  private final int[] categorical;
  private final int[] categoricalItems; // of a subset; -1: none
  private final double[] @Nullable [] keys; // of the subset or permutation at a place
  private final int[] categories;
  private final boolean[] continuous;
  private final boolean[] discrete;

  SpaceLayout(SearchSpace space) {
    this.space = space;
    List<Integer> coordinates = new ArrayList<>();
    List<Integer> choices = new ArrayList<>();
    List<Integer> coordinateItems = new ArrayList<>();
    List<Integer> choiceItems = new ArrayList<>();
    List<Parameter> parameters = space.parameters();
    for (int place = 0; place < parameters.size(); place++) {
      Parameter parameter = parameters.get(place);
      long levels = parameter.levels().orElse(Long.MAX_VALUE);
      if (levels > 2 && parameter instanceof ItemsParameter<?> items) {
        boolean subset = items instanceof SubsetParameter<?>;
        for (int item = 0; item < items.items().size(); item++) {
          (subset ? choices : coordinates).add(place);
          (subset ? choiceItems : coordinateItems).add(item);
        }
      } else if (levels == 2 || (levels > 1 && parameter instanceof CategoricalParameter<?>)) {
        choices.add(place);
        choiceItems.add(-1);
      } else if (levels > 1) {
        coordinates.add(place);
        coordinateItems.add(-1);
      }
    }
    this.gaussian = coordinates.stream().mapToInt(Integer::intValue).toArray();
    this.categorical = choices.stream().mapToInt(Integer::intValue).toArray();
    this.gaussianItems = coordinateItems.stream().mapToInt(Integer::intValue).toArray();
    this.categoricalItems = choiceItems.stream().mapToInt(Integer::intValue).toArray();
    this.keys = new double[parameters.size()][];
    for (int place = 0; place < keys.length; place++) {
      if (parameters.get(place) instanceof ItemsParameter<?> items
          && items.levels().getAsLong() > 2) {
        keys[place] = new double[items.items().size()];
      }
    }
    int n = Math.max(1, gaussian.length);
    this.cells = new Cells[n];
    this.continuous = new boolean[n];
    this.discrete = new boolean[n];
    discrete[0] = gaussian.length == 0;
    for (int j = 0; j < gaussian.length; j++) {
      OptionalLong levels = parameters.get(gaussian[j]).levels();
      discrete[j] = gaussianItems[j] < 0 && levels.isPresent() && levels.getAsLong() <= MOST_CELLS;
      continuous[j] = !discrete[j];
      cells[j] = discrete[j] ? Cells.of(parameters.get(gaussian[j])) : null;
    }
    this.categories = new int[categorical.length];
    for (int c = 0; c < categorical.length; c++) {
      categories[c] =
          categoricalItems[c] >= 0
              ? 2
              : (int) parameters.get(categorical[c]).levels().orElseThrow();
    }
  }

  SearchSpace space() {
    return space;
  }

  /** {@return the dimension of the Gaussian, at least 1} */
  int coordinates() {
    return cells.length;
  }

  /** {@return how many coordinates and categorical parameters there are, at least 1} */
  int size() {
    return Math.max(1, gaussian.length + categorical.length);
  }

  /** {@return how many of them are discrete} */
  int discreteSize() {
    int count = categorical.length;
    for (Cells each : cells) {
      count += each == null ? 0 : 1;
    }
    return count;
  }

  /** {@return the place in the space of each coordinate of the Gaussian; not to be changed} */
  int[] places() {
    return gaussian;
  }

  /** {@return which coordinates are continuous; not to be changed} */
  boolean[] continuous() {
    return continuous;
  }

  /** {@return which coordinates have levels; not to be changed} */
  boolean[] discrete() {
    return discrete;
  }

  /** {@return the cells of each coordinate, null where it is continuous; not to be changed} */
  @Nullable Cells[] cells() {
    return cells;
  }

  /** {@return the number of categories of each categorical parameter; not to be changed} */
  int[] categories() {
    return categories;
  }

  /**
   * Whether a treatment has no continuous value inside its range, so that it may be sampled again.
   *
   * @param encoded where it was sampled, before it was clipped
   */
  boolean isAtEnds(Treatment treatment, double[] encoded) {
    for (int j = 0; j < gaussian.length; j++) {
      boolean inside = continuous[j] && encoded[j] > 0 && encoded[j] < 1;
      if (inside && space.isActive(treatment, gaussian[j])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes a point of the unit cube.
   *
   * @param encoded places of the Gaussian's coordinates, clipped here
   * @param chosen the category of each categorical parameter
   */
  void unit(double[] encoded, int[] chosen, double[] into) {
    Arrays.fill(into, FIXED);
    for (int j = 0; j < gaussian.length; j++) {
      double place = Math.clamp(encoded[j], 0.0, 1.0);
      if (gaussianItems[j] >= 0) {
        keysAt(gaussian[j])[gaussianItems[j]] = place;
      } else {
        into[gaussian[j]] = place;
      }
    }
    for (int c = 0; c < categorical.length; c++) {
      if (categoricalItems[c] >= 0) {
        keysAt(categorical[c])[categoricalItems[c]] = chosen[c];
      } else {
        into[categorical[c]] = (chosen[c] + 0.5) / categories[c];
      }
    }
    for (int place = 0; place < keys.length; place++) {
      if (keys[place] != null) {
        ItemsParameter<?> items = itemsAt(place);
        into[place] = items.toUnit(items.fromKeys(keysAt(place)));
      }
    }
  }

  private double[] keysAt(int place) {
    return Objects.requireNonNull(keys[place]);
  }

  private ItemsParameter<?> itemsAt(int place) {
    return (ItemsParameter<?>) space.parameters().get(place);
  }

  /** What a position says of an item. */
  private double key(int place, double unit, int item) {
    return itemsAt(place).key(itemsAt(place).fromUnit(unit), item);
  }

  /**
   * Reads a point of the unit cube.
   *
   * @param unit NaN where a parameter is inactive
   * @param otherwise places of the coordinates that are inactive
   */
  void read(double[] unit, double[] otherwise, double[] encoded, int[] chosen) {
    System.arraycopy(otherwise, 0, encoded, 0, encoded.length);
    for (int j = 0; j < gaussian.length; j++) {
      double place = unit[gaussian[j]];
      encoded[j] =
          Double.isNaN(place)
              ? otherwise[j]
              : gaussianItems[j] < 0 ? place : key(gaussian[j], place, gaussianItems[j]);
    }
    for (int c = 0; c < categorical.length; c++) {
      double place = unit[categorical[c]];
      double within =
          Double.isNaN(place) || categoricalItems[c] < 0
              ? place
              : key(categorical[c], place, categoricalItems[c]);
      chosen[c] =
          Double.isNaN(within) ? 0 : (int) Math.min(categories[c] - 1, within * categories[c]);
    }
  }
}
