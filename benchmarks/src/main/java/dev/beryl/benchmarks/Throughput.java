package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How near to the ideal do many replicates come? Those that sleep a millisecond, a thousand at
 * once, would take 1 µs each; those that compute for a millisecond half of that on two cores.
 * Beside a plain program of virtual threads and a semaphore that does the same. Times are per
 * replicate.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=Throughput}
 */
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class Throughput extends BerylBenchmark {
  private static final int SLEEPS = 50_000;
  private static final int SPINS = 400;
  private static final int AT_ONCE = 1_000;
  private static final double TOKENS_TRIED = 1e6;

  private final RealParameter x = Parameter.real("x", 0, 1);
  private long millisecond; // of computing, in tokens

  /** Made by JMH. */
  public Throughput() {}

  /** Finds out how many tokens take a millisecond on one core with the other idle. */
  @Setup
  public void calibrate() {
    double nanos = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      Blackhole.consumeCPU((long) TOKENS_TRIED);
      nanos = Math.min(nanos, System.nanoTime() - start);
    }
    millisecond = Math.round(TOKENS_TRIED * 1e6 / nanos);
  }

  private StudyResult study(Experiment<Double> experiment, int trials, int inFlight, int threads) {
    return experiment.optimize(
        Study.of(SearchSpace.of(x), Objective.minimize("loss"))
            .optimizer(RandomSearch.withDefaults())
            .trials(trials)
            .parallelism(inFlight)
            .threads(threads));
  }

  private static void plain(int replicates, int atOnce, Runnable replicate) {
    var permits = new Semaphore(atOnce);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < replicates; i++) {
        permits.acquireUninterruptibly();
        var _ =
            executor.submit(() -> {
              try {
                replicate.run();
              } finally {
                permits.release();
              }
            });
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * {@return a study of sleeping replicates, a thousand at once, twice as many trials in flight}
   */
  @Benchmark
  @OperationsPerInvocation(SLEEPS)
  public Object sleepingStudy() {
    return study(
        Experiment.measuring(
            "loss",
            ctx -> {
              sleep();
              return ctx.get(x);
            }),
        SLEEPS,
        2 * AT_ONCE,
        AT_ONCE);
  }

  /** The peer: sleeping virtual threads, a thousand at once. */
  @Benchmark
  @Peer(of = "sleepingStudy")
  @OperationsPerInvocation(SLEEPS)
  public void sleepingThreads() {
    plain(SLEEPS, AT_ONCE, Throughput::sleep);
  }

  /** {@return a study of computing replicates on two threads, eight trials in flight} */
  @Benchmark
  @OperationsPerInvocation(SPINS)
  public Object computingStudy() {
    return study(
        Experiment.measuring(
            "loss",
            ctx -> {
              Blackhole.consumeCPU(millisecond);
              return ctx.get(x);
            }),
        SPINS,
        8,
        2);
  }

  /** The peer: computing virtual threads, two at once. */
  @Benchmark
  @Peer(of = "computingStudy")
  @OperationsPerInvocation(SPINS)
  public void computingThreads() {
    plain(SPINS, 2, () -> Blackhole.consumeCPU(millisecond));
  }

  /** The floor: the same work in a row on one core. */
  @Benchmark
  @Floor(of = "computingStudy")
  @OperationsPerInvocation(SPINS)
  public void computingInARow() {
    for (int i = 0; i < SPINS; i++) {
      Blackhole.consumeCPU(millisecond);
    }
  }
}
