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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to run a trial's replicates? A study on two threads beside raw virtual threads
 * that do the same work: an executor for each trial, threads started and joined, threads and a
 * latch; and beside the best that two cores can do: this thread and a second one that never sleeps
 * take replicates from one counter. A study on one thread beside that thread doing all of it in a
 * row. Times are per trial.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=ReplicateExecution}
 */
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
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
  @Floor(of = "studyOnOneThread")
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
   * All replicates on this thread and a second one that waits for them. Both cores must be free:
   * where other programs compute, threads that spin lose more than threads that sleep.
   */
  @Benchmark
  @Floor(of = "studyOnTwoThreads")
  @OperationsPerInvocation(TRIALS)
  public double twoThreadsByHand(Pair pair) {
    double sum = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      sum += pair.run(trial);
    }
    return sum;
  }

  /** Two threads that run the replicates of one trial after another: the caller's and a second. */
  @State(Scope.Thread)
  public static class Pair {
    private final AtomicLong next = new AtomicLong(); // over all trials
    private final Thread second = new Thread(this::takePart, "second");
    private ReplicateExecution benchmark;
    private long own; // how many the caller ran
    private double value; // of the running trial
    private double sum; // of what the second ran in it, as of its last count
    private volatile long end; // of the running trial
    private volatile long others; // how many the second ran
    private volatile boolean stopped;

    /** Made by JMH. */
    public Pair() {}

    /**
     * Starts the second thread.
     *
     * @param running whose replicates they run
     */
    @Setup
    public void start(ReplicateExecution running) {
      benchmark = running;
      second.start();
    }

    /** Stops the second thread. */
    @TearDown
    public void stop() throws InterruptedException {
      stopped = true;
      second.join();
    }

    double run(double of) {
      value = of;
      sum = 0;
      end += benchmark.replicates; // from here on both take
      double ours = 0;
      while (take()) {
        ours += benchmark.replicate(value);
        own++;
      }
      while (own + others < end) {
        Thread.onSpinWait();
      }
      return ours + sum;
    }

    private boolean take() {
      for (long taken = next.get(); taken < end; taken = next.get()) {
        if (next.compareAndSet(taken, taken + 1)) {
          return true;
        }
      }
      return false;
    }

    private void takePart() {
      while (!stopped) {
        if (take()) {
          sum += benchmark.replicate(value);
          others++; // lets the caller see the sum
        } else {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** {@return the peer: an executor of virtual threads for each trial} */
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

  /** {@return the peer: virtual threads started and joined} */
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

  /** {@return the peer: virtual threads and a latch} */
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
