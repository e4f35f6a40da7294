package dev.beryl.benchmarks;

import dev.beryl.space.Range;
import dev.beryl.space.RecordSpace;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to make a record of a treatment? A record of five components: an {@code int}, a
 * {@code double}, an enum, a {@code boolean} and a {@code Duration}. Beside its constructor, called
 * with values that are in arrays of their types. Times are per record.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=RecordInstance}
 */
public class RecordInstance extends BerylBenchmark {
  private static final int TREATMENTS = 256; // a power of two

  /** Made by JMH. */
  public RecordInstance() {}

  /** What is chosen. */
  public enum Criterion {
    /** One. */
    GINI,
    /** Another. */
    ENTROPY,
    /** A third. */
    LOG_LOSS
  }

  /** A record of five components. */
  public record Forest(
      @Range(min = 10, max = 500, log = true) int trees,
      @Range(min = 0, max = 1) double share,
      Criterion criterion,
      boolean warm,
      @Range(min = 1, max = 60) Duration limit) {}

  /** Treatments, and the values of their records in arrays. */
  @State(Scope.Thread)
  public static class Treatments {
    private final RecordSpace<Forest> space = SearchSpace.of(Forest.class);
    private final Treatment[] treatments = new Treatment[TREATMENTS];
    private final int[] trees = new int[TREATMENTS];
    private final double[] shares = new double[TREATMENTS];
    private final Criterion[] criteria = new Criterion[TREATMENTS];
    private final boolean[] warm = new boolean[TREATMENTS];
    private final Duration[] limits = new Duration[TREATMENTS];
    private int next;

    /** Made by JMH. */
    public Treatments() {}

    /** Draws treatments. */
    @Setup
    public void prepare() {
      var random = new SplittableRandom(7);
      for (int i = 0; i < TREATMENTS; i++) {
        treatments[i] = space.fromUnit(random.doubles(space.dimension()).toArray());
        Forest forest = space.instance(treatments[i]);
        trees[i] = forest.trees();
        shares[i] = forest.share();
        criteria[i] = forest.criterion();
        warm[i] = forest.warm();
        limits[i] = forest.limit();
      }
    }

    private int next() {
      return next++ & TREATMENTS - 1;
    }
  }

  /** Of a treatment. */
  @Benchmark
  public Forest instance(Treatments of) {
    return of.space.instance(of.treatments[of.next()]);
  }

  /** By the constructor. */
  @Benchmark
  @Floor(of = "instance")
  public Forest byConstructor(Treatments of) {
    int i = of.next();
    return new Forest(of.trees[i], of.shares[i], of.criteria[i], of.warm[i], of.limits[i]);
  }
}
