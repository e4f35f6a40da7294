package dev.beryl.optimizers;

import dev.beryl.fault.Nulls;
import dev.beryl.optimizers.grid.GridSearch;
import dev.beryl.optimizers.grid.GridSettings;
import dev.beryl.optimizers.grid.Order;
import dev.beryl.optimizers.grid.Spacing;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Full factorial search, by name {@code grid}: it proposes every combination of some points of each
 * continuous parameter and all values of the others, each once. Immutable.
 *
 * {@snippet :
 * Grid.withDefaults().points(gamma, 7).values(kernel, Kernel.RBF, Kernel.POLY).randomOrder();
 * }
 *
 * <p><b>Points.</b> {@link #points(int)} sets the number of points of each continuous parameter.
 * Unless set, it is the largest number, at least 2, with which the whole grid, without regard to
 * constraints, fits the study's number of trials; 5 in a study without one. Points are evenly
 * spaced on the parameter's scale and include both ends of its range; see {@link #midpoints()}.
 * Equal points are taken once.
 *
 * <p><b>Conditions.</b> An inactive parameter does not count, so no treatment is proposed twice.
 *
 * <p><b>Constraints.</b> Combinations that violate a hard constraint are left out. After
 * 2<sup>16</sup> of them in a row, or if the grid has no others, one is proposed nevertheless, so
 * that the study reports which constraint rejects it.
 *
 * <p><b>Order.</b> Lexicographic in the order of the space: the last parameter's values change
 * fastest, and conditional parameters change with their parent. See {@link #randomOrder()}.
 *
 * <p><b>Size.</b> A grid with more treatments than the study has trials is refused unless it is
 * {@link #partial()}; treatments that constraints leave out do not count in a grid of up to
 * 2<sup>20</sup> combinations. A grid of more than 2<sup>63</sup> - 1 is always refused.
 *
 * <p>By name the options are {@code points=5}, {@code points-of=gamma=7,degree=3}, {@code
 * values-of=delta=0.0|0.5|2.0,kernel=rbf|poly} (choices by their {@code toString()} text), {@code
 * spacing=endpoints} or {@code midpoints}, {@code order=given} or {@code random}, and {@code
 * partial=true}.
 */
public final class Grid extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  private static final Option<Integer> POINTS =
      Option.integer(
          "points",
          1,
          GridSettings.MOST_POINTS,
          "points of each continuous parameter; if not given, as many as the study's trials allow,"
              + " at least 2, or 5 in a study without a budget");

  private static final Option<SortedMap<String, Integer>> POINTS_OF =
      PerParameter.option(
          "points-of",
          "numbers in [1, "
              + GridSettings.MOST_POINTS
              + "] for parameters by name, such as delta=7,gamma=3",
          "points of single parameters, where others get 'points' or all their levels",
          Grid::count);

  private static final Option<SortedMap<String, List<String>>> VALUES_OF =
      PerParameter.option(
          "values-of",
          "values for parameters by name, such as delta=0.0|0.5|2.0,kernel=rbf|poly",
          "the values that single parameters take, in their order",
          Grid::texts);

  private static final Option<Spacing> SPACING =
      Option.choice(
              "spacing",
              Spacing.class,
              "whether points include both ends of a range or are the middles of equal parts")
          .withDefault(Spacing.ENDPOINTS);

  private static final Option<Order> ORDER =
      Option.choice(
              "order",
              Order.class,
              "whether the last parameter changes fastest or the whole grid is shuffled")
          .withDefault(Order.GIVEN);

  private static final Option<Boolean> PARTIAL =
      Option.flag(
              "partial",
              "allow a grid that is larger than the number of trials, and propose only its first part")
          .withDefault(false);

  private static final Pattern INTEGER = Pattern.compile("\\d{1,7}");

  private static final List<Option<?>> OPTIONS =
      List.of(POINTS, POINTS_OF, VALUES_OF, SPACING, ORDER, PARTIAL);

  private static final Grid DEFAULTS = new Grid();

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
  public Grid() {
    this(Map.of());
  }

  private Grid(Map<String, Object> chosen) {
    super(
        "grid",
        "Full factorial: every combination of some points or all values of each parameter, once",
        OPTIONS,
        chosen);
  }

  /**
   * {@return a grid with the largest number of points that the study's trials allow, in the order
   * of the space}
   */
  public static Grid withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns this grid with another number of points for each continuous parameter without its own
   * number.
   *
   * @param points from 1, in the middle of the range, to 2<sup>20</sup>
   * @return the grid
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Grid points(int points) {
    return with(POINTS, points);
  }

  /**
   * Returns this grid with another number of points for one parameter. The points of an integer,
   * ordinal or stepped parameter are evenly spaced among its values; if it has fewer values, all of
   * them are taken.
   *
   * @param parameter real, integer or ordinal
   * @param points from 1, in the middle of the range, to 2<sup>20</sup>
   * @return the grid
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Grid points(Parameter parameter, int points) {
    Nulls.refuse("grid: parameter", parameter);
    return with(POINTS_OF, parameter, points);
  }

  /**
   * Returns this grid with exactly these values of a real parameter.
   *
   * @param parameter the parameter
   * @param values at least one, in the order in which to take them; equal values are taken once
   * @return the grid
   * @throws IllegalArgumentException if no value is given or one is not a value of the parameter
   */
  public Grid values(RealParameter parameter, double... values) {
    Nulls.refuse("grid: parameter", parameter);
    Nulls.refuse("grid: values", values);
    return withValues(parameter, Arrays.stream(values).boxed().toList());
  }

  /**
   * Returns this grid with exactly these values of an integer parameter.
   *
   * @param parameter the parameter
   * @param values at least one, in the order in which to take them; equal values are taken once
   * @return the grid
   * @throws IllegalArgumentException if no value is given or one is not a value of the parameter
   */
  public Grid values(IntegerParameter parameter, long... values) {
    Nulls.refuse("grid: parameter", parameter);
    Nulls.refuse("grid: values", values);
    return withValues(parameter, Arrays.stream(values).boxed().toList());
  }

  /**
   * Returns this grid with exactly these values of a categorical or ordinal parameter.
   *
   * @param <T> the type of the values
   * @param parameter the parameter
   * @param values at least one, in the order in which to take them; equal values are taken once
   * @return the grid
   * @throws IllegalArgumentException if no value is given or one is not a value of the parameter
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T> Grid values(ChoiceParameter<T> parameter, T... values) {
    Nulls.refuse("grid: parameter", parameter);
    Nulls.refuseIn("grid: values", values);
    var chosen = new ArrayList<T>();
    for (T value : values) {
      chosen.add(value);
    }
    return withValues(parameter, chosen);
  }

  private Grid withValues(Parameter parameter, List<?> values) {
    values.forEach(parameter::coordinateOf);
    return with(VALUES_OF, parameter, values.stream().<String>map(Object::toString).toList());
  }

  /**
   * {@return this grid with points in the middles of equal parts of each range, not at its ends}
   */
  public Grid midpoints() {
    return with(SPACING, Spacing.MIDPOINTS);
  }

  /** {@return this grid in a random order, which depends on the study's seed} */
  public Grid randomOrder() {
    return with(ORDER, Order.RANDOM);
  }

  /** {@return this grid, allowed to be larger than the study's number of trials} */
  public Grid partial() {
    return with(PARTIAL, true);
  }

  private <T> Grid with(Option<T> option, T value) {
    return new Grid(choosing(option, value));
  }

  private <T> Grid with(Option<SortedMap<String, T>> option, Parameter parameter, T value) {
    var changed = new TreeMap<String, T>();
    Object before = chosen().get(option.name());
    if (before != null) {
      changed.putAll(option.read(before));
    }
    changed.put(parameter.name(), value);
    return with(option, changed);
  }

  private static @Nullable Integer count(Object given) {
    String text = given.toString();
    if (!INTEGER.matcher(text).matches()) {
      return null;
    }
    int count = Integer.parseInt(text);
    return count >= 1 && count <= GridSettings.MOST_POINTS ? (Integer) count : null;
  }

  private static @Nullable List<String> texts(Object given) {
    List<String> texts =
        given instanceof Collection<?> values
            ? values.stream().<String>map(String::valueOf).toList()
            : Arrays.stream(given.toString().split("\\|", -1)).map(String::strip).toList();
    return texts.isEmpty() ? null : texts;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.LEARNING);
  }

  /**
   * Creates an optimizer.
   *
   * @param setting any space, any objectives; with the options of this provider
   * @return the optimizer
   * @throws IllegalArgumentException if points or values are chosen for a parameter that is not in
   *     the space or does not have them, if the grid is larger than the study's number of trials
   *     and not {@link #partial()}, or if it has more than 2<sup>63</sup> - 1 treatments
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    Options options = setting.options();
    return GridSearch.of(
        setting,
        new GridSettings(
            options.find(POINTS),
            options.find(POINTS_OF).orElse(Collections.emptySortedMap()),
            options.find(VALUES_OF).orElse(Collections.emptySortedMap()),
            options.get(SPACING),
            options.get(ORDER),
            options.get(PARTIAL)));
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
