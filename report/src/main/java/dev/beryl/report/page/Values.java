package dev.beryl.report.page;

import dev.beryl.report.study.StudyView;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trials' values as numbers: the value of a number, the index of a choice, the place of a
 * subset or a permutation among all of them in [0, 1], or NaN where the parameter is inactive. For
 * one thread.
 */
final class Values {
  private final StudyResult result;
  private double @Nullable [][] columns; // of a conditional space, all made in one pass

  Values(StudyView view) {
    this.result = view.result();
  }

  /** A parameter's values, trial by trial; not to be changed. */
  double[] of(Parameter parameter) {
    if (result.space().isConditional()) {
      double[][] all = columns;
      if (all == null) {
        all = columns();
        columns = all;
      }
      return all[result.space().indexOf(parameter.name())];
    }
    double[] column = result.column(parameter.name());
    if (parameter instanceof ItemsParameter<?> items) {
      Arrays.setAll(column, row -> items.toUnit((long) column[row]));
    }
    return column;
  }

  private double[][] columns() {
    List<Parameter> parameters = result.space().parameters();
    List<Trial> trials = result.trials();
    double[][] all = new double[parameters.size()][trials.size()];
    for (int row = 0; row < trials.size(); row++) {
      Trial trial = trials.get(row);
      for (int j = 0; j < all.length; j++) {
        all[j][row] = of(trial, parameters.get(j));
      }
    }
    return all;
  }

  /** The value of one trial. */
  static double of(Trial trial, Parameter parameter) {
    Object value = trial.treatment().value(parameter.name());
    if (value == null) {
      return Double.NaN;
    }
    return switch (parameter) {
      case ChoiceParameter<?> choice -> choice.coordinateOf(value);
      case ItemsParameter<?> items -> items.toUnit(items.coordinateOf(value));
      case RealParameter _, IntegerParameter _ -> ((Number) value).doubleValue();
    };
  }
}
