package dev.beryl.optimizers.grid;

import dev.beryl.spi.Option;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of the grid. */
public final class GridOptions {
  static final int MOST_POINTS = 1 << 20;

  /** How many points a continuous parameter gets; without a value the study's budget decides. */
  public static final Option<Integer> POINTS =
      Option.integer(
          "points",
          1,
          MOST_POINTS,
          "points of each continuous parameter; if not given, as many as the study's trials allow,"
              + " at least 2, or 5 in a study without a budget");

  /** How many points single parameters get, by name. */
  public static final Option<SortedMap<String, Integer>> POINTS_OF =
      PerParameter.option(
          "points-of",
          "numbers in [1, " + MOST_POINTS + "] for parameters by name, such as delta=7,gamma=3",
          "points of single parameters, where others get 'points' or all their levels",
          GridOptions::count);

  /** The values, as text, that single parameters take, by name. */
  public static final Option<SortedMap<String, List<String>>> VALUES_OF =
      PerParameter.option(
          "values-of",
          "values for parameters by name, such as delta=0.0|0.5|2.0,kernel=rbf|poly",
          "the values that single parameters take, in their order",
          GridOptions::texts);

  /** Where the points of a parameter lie. */
  public static final Option<Spacing> SPACING =
      Option.choice(
              "spacing",
              Spacing.class,
              "whether points include both ends of a range or are the middles of equal parts")
          .orElse(Spacing.ENDPOINTS);

  /** In which order to go through the grid. */
  public static final Option<Order> ORDER =
      Option.choice(
              "order",
              Order.class,
              "whether the last parameter changes fastest or the whole grid is shuffled")
          .orElse(Order.GIVEN);

  /** Whether the grid may be larger than the study's number of trials. */
  public static final Option<Boolean> PARTIAL =
      Option.flag("partial", "go through as much of a grid that is too large as there are trials")
          .orElse(false);

  private static final Pattern INTEGER = Pattern.compile("\\d{1,7}");

  private GridOptions() {}

  private static @Nullable Integer count(Object given) {
    String text = given.toString();
    if (!INTEGER.matcher(text).matches()) {
      return null;
    }
    int count = Integer.parseInt(text);
    return count >= 1 && count <= MOST_POINTS ? (Integer) count : null;
  }

  private static @Nullable List<String> texts(Object given) {
    List<String> texts =
        given instanceof Collection<?> values
            ? values.stream().<String>map(String::valueOf).toList()
            : Arrays.stream(given.toString().split("\\|", -1)).map(String::strip).toList();
    return texts.isEmpty() ? null : texts;
  }
}
