package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.random.SeedPurpose;
import dev.beryl.random.Seeds;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import io.jenetics.DoubleGene;
import io.jenetics.GaussianMutator;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Codecs;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.util.DoubleRange;
import java.util.Arrays;
import org.moeaframework.core.Solution;
import org.moeaframework.core.population.NondominatedPopulation;
import org.moeaframework.core.variable.RealVariable;
import org.moeaframework.problem.AbstractProblem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a trial cost beyond its work? Random search over real parameters, one replicate, one
 * metric, beside a loop written by hand that draws the same points, evaluates the same function,
 * and keeps points and values. Times are per trial; each invocation starts a new study, so that its
 * start and the growth of its history are in it.
 *
 * <p>Short studies also beside two libraries that evaluate as many solutions of the same function:
 * the random search of the MOEA Framework, which draws as ours does but keeps the best solution
 * alone; and a genetic algorithm of Jenetics on one thread, which has no random search. A
 * population of 50 is replaced by its offspring 19 times; each offspring is selected by a
 * tournament, recombined, and mutated in every gene, so that none of them is spared its evaluation,
 * and only the last population is kept.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=TrialOverhead}
 */
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrialOverhead extends BerylBenchmark {
  private static final int SHORT = 1_000;
  private static final int LONG = 1_000_000;
  private static final int POPULATION = 50; // a divisor of SHORT

  /** The number of real parameters. */
  @Param({"5", "20"})
  public int dimension;

  private Experiment<Double> experiment;
  private SearchSpace space;
  private long evaluations; // of the libraries

  /** Made by JMH. */
  public TrialOverhead() {}

  /**
   * Makes the experiment and sees to it that both loops draw the same points, and that the
   * libraries evaluate as many.
   */
  @Setup
  public void prepare() {
    RealParameter[] parameters = Sphere.parameters(dimension);
    space = SearchSpace.of(parameters);
    experiment = Sphere.experiment(parameters);
    double[] ours = study(100).values(0);
    double[] theirs = handWritten(100).values;
    if (!Arrays.equals(ours, theirs)) {
      throw new IllegalStateException("the two loops do not draw the same points");
    }
    evaluations = 0;
    moeaFrameworkOf1000();
    requireEvaluations("MOEA Framework");
    jeneticsOf1000();
    requireEvaluations("Jenetics");
  }

  private void requireEvaluations(String library) {
    if (evaluations != SHORT) {
      throw new IllegalStateException(
          "%s: expected %s evaluations, got %s".formatted(library, SHORT, evaluations));
    }
    evaluations = 0;
  }

  private double sumOfSquares(double[] point) {
    evaluations++;
    double sum = 0;
    for (double x : point) {
      sum += x * x;
    }
    return sum;
  }

  private StudyResult study(int trials) {
    return experiment.optimize(
        Study.of(space, Objective.minimize("loss"))
            .optimizer(RandomSearch.withDefaults())
            .trials(trials));
  }

  private record HandWritten(double[] points, double[] values, int best) {}

  private HandWritten handWritten(int trials) {
    var random = new PhiloxRandom(Seeds.derive(0, SeedPurpose.OPTIMIZER, 0, 0), 0);
    double[] points = new double[trials * dimension];
    double[] values = new double[trials];
    int best = 0;
    for (int trial = 0; trial < trials; trial++) {
      int start = trial * dimension;
      random.seek(trial, 0);
      random.nextDoubles(points, start, start + dimension);
      double sum = 0;
      for (int i = start; i < start + dimension; i++) {
        double x = -5 + points[i] * 10;
        points[i] = x;
        sum += x * x;
      }
      values[trial] = sum;
      if (sum < values[best]) {
        best = trial;
      }
    }
    return new HandWritten(points, values, best);
  }

  /** {@return a study of 1 000 trials} */
  @Benchmark
  @OperationsPerInvocation(SHORT)
  public Object studyOf1000() {
    return study(SHORT);
  }

  /** {@return a study of 1 000 000 trials} */
  @Benchmark
  @OperationsPerInvocation(LONG)
  public Object studyOf1000000() {
    return study(LONG);
  }

  /** {@return the floor: 1 000 trials by hand} */
  @Benchmark
  @Floor(of = "studyOf1000")
  @OperationsPerInvocation(SHORT)
  public Object handWrittenLoopOf1000() {
    return handWritten(SHORT);
  }

  /** {@return the floor: 1 000 000 trials by hand} */
  @Benchmark
  @Floor(of = "studyOf1000000")
  @OperationsPerInvocation(LONG)
  public Object handWrittenLoopOf1000000() {
    return handWritten(LONG);
  }

  /** {@return the peer: the best of 1 000 solutions that the MOEA Framework draws} */
  @Benchmark
  @Peer(of = "studyOf1000")
  @OperationsPerInvocation(SHORT)
  public NondominatedPopulation moeaFrameworkOf1000() {
    var search = new org.moeaframework.algorithm.RandomSearch(new SumOfSquares());
    while (search.getNumberOfEvaluations() < SHORT) {
      search.step();
    }
    return search.getResult();
  }

  /** {@return the peer: what a genetic algorithm of Jenetics comes to with 1 000 evaluations} */
  @Benchmark
  @Peer(of = "studyOf1000")
  @OperationsPerInvocation(SHORT)
  public EvolutionResult<DoubleGene, Double> jeneticsOf1000() {
    return Engine.builder(this::sumOfSquares, Codecs.ofVector(new DoubleRange(-5, 5), dimension))
        .populationSize(POPULATION)
        .offspringFraction(1)
        .alterers(new UniformCrossover<>(0.5), new GaussianMutator<>(1))
        .minimizing()
        .executor(Runnable::run)
        .build()
        .stream()
        .limit(SHORT / POPULATION - 1)
        .collect(EvolutionResult.toBestEvolutionResult());
  }

  private final class SumOfSquares extends AbstractProblem {
    SumOfSquares() {
      super(TrialOverhead.this.dimension, 1);
    }

    @Override
    public void evaluate(Solution solution) {
      solution.setObjectiveValue(0, sumOfSquares(RealVariable.getReal(solution)));
    }

    @Override
    public Solution newSolution() {
      var solution = new Solution(numberOfVariables, 1);
      for (int i = 0; i < numberOfVariables; i++) {
        solution.setVariable(i, new RealVariable(-5, 5));
      }
      return solution;
    }
  }
}
