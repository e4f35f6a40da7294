package dev.beryl.optimizers;

import dev.beryl.optimizers.grid.GridOptions;
import dev.beryl.optimizers.grid.GridProvider;
import dev.beryl.optimizers.grid.Order;
import dev.beryl.optimizers.grid.Spacing;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Full factorial search, by name {@code grid}: every combination of some points of each continuous
 * parameter and all values of each other one, once; then there is nothing more to propose.
 * Immutable.
 *
 * {@snippet :
 * Grid.withDefaults().points(gamma, 7).values(kernel, Kernel.RBF, Kernel.POLY).randomOrder();
 * }
 *
 * <p><b>Points.</b> A continuous parameter gets as many points as {@link #points(int)} says. Left
 * to itself the grid takes the largest number, the same for all of them and at least 2, with which
 * the whole grid (constraints not asked) fits the study's number of trials; 5 in a study without
 * one. Points are evenly spaced on the parameter's scale and include both ends of its range; see
 * {@link #midpoints()}. Those that come out equal are taken once.
 *
 * <p><b>Conditions.</b> An inactive parameter takes no part, so that no treatment comes twice.
 *
 * <p><b>Constraints.</b> Combinations that violate a hard constraint are left out. One is proposed
 * all the same after 2<sup>16</sup> such in a row, or if there is no other in all of the grid: the
 * study then tells which constraint is in the way.
 *
 * <p><b>Order.</b> Lexicographic in the order of the space, the last parameter's values changing
 * fastest; what hangs on a parameter changes with it. See {@link #randomOrder()}.
 *
 * <p><b>Size.</b> A grid with more treatments than the study has trials is refused unless it is
 * {@link #partial()}; those left out by constraints do not count, in a grid of up to 2<sup>20</sup>
 * combinations. One with more than 2<sup>63</sup> - 1 is always refused.
 *
 * <p>By name the options are {@code points=5}, {@code points-of=gamma=7,degree=3}, {@code
 * values-of=delta=0.0|0.5|2.0,kernel=rbf|poly} (choices by their {@code toString()} text), {@code
 * spacing=endpoints} or {@code midpoints}, {@code order=given} or {@code random}, and {@code
 * partial=true}.
 */
public final class Grid implements OptimizerChoice {
  private static final Grid DEFAULTS = new Grid(new TreeMap<>());

  private final SortedMap<String, Object> options;

  private Grid(SortedMap<String, Object> options) {
    this.options = options;
  }

  /** {@return a grid of as many points as the study's trials allow, in the given order} */
  public static Grid withDefaults() {
    return DEFAULTS;
  }

  /**
   * This grid with so many points of each continuous parameter that is not given its own.
   *
   * @param points from 1, in the middle of the range, to 2<sup>20</sup>
   * @return the grid
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Grid points(int points) {
    return with(GridOptions.POINTS, points);
  }

  /**
   * This grid with so many points of one parameter. Of an integer, ordinal or stepped one they are
   * evenly spaced among its values, all of them if there are fewer.
   *
   * @param parameter real, integer or ordinal
   * @param points from 1, in the middle of the range, to 2<sup>20</sup>
   * @return the grid
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Grid points(Parameter parameter, int points) {
    return with(GridOptions.POINTS_OF, parameter, points);
  }

  /**
   * This grid with just these values of a real parameter.
   *
   * @param parameter the parameter
   * @param values at least one, in the order in which to take them; equal ones are taken once
   * @return the grid
   * @throws IllegalArgumentException if there is no value or one is not the parameter's
   */
  public Grid values(RealParameter parameter, double... values) {
    return withValues(parameter, Arrays.stream(values).boxed().toList());
  }

  /**
   * This grid with just these values of an integer parameter.
   *
   * @param parameter the parameter
   * @param values at least one, in the order in which to take them; equal ones are taken once
   * @return the grid
   * @throws IllegalArgumentException if there is no value or one is not the parameter's
   */
  public Grid values(IntegerParameter parameter, long... values) {
    return withValues(parameter, Arrays.stream(values).boxed().toList());
  }

  /**
   * This grid with just these values of a categorical or ordinal parameter.
   *
   * @param <T> the type of the values
   * @param parameter the parameter
   * @param values at least one, in the order in which to take them; equal ones are taken once
   * @return the grid
   * @throws IllegalArgumentException if there is no value or one is not the parameter's
   */
  @SafeVarargs
  public final <T> Grid values(ChoiceParameter<T> parameter, T... values) {
    var chosen = new ArrayList<T>();
    for (T value : values) {
      chosen.add(value);
    }
    return withValues(parameter, chosen);
  }

  private Grid withValues(Parameter parameter, List<?> values) {
    values.forEach(parameter::coordinateOf);
    return with(
        GridOptions.VALUES_OF, parameter, values.stream().<String>map(Object::toString).toList());
  }

  /**
   * {@return this grid with points in the middles of equal parts of each range, not at its ends}
   */
  public Grid midpoints() {
    return with(GridOptions.SPACING, Spacing.MIDPOINTS);
  }

  /** {@return this grid in a random order, which depends on the study's seed} */
  public Grid randomOrder() {
    return with(GridOptions.ORDER, Order.RANDOM);
  }

  /** {@return this grid, allowed to be larger than the study's number of trials} */
  public Grid partial() {
    return with(GridOptions.PARTIAL, true);
  }

  private <T> Grid with(Option<T> option, T value) {
    var changed = new TreeMap<>(options);
    changed.put(option.name(), option.read(value));
    return new Grid(changed);
  }

  private <T> Grid with(Option<SortedMap<String, T>> option, Parameter parameter, T value) {
    var changed = new TreeMap<String, T>();
    Object before = options.get(option.name());
    if (before != null) {
      changed.putAll(option.read(before));
    }
    changed.put(parameter.name(), value);
    return with(option, changed);
  }

  @Override
  public OptimizerProvider provider() {
    return new GridProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return Collections.unmodifiableSortedMap(options);
  }

  /** {@return for example {@code grid {order=RANDOM, points=5}}} */
  @Override
  public String toString() {
    return options.isEmpty() ? "grid" : "grid " + options;
  }
}
