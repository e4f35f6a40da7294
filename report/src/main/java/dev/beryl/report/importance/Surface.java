package dev.beryl.report.importance;

import dev.beryl.fault.Nulls;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.Scale;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * What a random forest, fitted to the completed trials on unit coordinates, expects of two
 * parameters together, averaged over the whole range of all others. At most 1000 evenly chosen
 * trials are fitted.
 */
public final class Surface {
  private static final int TREES = 24;
  private static final int FINE = 1000; // levels, of which bins and places are the same

  private Surface() {}

  /**
   * Expects losses of the first objective at the middles of cells.
   *
   * @param result a study's result
   * @param across a parameter of its space
   * @param up another one
   * @param cells into how many cells of equal width a number is divided, on its own scale; a choice
   *     has one for each value
   * @return for each cell across, and in it for each cell up, the expected loss
   * @throws IllegalArgumentException if fewer than {@link Importance#LEAST_TRIALS} trials are
   *     completed, a parameter is not of the space, or {@code cells} is not positive
   */
  public static double[][] losses(StudyResult result, Parameter across, Parameter up, int cells) {
    Nulls.refuse("surface: result", result);
    Nulls.refuse("surface: across", across);
    Nulls.refuse("surface: up", up);
    SearchSpace space = result.space();
    int first = space.indexOf(across.name());
    int second = space.indexOf(up.name());
    if (first < 0 || second < 0 || cells < 1) {
      throw new IllegalArgumentException(
          "surface: expected two parameters of the space and a positive number of cells, got '%s', '%s' and %s"
              .formatted(across.name(), up.name(), cells));
    }
    List<Trial> trials = result.trials();
    int[] completed = Importance.completed(trials);
    double[] losses = Importance.losses(trials, completed, 0);
    List<Axis> axes = Axis.of(space.parameters());
    List<TreeVariance> forest = Importance.forest(space, axes, trials, completed, losses, TREES);
    double[] columns = places(across, axes.get(first), cells);
    double[] rows = places(up, axes.get(second), cells);
    double[][] surface = new double[columns.length][rows.length];
    forest.forEach(tree -> tree.addSurface(first, columns, second, rows, surface));
    for (double[] column : surface) {
      Arrays.setAll(column, row -> column[row] / TREES);
    }
    return surface;
  }

  /** The middles of the cells as measured places. */
  private static double[] places(Parameter parameter, Axis axis, int cells) {
    boolean choice = parameter instanceof ChoiceParameter<?>;
    int count = parameter instanceof ChoiceParameter<?> of ? of.values().size() : cells;
    double[] places = new double[count];
    for (int i = 0; i < count; i++) {
      double middle = (i + 0.5) / count;
      places[i] =
          choice && !(parameter instanceof OrdinalParameter<?>)
              ? i
              : TreeGrowth.place(axis, unit(parameter, middle));
    }
    return places;
  }

  /** The unit coordinate of a place between the ends of a parameter on its own scale. */
  private static double unit(Parameter parameter, double place) {
    if (!(parameter instanceof IntegerParameter integer)
        || integer.levels().orElse(Long.MAX_VALUE) > FINE) {
      return place;
    }
    double low = integer.low();
    double high = integer.high();
    double value =
        integer.scale() == Scale.LOG
            ? low * StrictMath.pow(high / low, place)
            : low + place * (high - low);
    long last = (integer.high() - integer.low()) / integer.step();
    long level = Math.min(last, Math.round((value - low) / integer.step()));
    return integer.toUnit(integer.low() + level * integer.step());
  }
}
