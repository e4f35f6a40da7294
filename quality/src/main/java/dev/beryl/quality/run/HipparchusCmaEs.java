package dev.beryl.quality.run;

import dev.beryl.quality.problem.Instance;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.MersenneTwister;

/**
 * CMA-ES of Hipparchus in the unit cube, by its own handling of bounds: from the center with step
 * size 1/6 of each range, and after convergence from a uniform point with twice the population,
 * until the budget is spent.
 */
public final class HipparchusCmaEs implements Search {
  private static final double SIGMA = 1.0 / 6;

  /** The search; there is nothing to set. */
  public HipparchusCmaEs() {}

  @Override
  public double[] run(Instance instance, Budget budget, long seed) {
    var evaluator = new Evaluator(instance, budget, seed);
    int dimension = instance.space().dimension();
    var starts = new SplittableRandom(seed);
    double[] start = new double[dimension];
    Arrays.fill(start, 0.5);
    int population = 4 + (int) (3 * Math.log(dimension));
    while (evaluator.left() > 0) {
      runOnce(evaluator, instance, start, population, starts.nextLong());
      population = Math.min(2 * population, 1 << 10);
      Arrays.setAll(start, _ -> starts.nextDouble());
    }
    return evaluator.finish();
  }

  private static void runOnce(
      Evaluator evaluator, Instance instance, double[] start, int population, long seed) {
    var optimizer =
        new CMAESOptimizer(
            Integer.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            true,
            0,
            0,
            new MersenneTwister(seed),
            false,
            new SimpleValueChecker(0, 1e-13));
    double[] low = new double[start.length];
    double[] high = new double[start.length];
    double[] sigma = new double[start.length];
    Arrays.fill(high, 1);
    Arrays.fill(sigma, SIGMA);
    try {
      optimizer.optimize(
          new MaxEval(Integer.MAX_VALUE),
          new ObjectiveFunction(unit -> observe(evaluator, instance, unit)),
          GoalType.MINIMIZE,
          new SimpleBounds(low, high),
          new CMAESOptimizer.Sigma(sigma),
          new CMAESOptimizer.PopulationSize(population),
          new InitialGuess(start));
    } catch (BudgetSpentException spent) {
      return;
    }
  }

  private static double observe(Evaluator evaluator, Instance instance, double[] unit) {
    if (evaluator.left() == 0) {
      throw new BudgetSpentException();
    }
    return Arrays.stream(evaluator.evaluate(instance.space().fromUnit(unit)))
        .average()
        .orElseThrow();
  }

  /** Takes the way out through the peer's code. */
  private static final class BudgetSpentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BudgetSpentException() {
      super("budget spent", null, false, false);
    }
  }
}
