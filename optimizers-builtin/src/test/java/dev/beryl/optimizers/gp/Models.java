package dev.beryl.optimizers.gp;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.SplittableRandom;

/** Data for tests of models. */
final class Models {
  private Models() {}

  static Inputs reals(int dimension) {
    var parameters = new ArrayList<Parameter>();
    for (int i = 0; i < dimension; i++) {
      parameters.add(Parameter.real("x" + i, 0, 1));
    }
    return new Inputs(SearchSpace.of(parameters));
  }

  /** Three reals and a category of four. */
  static Inputs mixed() {
    return new Inputs(
        SearchSpace.of(
            Parameter.real("x", 0, 1),
            Parameter.real("y", 0, 1),
            Parameter.choice("c", "a", "b", "c", "d"),
            Parameter.real("z", 0, 1)));
  }

  static double[] point(Inputs inputs, SplittableRandom random) {
    double[] point = new double[inputs.size()];
    for (int f = 0; f < point.length; f++) {
      point[f] = inputs.atUnit(f, random.nextDouble());
    }
    return point;
  }

  /** Points with targets that are a smooth function and some noise. */
  static TrainingSet random(Inputs inputs, int n, long seed) {
    var random = new SplittableRandom(seed);
    double[][] points = new double[n][];
    double[] targets = new double[n];
    double[] extra = new double[n];
    for (int i = 0; i < n; i++) {
      points[i] = point(inputs, random);
      for (int f = 0; f < inputs.size(); f++) {
        targets[i] += Math.sin((f + 2) * points[i][f]);
      }
      targets[i] += 0.1 * random.nextDouble(-1, 1);
      extra[i] = i % 3 == 0 ? 0.01 : 0;
    }
    return new TrainingSet(inputs, points, targets, extra);
  }
}
