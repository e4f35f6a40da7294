package dev.beryl.benchmarks;

import dev.beryl.optimizers.Tpe;
import dev.beryl.space.Parameter;
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
 * What does a proposal of the tree-structured Parzen estimator cost over 200 parameters after 5 000
 * trials? An ask and the tell of its result, as {@link TpeAsk} has it, over reals, over integers on
 * a log scale, and over a third each of both and of categories. Each invocation makes 50 proposals.
 * Times, and the bytes that are {@link Allocation#allocated allocated}, are per proposal, without
 * what came before; JMH's own bytes have that in them.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=TpeOfManyParameters}
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TpeOfManyParameters extends BerylBenchmark {
  private static final int PARAMETERS = 200;
  private static final int HISTORY = 5_000;
  private static final int PROPOSALS = 50;

  /** The kind of the parameters. */
  @Param({"real", "mixed", "log integer"})
  public String kind;

  private Problem problem;
  private SearchSpace space;
  private double[] unit;
  private List<ToldTrial> told;
  private Optimizer optimizer;
  private int trials;

  /** Made by JMH. */
  public TpeOfManyParameters() {}

  /** Makes the space and a history of uniform treatments. */
  @Setup
  public void prepare() {
    space = SearchSpace.of(IntStream.range(0, PARAMETERS).mapToObj(this::parameter).toList());
    problem = Problem.of(space, Objective.minimize("loss"));
    unit = new double[PARAMETERS];
    var random = new SplittableRandom(5);
    told =
        IntStream.rangeClosed(1, HISTORY)
            .mapToObj(i -> observed(-i, space.fromUnit(random.doubles(PARAMETERS).toArray())))
            .toList();
  }

  private Parameter parameter(int place) {
    String name = "x" + place;
    return switch (kind) {
      case "real" -> Parameter.real(name, 0, 1);
      case "log integer" -> Parameter.integer(name, 1, 1000).log();
      case "mixed" ->
          switch (place % 3) {
            case 0 -> Parameter.real(name, 0, 1);
            case 1 -> Parameter.integer(name, 1, 1000).log();
            default -> Parameter.choice(name, 1, 2, 3, 4);
          };
      default -> throw new IllegalArgumentException("no kind '" + kind + "' here");
    };
  }

  private ToldTrial observed(int number, Treatment treatment) {
    return new ToldTrial(number, treatment, problem, loss(treatment));
  }

  private double loss(Treatment treatment) {
    space.toUnit(treatment, unit);
    double sum = 0;
    for (double u : unit) {
      sum += (u - 0.3) * (u - 0.3);
    }
    return sum;
  }

  /**
   * Tells the history to a new optimizer, as observations from elsewhere, and asks it once, as it
   * has more to do the first time.
   */
  @Setup(Level.Invocation)
  public void tellHistory() {
    Tpe choice = Tpe.withDefaults();
    var setting = OptimizerSetting.of(problem, 7);
    optimizer = choice.provider().create(setting.withOptions(choice.provider(), choice.chosen()));
    told.forEach(optimizer::tell);
    optimizer.tell(observed(0, optimizer.ask(1).getFirst()));
    trials = 1;
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
