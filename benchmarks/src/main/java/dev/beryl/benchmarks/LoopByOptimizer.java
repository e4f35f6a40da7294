package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.CmaEs;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.optimizers.Sobol;
import dev.beryl.optimizers.Tpe;
import dev.beryl.random.SeedPurpose;
import dev.beryl.random.Seeds;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the loop add to each optimizer? Whole studies of the sum of squares, one replicate, one
 * metric, beside the same optimizer driven by hand: asked for one treatment, told its value, points
 * and values kept in arrays, nothing else. Both come to the same values, bit for bit. All have
 * their defaults, so that {@code tpe} hands the end of the search over to a local one: what its own
 * proposals cost is {@link TpeAsk}'s question. Times are per trial; optimizer and study begin anew
 * in every invocation.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=LoopByOptimizer}
 */
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class LoopByOptimizer extends BerylBenchmark {
  private static final int SHORT = 1_000;
  private static final int LONG = 10_000;
  private static final long SEED = 7;

  /** The optimizer's name. */
  @Param({"random", "sobol", "cma-es", "tpe"})
  public String optimizer;

  /** The number of real parameters. */
  @Param({"5", "20"})
  public int dimension;

  private Problem problem;
  private RealParameter[] parameters;
  private SearchSpace space;
  private OptimizerChoice choice;
  private Experiment<Double> experiment;

  /** Made by JMH. */
  public LoopByOptimizer() {}

  /**
   * Makes the experiment and sees to it that both ways come to the same values.
   *
   * @throws IllegalStateException if they do not
   */
  @Setup
  public void prepare() {
    parameters = Sphere.parameters(dimension);
    space = SearchSpace.of(parameters);
    problem = Problem.of(space, Objective.minimize("loss"));
    choice =
        switch (optimizer) {
          case "random" -> RandomSearch.withDefaults();
          case "sobol" -> Sobol.withDefaults();
          case "cma-es" -> CmaEs.withDefaults();
          case "tpe" -> Tpe.withDefaults();
          default -> throw new IllegalArgumentException("no optimizer '" + optimizer + "' here");
        };
    experiment = Sphere.experiment(parameters);
    if (!Arrays.equals(study(SHORT).values(0), byHand(SHORT).values)) {
      throw new IllegalStateException(
          "%s: study and loop by hand do not come to the same values".formatted(optimizer));
    }
  }

  private StudyResult study(int trials) {
    return experiment.optimize(
        Study.of(space, problem.objectives().getFirst())
            .optimizer(choice)
            .trials(trials)
            .seed(SEED));
  }

  private record History(double[] points, double[] values) {}

  private History byHand(int trials) {
    Optimizer driven =
        choice
            .provider()
            .create(
                OptimizerSetting.of(problem, Seeds.derive(SEED, SeedPurpose.OPTIMIZER, 0, 0))
                    .withOptions(choice.provider(), choice.chosen())
                    .withTrials(trials));
    double[] points = new double[trials * dimension];
    double[] values = new double[trials];
    for (int trial = 0; trial < trials; trial++) {
      Treatment treatment = driven.ask(1).getFirst();
      double sum = 0;
      for (int i = 0; i < dimension; i++) {
        double x = treatment.get(parameters[i]);
        points[trial * dimension + i] = x;
        sum += x * x;
      }
      values[trial] = sum;
      driven.tell(new ToldTrial(trial, treatment, problem, sum));
    }
    return new History(points, values);
  }

  /** {@return a study of 1 000 trials} */
  @Benchmark
  @OperationsPerInvocation(SHORT)
  public Object studyOf1000() {
    return study(SHORT);
  }

  /** {@return a study of 10 000 trials} */
  @Benchmark
  @OperationsPerInvocation(LONG)
  public Object studyOf10000() {
    return study(LONG);
  }

  /** {@return the floor: 1 000 trials by hand} */
  @Benchmark
  @Floor(of = "studyOf1000")
  @OperationsPerInvocation(SHORT)
  public Object byHandOf1000() {
    return byHand(SHORT);
  }

  /** {@return the floor: 10 000 trials by hand} */
  @Benchmark
  @Floor(of = "studyOf10000")
  @OperationsPerInvocation(LONG)
  public Object byHandOf10000() {
    return byHand(LONG);
  }
}
