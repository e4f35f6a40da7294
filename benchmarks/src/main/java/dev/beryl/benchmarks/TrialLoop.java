package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.random.Seeds;
import dev.beryl.random.Stream;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a trial cost beyond its work? Random search over real parameters, one replicate, one
 * metric, beside a loop written by hand that draws the same points, evaluates the same function,
 * and keeps points and values. Times are per trial; a study begins anew in every invocation, so
 * that its start and the growth of its history are in it.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=TrialLoop}
 */
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrialLoop extends BerylBenchmark {
  private static final int SHORT = 1_000;
  private static final int LONG = 1_000_000;

  /** The number of real parameters. */
  @Param({"5", "20"})
  public int dimension;

  private Experiment<Double> experiment;
  private SearchSpace space;

  /** Made by JMH. */
  public TrialLoop() {}

  /**
   * Makes the experiment and sees to it that both loops draw the same points.
   *
   * @throws IllegalStateException if they do not
   */
  @Setup
  public void prepare() {
    RealParameter[] parameters =
        IntStream.range(0, dimension)
            .mapToObj(i -> Parameter.real("x" + i, -5, 5))
            .toArray(RealParameter[]::new);
    space = SearchSpace.of(parameters);
    experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              double sum = 0;
              for (RealParameter parameter : parameters) {
                double x = ctx.get(parameter);
                sum += x * x;
              }
              return sum;
            });
    double[] ours = study(100).values(0);
    double[] theirs = handWritten(100).values;
    if (!Arrays.equals(ours, theirs)) {
      throw new IllegalStateException("the two loops do not draw the same points");
    }
  }

  private StudyResult study(int trials) {
    return experiment.optimize(
        Study.of(space, Objective.minimize("loss"))
            .optimizer(RandomSearch.withDefaults())
            .trials(trials));
  }

  private record History(double[] points, double[] values, int best) {}

  private History handWritten(int trials) {
    var random = new PhiloxRandom(Seeds.derive(0, Stream.OPTIMIZER, 0, 0), 0);
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
    return new History(points, values, best);
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
}
