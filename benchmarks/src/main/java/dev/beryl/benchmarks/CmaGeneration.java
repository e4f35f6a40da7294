package dev.beryl.benchmarks;

import dev.beryl.optimizers.CmaEs;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;
import org.moeaframework.algorithm.CMAES;
import org.moeaframework.core.Solution;
import org.moeaframework.core.population.NondominatedPopulation;
import org.moeaframework.core.variable.RealVariable;
import org.moeaframework.problem.AbstractProblem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a generation of CMA-ES cost, beyond the evaluations? Asking for the default population
 * one by one and telling all of it, beside three other libraries with the same population and a
 * full covariance matrix. Losses are random numbers, so that no run converges; each run of 100
 * generations begins with a new optimizer, which is in the time. Times and bytes are per
 * generation.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=CmaGeneration}
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CmaGeneration extends BerylBenchmark {
  private static final int GENERATIONS = 100;
  private static final double SIGMA = 0.2;

  /** The number of real parameters. */
  @Param({"2", "10", "40", "100", "200"})
  public int dimension;

  private Problem problem;
  private int population;
  private long evaluations;

  /** Made by JMH. */
  public CmaGeneration() {}

  /** Makes the space. */
  @Setup
  public void prepare() {
    population = 4 + (int) (3 * Math.log(dimension));
    SearchSpace space =
        SearchSpace.of(
            IntStream.range(0, dimension)
                .mapToObj(i -> Parameter.real("x" + i, 0, 1))
                .toArray(RealParameter[]::new));
    problem = Problem.of(space, Objective.minimize("loss"));
  }

  private double loss() {
    long bits = ++evaluations * 0x9E3779B97F4A7C15L;
    bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    return (bits >>> 11) * 0x1p-53;
  }

  /** {@return Beryl's optimizer after some generations} */
  @Benchmark
  @OperationsPerInvocation(GENERATIONS)
  public Object beryl() {
    CmaEs choice = CmaEs.withDefaults();
    var setting = OptimizerSetting.of(problem, 7);
    Optimizer optimizer =
        choice.provider().create(setting.withOptions(choice.provider(), choice.chosen()));
    Treatment[] asked = new Treatment[population];
    for (int trial = 0; trial < GENERATIONS * population; trial += population) {
      for (int k = 0; k < population; k++) {
        asked[k] = optimizer.ask(1).getFirst();
      }
      for (int k = 0; k < population; k++) {
        optimizer.tell(new ToldTrial(trial + k, asked[k], problem, loss()));
      }
    }
    return optimizer;
  }

  private double[] filled(double value) {
    double[] filled = new double[dimension];
    Arrays.fill(filled, value);
    return filled;
  }

  /** {@return the result of Hipparchus} */
  @Benchmark
  @Peer
  @OperationsPerInvocation(GENERATIONS)
  public Object hipparchus() {
    return new CMAESOptimizer(
            GENERATIONS, 0, true, 0, 0, new Well19937c(7), false, (_, _, _) -> false)
        .optimize(
            new MaxEval(Integer.MAX_VALUE),
            new ObjectiveFunction(_ -> 1 + loss()),
            GoalType.MINIMIZE,
            new InitialGuess(filled(0.5)),
            new SimpleBounds(filled(0), filled(1)),
            new CMAESOptimizer.Sigma(filled(SIGMA)),
            new CMAESOptimizer.PopulationSize(population));
  }

  /** {@return the result of Commons Math} */
  @Benchmark
  @Peer
  @OperationsPerInvocation(GENERATIONS)
  public Object commonsMath() {
    return new org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer(
            GENERATIONS,
            0,
            true,
            0,
            0,
            new org.apache.commons.math3.random.Well19937c(7),
            false,
            (_, _, _) -> false)
        .optimize(
            new org.apache.commons.math3.optim.MaxEval(Integer.MAX_VALUE),
            new org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction(_ -> 1 + loss()),
            org.apache.commons.math3.optim.nonlinear.scalar.GoalType.MINIMIZE,
            new org.apache.commons.math3.optim.InitialGuess(filled(0.5)),
            new org.apache.commons.math3.optim.SimpleBounds(filled(0), filled(1)),
            new org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer.Sigma(
                filled(SIGMA)),
            new org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer
                .PopulationSize(population));
  }

  /** {@return the result of the MOEA Framework, which takes seconds for 200 parameters} */
  @Benchmark
  @Warmup(iterations = 1, time = 1)
  @Measurement(iterations = 1, time = 1)
  @Peer
  @OperationsPerInvocation(GENERATIONS)
  public Object moeaFramework() {
    var algorithm =
        new CMAES(
            new RandomLosses(),
            population,
            null,
            new NondominatedPopulation(),
            null,
            false,
            -1,
            -1,
            -1,
            -1,
            -1,
            SIGMA,
            0);
    for (int generation = 0; generation < GENERATIONS; generation++) {
      algorithm.step();
    }
    return algorithm.getResult();
  }

  private final class RandomLosses extends AbstractProblem {
    RandomLosses() {
      super(CmaGeneration.this.dimension, 1);
    }

    @Override
    public void evaluate(Solution solution) {
      solution.setObjectiveValue(0, loss());
    }

    @Override
    public Solution newSolution() {
      var solution = new Solution(numberOfVariables, 1);
      for (int i = 0; i < numberOfVariables; i++) {
        solution.setVariable(i, new RealVariable(0, 1));
      }
      return solution;
    }
  }
}
