package dev.beryl.benchmarks;

import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Samples;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does an exact mean cost beyond a plain sum, and its standard error beyond that?
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=Aggregating}
 */
public class Aggregating extends BerylBenchmark {
  private final Aggregation mean = Aggregation.mean();
  private final Aggregation median = Aggregation.median();

  /** The number of values. */
  @Param({"10", "1000", "1000000"})
  public int size;

  private double[] values;
  private Samples samples;

  /** Made by JMH. */
  public Aggregating() {}

  /** Draws the values. */
  @Setup
  public void prepare() {
    values = new SplittableRandom(7).doubles(size, 0.2, 0.4).toArray();
    samples = Samples.of(values);
  }

  /** {@return the floor: the values added up from left to right} */
  @Benchmark
  @Floor
  public double plainSum() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** {@return the exact mean} */
  @Benchmark
  public double mean() {
    return mean.aggregate(samples);
  }

  /** {@return the standard error of the mean} */
  @Benchmark
  public double standardError() {
    return mean.standardError(samples);
  }

  /** {@return the median} */
  @Benchmark
  public double median() {
    return median.aggregate(samples);
  }
}
