package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to run a trial's replicates? A study on two threads beside raw virtual threads
 * that do the same work: an executor for each trial, threads started and joined, threads and a
 * latch; and beside one thread that does all of it in a row. Times are per trial.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=ReplicateExecution}
 */
public class ReplicateExecution extends BerylBenchmark {
  private static final int TRIALS = 100;

  /** The number of replicates of a trial. */
  @Param({"1", "10", "100"})
  public int replicates;

  /** The work of a replicate, in tokens of {@link Blackhole#consumeCPU}: none, or some 20 µs. */
  @Param({"0", "10000"})
  public long work;

  private Experiment<Double> experiment;
  private SearchSpace space;

  /** Made by JMH. */
  public ReplicateExecution() {}

  /** Makes the experiment. */
  @Setup
  public void prepare() {
    RealParameter x = Parameter.real("x", 0, 1);
    space = SearchSpace.of(x);
    experiment = Experiment.measuring("loss", ctx -> replicate(ctx.get(x)));
  }

  private double replicate(double value) {
    if (work > 0) {
      Blackhole.consumeCPU(work);
    }
    return value;
  }

  /** {@return a study of 100 trials on two threads} */
  @Benchmark
  @OperationsPerInvocation(TRIALS)
  public Object studyOnTwoThreads() {
    return study(2);
  }

  /** {@return a study of 100 trials on one thread} */
  @Benchmark
  @OperationsPerInvocation(TRIALS)
  public Object studyOnOneThread() {
    return study(1);
  }

  private Object study(int threads) {
    return experiment.optimize(
        Study.of(space, Objective.minimize("loss"))
            .optimizer(RandomSearch.withDefaults())
            .trials(TRIALS)
            .replicates(replicates)
            .threads(threads));
  }

  /** {@return the floor: all replicates in a row on this thread} */
  @Benchmark
  @Floor
  @OperationsPerInvocation(TRIALS)
  public double inARow() {
    double sum = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      for (int r = 0; r < replicates; r++) {
        sum += replicate(trial);
      }
    }
    return sum;
  }

  /**
   * {@return the peer: an executor of virtual threads for each trial}
   *
   * @throws ExecutionException never
   * @throws InterruptedException never
   */
  @Benchmark
  @Peer
  @OperationsPerInvocation(TRIALS)
  public double executorForEachTrial() throws ExecutionException, InterruptedException {
    double sum = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double value = trial;
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var futures = new ArrayList<Future<Double>>(replicates);
        for (int r = 0; r < replicates; r++) {
          futures.add(executor.submit(() -> replicate(value)));
        }
        for (Future<Double> future : futures) {
          sum += future.get();
        }
      }
    }
    return sum;
  }

  /**
   * {@return the peer: virtual threads started and joined}
   *
   * @throws InterruptedException never
   */
  @Benchmark
  @Peer
  @OperationsPerInvocation(TRIALS)
  public double[] startedAndJoined() throws InterruptedException {
    double[] values = new double[replicates];
    for (int trial = 0; trial < TRIALS; trial++) {
      double value = trial;
      var threads = new Thread[replicates];
      for (int r = 0; r < replicates; r++) {
        int index = r;
        threads[r] = Thread.startVirtualThread(() -> values[index] = replicate(value));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return values;
  }

  /**
   * {@return the peer: virtual threads and a latch}
   *
   * @throws InterruptedException never
   */
  @Benchmark
  @Peer
  @OperationsPerInvocation(TRIALS)
  public double[] latch() throws InterruptedException {
    double[] values = new double[replicates];
    for (int trial = 0; trial < TRIALS; trial++) {
      double value = trial;
      var done = new CountDownLatch(replicates);
      for (int r = 0; r < replicates; r++) {
        int index = r;
        Thread.startVirtualThread(() -> {
          values[index] = replicate(value);
          done.countDown();
        });
      }
      done.await();
    }
    return values;
  }
}
