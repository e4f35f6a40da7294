package dev.beryl.benchmarks;

import dev.beryl.optimizers.GaussianProcess;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a proposal of the Gaussian process cost? An ask and the tell of its result, over real
 * parameters, as a mean over proposals with new hyperparameters and those between them. Each
 * invocation begins with a new optimizer that was told the history and has made a proposal since,
 * as it would have in a study, and makes 27 more, by which the history grows. Times, and the bytes
 * that are {@link Allocation#allocated allocated}, are per proposal, without what came before;
 * JMH's own bytes have that in them.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=GaussianProcessAsk}
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GaussianProcessAsk extends BerylBenchmark {
  private static final int PROPOSALS = 27;

  /** The number of trials before, and of real parameters. */
  @Param({"50 of 5", "100 of 5", "100 of 10", "250 of 10", "500 of 20"})
  public String history;

  private Problem problem;
  private RealParameter[] parameters;
  private List<ToldTrial> told;
  private Optimizer optimizer;
  private int trials;

  /** Made by JMH. */
  public GaussianProcessAsk() {}

  /** Makes the space and a history of uniform treatments. */
  @Setup
  public void prepare() {
    String[] numbers = history.split(" of ");
    int dimension = Integer.parseInt(numbers[1]);
    parameters =
        IntStream.range(0, dimension)
            .mapToObj(i -> Parameter.real("x" + i, 0, 1))
            .toArray(RealParameter[]::new);
    SearchSpace space = SearchSpace.of(parameters);
    problem = Problem.of(space, Objective.minimize("loss"));
    var random = new SplittableRandom(5);
    told =
        IntStream.rangeClosed(1, Integer.parseInt(numbers[0]))
            .mapToObj(i -> observed(-i, space.fromUnit(random.doubles(dimension).toArray())))
            .toList();
  }

  private ToldTrial observed(int number, Treatment treatment) {
    return new ToldTrial(number, treatment, problem, loss(treatment));
  }

  /**
   * Tells the history to a new optimizer, as observations from elsewhere, and asks it once, as it
   * has more to do the first time.
   */
  @Setup(Level.Invocation)
  public void tellHistory() {
    GaussianProcess choice = GaussianProcess.withDefaults();
    var setting = OptimizerSetting.of(problem, 7);
    optimizer = choice.provider().create(setting.withOptions(choice.provider(), choice.chosen()));
    told.forEach(optimizer::tell);
    optimizer.tell(observed(0, optimizer.ask(1).getFirst()));
    trials = 1;
  }

  /** Neither quadratic nor separable. */
  private double loss(Treatment treatment) {
    double sum = 0;
    double before = 0.3;
    for (RealParameter parameter : parameters) {
      double x = treatment.get(parameter);
      sum += (x - 0.3) * (x - 0.3) + 5 * x * (x - before) * (x - before);
      before = x;
    }
    return sum;
  }

  /** Asks and tells. */
  @Benchmark
  @OperationsPerInvocation(PROPOSALS)
  public Treatment askAndTell(Allocation allocation) {
    allocation.begin();
    Treatment treatment = optimizer.ask(1).getFirst();
    for (int i = 1; i < PROPOSALS; i++) {
      optimizer.tell(observed(trials++, treatment));
      treatment = optimizer.ask(1).getFirst();
    }
    allocation.end();
    return treatment;
  }
}
