package dev.beryl.benchmarks;

import dev.beryl.optimizers.Tpe;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a proposal of the tree-structured Parzen estimator cost after many trials? An ask and
 * the tell of its result, over real parameters. Each measurement begins anew with the history and
 * makes 50 proposals, by which the history grows. Times are per proposal.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=TpeAsk}
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
public class TpeAsk extends BerylBenchmark {
  private static final int PROPOSALS = 50;

  /** The number of real parameters. */
  @Param({"5", "20"})
  public int dimension;

  /** The number of trials before. */
  @Param({"1000", "10000"})
  public int history;

  private final List<Objective> objectives = List.of(Objective.minimize("loss"));
  private RealParameter[] parameters;
  private SearchSpace space;
  private Optimizer optimizer;
  private int trials;

  /** Made by JMH. */
  public TpeAsk() {}

  /** Makes the space. */
  @Setup
  public void prepare() {
    parameters =
        IntStream.range(0, dimension)
            .mapToObj(i -> Parameter.real("x" + i, 0, 1))
            .toArray(RealParameter[]::new);
    space = SearchSpace.of(parameters);
  }

  /** Tells the history of uniform treatments to a new optimiser. */
  @Setup(Level.Iteration)
  public void tellHistory() {
    Tpe factory = Tpe.withDefaults();
    var setting = OptimizerSetting.of(space, objectives, 7);
    optimizer =
        factory.provider().create(setting.withOptions(factory.provider(), factory.options()));
    var random = new SplittableRandom(5);
    for (int i = 1; i <= history; i++) { // negative numbers: observations from elsewhere
      Treatment treatment = space.fromUnit(random.doubles(dimension).toArray());
      optimizer.tell(new ToldTrial(-i, treatment, objectives, loss(treatment)));
    }
    trials = 0;
  }

  private double loss(Treatment treatment) {
    double sum = 0;
    for (RealParameter parameter : parameters) {
      double x = treatment.get(parameter) - 0.3;
      sum += x * x;
    }
    return sum;
  }

  /** {@return the last proposal} */
  @Benchmark
  @OperationsPerInvocation(PROPOSALS)
  public Treatment askAndTell() {
    Treatment treatment = optimizer.ask(1).getFirst();
    for (int i = 1; i < PROPOSALS; i++) {
      optimizer.tell(new ToldTrial(trials++, treatment, objectives, loss(treatment)));
      treatment = optimizer.ask(1).getFirst();
    }
    return treatment;
  }
}
