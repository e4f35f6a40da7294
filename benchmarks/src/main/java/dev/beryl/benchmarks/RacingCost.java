package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does racing add to a replicate that does no work? A study of 10 000 replicates that ends with
 * a race of five treatments, beside the same study with one replicate of each treatment and no race.
 * Both run on one thread. Times are per replicate.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=RacingCost}
 */
public class RacingCost extends BerylBenchmark {
  private static final int REPLICATES = 10_000;

  private Experiment<Double> experiment;
  private Study study;

  /** Made by JMH. */
  public RacingCost() {}

  /** Makes the experiment: noise, so that the race goes on, from the bits of the seed alone. */
  @Setup
  public void prepare() {
    RealParameter x = Parameter.real("x", 0, 1);
    experiment =
        Experiment.measuring("loss", ctx -> ctx.get(x) + 1e-3 * (ctx.seed() >>> 11) * 0x1p-53);
    study =
        Study.of(SearchSpace.of(x), Objective.minimize("loss"))
            .optimizer(RandomSearch.withDefaults())
            .threads(1);
  }

  /** {@return a study with racing} */
  @Benchmark
  @OperationsPerInvocation(REPLICATES)
  public Object racing() {
    return experiment.optimize(study.replicates(1, 30).budget(REPLICATES));
  }

  /** {@return the floor: the same number of replicates, each of another treatment} */
  @Benchmark
  @Floor(of = "racing")
  @OperationsPerInvocation(REPLICATES)
  public Object fixedReplicates() {
    return experiment.optimize(study.replicates(1).trials(REPLICATES));
  }
}
