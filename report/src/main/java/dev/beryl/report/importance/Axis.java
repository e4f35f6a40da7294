package dev.beryl.report.importance;

import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Condition;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.Scale;
import java.util.Arrays;
import java.util.List;

/**
 * A parameter as importance sees it.
 *
 * @param cells the number of cells that its unit interval is divided into
 * @param unordered whether its values have no order, each with a cell of its own
 * @param active the probability that it is active at a uniform point of the space
 */
record Axis(int cells, boolean unordered, double active) {
  static final int MOST_CELLS = 50;
  private static final int POINTS = 4096;

  static List<Axis> of(List<Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> new Axis(cells(parameter), isUnordered(parameter), active(parameter)))
        .toList();
  }

  private static boolean isUnordered(Parameter parameter) {
    return parameter instanceof ChoiceParameter<?> && !(parameter instanceof OrdinalParameter<?>);
  }

  private static int cells(Parameter parameter) {
    if (parameter.levels().isEmpty()) {
      return MOST_CELLS;
    }
    long levels = parameter.levels().getAsLong();
    if (isUnordered(parameter)) {
      return Math.toIntExact(Math.min(levels, Short.MAX_VALUE));
    }
    if (parameter instanceof IntegerParameter integer && integer.scale() == Scale.LOG) {
      int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, levels - 1)); // ceil(log2)
      return Math.min(MOST_CELLS, bits + 1);
    }
    return (int) Math.min(MOST_CELLS, levels);
  }

  private static double active(Parameter parameter) {
    double probability = 1;
    var condition = parameter.condition();
    while (condition.isPresent()) {
      probability *= share(condition.get());
      condition = condition.get().parent().condition();
    }
    return probability;
  }

  private static double share(Condition condition) {
    if (condition.parent() instanceof ChoiceParameter<?> choice) {
      return (double) condition.coordinates().length / choice.values().size();
    }
    int holds = 0;
    for (int i = 0; i < POINTS; i++) {
      holds += condition.holdsAt(condition.parent().fromUnit((i + 0.5) / POINTS)) ? 1 : 0;
    }
    return (double) holds / POINTS;
  }

  /** The cell of a place in the unit interval; -1 for NaN, which is inactive. */
  short cell(double unit) {
    return Double.isNaN(unit) ? -1 : (short) Math.min(cells - 1, (int) (unit * cells));
  }

  /** The density in each cell of what is uniform in the space. */
  double[] uniform() {
    double[] density = new double[cells];
    Arrays.fill(density, 1.0 / cells);
    return density;
  }
}
