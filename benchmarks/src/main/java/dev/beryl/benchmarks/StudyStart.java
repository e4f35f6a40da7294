package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to start and end a study? A study of one trial that does nothing, from its
 * settings to its result, without a journal: on the thread of its loop, and on an executor of the
 * caller. Beside an executor that is given a task for the loop, and that task another one for the
 * replicate, and that wait for each other, as studies do.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=StudyStart}
 */
public class StudyStart extends BerylBenchmark {
  private final RealParameter x = Parameter.real("x", 0, 1);
  private final SearchSpace space = SearchSpace.of(x);
  private final Experiment<Double> experiment = Experiment.measuring("loss", ctx -> ctx.get(x));
  private ExecutorService executor;

  /** Made by JMH. */
  public StudyStart() {}

  /** Starts the executor. */
  @Setup
  public void start() {
    executor = Executors.newCachedThreadPool();
  }

  /** Stops the executor. */
  @TearDown
  public void stop() {
    executor.shutdown();
  }

  private Study study() {
    return Study.of(space, Objective.minimize("loss"))
        .optimizer(RandomSearch.withDefaults())
        .trials(1);
  }

  /** {@return a study of one trial on one thread} */
  @Benchmark
  public Object onOneThread() {
    return experiment.optimize(study().threads(1));
  }

  /** {@return a study of one trial on an executor} */
  @Benchmark
  public Object onExecutor() {
    return experiment.optimize(study().executor(executor));
  }

  /** {@return the floor: a task that another thread runs, and its result} */
  @Benchmark
  @Floor(of = "onOneThread")
  public Object taskByHand() throws ExecutionException, InterruptedException {
    return executor.submit(Object::new).get();
  }

  /** {@return the floor: a task that waits for a second one} */
  @Benchmark
  @Floor(of = "onExecutor")
  public Object twoTasksByHand() throws ExecutionException, InterruptedException {
    return executor.submit(() -> executor.submit(Object::new).get()).get();
  }
}
