package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What does a study of ten million trials keep, and does a trial cost more in the end? Random
 * search over 20 parameters, one metric, in a heap of 2.2 GB, beside a study of a million. Times
 * are per trial, of one study in a new JVM, its warm-up and all collections of garbage included.
 * Bytes are those that a trial leaves in the heap while the result is in use: {@link
 * Retained#allocated}.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=LongStudy}
 */
@Warmup(iterations = 0)
@Measurement(iterations = 1, time = 1, timeUnit = TimeUnit.MILLISECONDS) // one study takes longer
@Fork(
    value = 3,
    jvmArgs = {"-Xms2200m", "-Xmx2200m"})
public class LongStudy extends BerylBenchmark {
  private static final int MILLION = 1_000_000;
  private static final int DIMENSION = 20;

  private SearchSpace space;
  private Experiment<Double> experiment;

  /** Made by JMH. */
  public LongStudy() {}

  /** Makes the experiment. */
  @Setup
  public void prepare() {
    RealParameter[] parameters = Sphere.parameters(DIMENSION);
    space = SearchSpace.of(parameters);
    experiment = Sphere.experiment(parameters);
  }

  /** What the study of an invocation keeps. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Retained {
    private double trials;
    private int shots; // that JMH adds up: of all forks
    private long before;
    private long bytes;
    private StudyResult result;

    /** Made by JMH. */
    public Retained() {}

    /** Looks at the heap before the study. */
    @Setup(Level.Invocation)
    public void before(BenchmarkParams benchmark) {
      trials = benchmark.getOpsPerInvocation();
      shots = Math.max(1, benchmark.getForks());
      before = used();
    }

    /** Looks at the heap after the study. */
    @TearDown(Level.Invocation)
    public void after() {
      bytes = used() - before;
      Reference.reachabilityFence(result);
    }

    private static long used() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** {@return this fork's share in the mean of the bytes per trial} */
    public double allocated() {
      return bytes / trials / shots;
    }
  }

  private StudyResult study(int trials) {
    return experiment.optimize(
        Study.of(space, Objective.minimize("loss"))
            .optimizer(RandomSearch.withDefaults())
            .trials(trials));
  }

  /** A study of ten million trials. */
  @Benchmark
  @OperationsPerInvocation(10 * MILLION)
  public void tenMillion(Retained retained) {
    retained.result = study(10 * MILLION);
  }

  /** The floor: a study of a million trials, so that a trial of the long one beside it costs 1. */
  @Benchmark
  @Floor(of = "tenMillion")
  @OperationsPerInvocation(MILLION)
  public void million(Retained retained) {
    retained.result = study(MILLION);
  }
}
