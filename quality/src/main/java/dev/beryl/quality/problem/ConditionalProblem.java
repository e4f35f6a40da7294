package dev.beryl.quality.problem;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice of three methods, each with parameters of its own on linear and logarithmic scales, and
 * parameters that all share: the loss is what the method costs at its best, nothing for one of
 * them, and a weighted sum of squared distances in the unit cube.
 *
 * @param parameters of each method, and as many shared ones; at least 1
 */
record ConditionalProblem(int parameters) implements TestProblem {
  private static final int METHODS = 3;

  @Override
  public String name() {
    return "conditional-methods-" + dimension();
  }

  @Override
  public int dimension() {
    return 1 + (METHODS + 1) * parameters;
  }

  @Override
  public Instance instance(int number) {
    var random = new PhiloxRandom(name().hashCode(), number);
    CategoricalParameter<Integer> method = Parameter.choice("method", 0, 1, 2);
    var all = new ArrayList<Parameter>(List.of(method));
    for (int i = 0; i < parameters; i++) {
      all.add(Parameter.real("shared" + i, -5, 5));
      all.add(Parameter.real("rate" + i, 1e-5, 1).log().when(method, 0));
      all.add(Parameter.integer("depth" + i, 1, 20).when(method, 1));
      all.add(Parameter.real("share" + i, 0, 1).when(method, 2));
    }
    double[] optimum = new double[all.size()];
    double[] weight = new double[all.size()];
    for (int i = 0; i < optimum.length; i++) {
      Parameter parameter = all.get(i);
      optimum[i] = parameter.toUnit(parameter.fromUnit(0.1 + 0.8 * random.nextDouble()));
      weight[i] = StrictMath.pow(10, 2 * random.nextDouble());
    }
    int best = random.nextInt(METHODS);
    double[] cost = new double[METHODS];
    for (int i = 0; i < METHODS; i++) {
      cost[i] = i == best ? 0 : 0.2 + 2 * random.nextDouble();
    }
    return ScaledInstance.of(
        new Methods(name(), number, SearchSpace.of(all), method, cost, optimum, weight), 0, random);
  }

  /** An instance in its own units. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Methods(
      String problem,
      int number,
      SearchSpace space,
      CategoricalParameter<Integer> method,
      double[] cost,
      double[] optimum,
      double[] weight)
      implements Instance {

    @Override
    public double loss(Treatment treatment) {
      double[] unit = space.toUnit(treatment);
      double loss = cost[treatment.get(method)];
      for (int i = 1; i < unit.length; i++) {
        double distance = Double.isNaN(unit[i]) ? 0 : unit[i] - optimum[i];
        loss += weight[i] * distance * distance;
      }
      return loss;
    }
  }
}
