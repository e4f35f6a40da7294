package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A grid over chosen levels of each parameter, with its combinations numbered from 0. Inactive
 * parameters do not count, so no combination occurs twice. Immutable.
 */
public final class Lattice {
  private static final int MOST_PARENT_LEVELS = 1 << 20;

  /**
   * The levels of one parameter that are in the grid.
   *
   * @param size the number of levels, at least 1
   * @param coordinateAt gives the coordinate of each level, from 0; the coordinates are distinct
   */
  public record Axis(long size, LongUnaryOperator coordinateAt) {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Axis {
      Nulls.refuse("axis: coordinateAt", coordinateAt);
      if (!(size >= 1)) {
        throw new IllegalArgumentException("axis: expected at least one level, got " + size);
      }
    }

    /**
     * Returns the axis of all levels of a parameter.
     *
     * @param parameter with a finite number of levels
     * @return its axis
     * @throws IllegalArgumentException if it has a continuum of values
     */
    public static Axis all(Parameter parameter) {
      Nulls.refuse("axis: parameter", parameter);
      OptionalLong levels = parameter.levels();
      if (levels.isEmpty()) {
        throw new IllegalArgumentException(
            "parameter %s has a continuum of values; give it a step or choose some points"
                .formatted(parameter));
      }
      return new Axis(levels.getAsLong(), parameter::coordinateAt);
    }
  }

  private final SearchSpace space;
  private final ConditionTree tree;
  private final List<Axis> axes;
  private final BigInteger[] sizes; // of each parameter's subtree, where it is active
  private final BigInteger[] @Nullable [] starts; // of a parent's levels, one more at the end
  private final BigInteger size;

  Lattice(SearchSpace space, ConditionTree tree, List<Axis> axes) {
    this.space = space;
    this.tree = tree;
    this.axes = List.copyOf(axes);
    this.sizes = new BigInteger[axes.size()];
    this.starts = new BigInteger[axes.size()][];
    int[] order = tree.order();
    for (int i = order.length - 1; i >= 0; i--) {
      count(order[i]);
    }
    this.size = product(tree.roots());
  }

  private void count(int place) {
    Axis axis = axes.get(place);
    if (tree.children(place).isEmpty()) {
      sizes[place] = BigInteger.valueOf(axis.size());
      return;
    }
    if (axis.size() > MOST_PARENT_LEVELS) {
      throw new IllegalArgumentException(
          "parameter '%s': others depend on it, so a lattice takes at most %s of its levels; got %s"
              .formatted(space.parameters().get(place).name(), MOST_PARENT_LEVELS, axis.size()));
    }
    var blocks = new BigInteger[(int) axis.size() + 1];
    blocks[0] = BigInteger.ZERO;
    for (int level = 0; level < axis.size(); level++) {
      blocks[level + 1] = blocks[level].add(product(activeChildren(place, level)));
    }
    starts[place] = blocks;
    sizes[place] = blocks[blocks.length - 1];
  }

  private List<Integer> activeChildren(int place, int level) {
    long coordinate = axes.get(place).coordinateAt().applyAsLong(level);
    return tree.children(place).stream().filter(child -> tree.holds(child, coordinate)).toList();
  }

  private BigInteger product(List<Integer> places) {
    return places.stream().map(place -> sizes[place]).reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** {@return the number of combinations} */
  public BigInteger size() {
    return size;
  }

  /**
   * Returns the number of combinations as a {@code long}.
   *
   * @return the number
   * @throws IllegalArgumentException if it is above 2^63 - 1
   */
  public long sizeExact() {
    if (size.bitLength() > 63) {
      throw new IllegalArgumentException(
          "lattice: expected at most 2^63 - 1 combinations to go through, got " + size);
    }
    return size.longValueExact();
  }

  /**
   * Returns the combination with a given number.
   *
   * @param number from 0 to {@link #sizeExact()}, exclusive
   * @return the treatment
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public Treatment at(long number) {
    if (number < 0 || BigInteger.valueOf(number).compareTo(size) >= 0) {
      throw new IndexOutOfBoundsException("lattice of " + size + " combinations has no " + number);
    }
    long[] coordinates = new long[axes.size()];
    place(tree.roots(), BigInteger.valueOf(number), coordinates);
    return space.fromCoordinates(coordinates);
  }

  private void place(List<Integer> places, BigInteger number, long[] coordinates) {
    BigInteger rest = number;
    for (int i = places.size() - 1; i >= 0; i--) {
      int place = places.get(i);
      BigInteger[] parts = rest.divideAndRemainder(sizes[place]);
      rest = parts[0];
      placeOne(place, parts[1], coordinates);
    }
  }

  private void placeOne(int place, BigInteger number, long[] coordinates) {
    BigInteger[] blocks = starts[place];
    int level = blocks == null ? 0 : levelOf(number, blocks);
    coordinates[place] =
        axes.get(place).coordinateAt().applyAsLong(blocks == null ? number.longValue() : level);
    if (blocks != null) {
      place(activeChildren(place, level), number.subtract(blocks[level]), coordinates);
    }
  }

  private static int levelOf(BigInteger number, BigInteger[] blocks) {
    int found = Arrays.binarySearch(blocks, number);
    return found >= 0 ? found : -found - 2;
  }
}
