package dev.beryl.benchmarks;

import dev.beryl.optimizers.quasi.ScrambledSobol;
import org.hipparchus.random.SobolSequenceGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a scrambled Sobol point by its index cost, beside a point of a sequential generator
 * that does not scramble?
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=SobolPoints}
 */
public class SobolPoints extends BerylBenchmark {

  /** The number of coordinates. */
  @Param({"5", "20"})
  public int dimension;

  private ScrambledSobol sobol;
  private SobolSequenceGenerator peer;
  private double[] point;
  private long index;

  /** Made by JMH. */
  public SobolPoints() {}

  /** Begins both sequences. */
  @Setup
  public void prepare() {
    sobol = new ScrambledSobol(dimension, 7);
    peer = new SobolSequenceGenerator(dimension);
    point = new double[dimension];
    index = 0;
  }

  /** {@return the next point, scrambled, computed from its index} */
  @Benchmark
  public double[] scrambledByIndex() {
    sobol.point(index++ & 0xFFFF_FFFFL, point, 0, dimension);
    return point;
  }

  /** {@return the next point of Hipparchus, not scrambled, by its predecessor} */
  @Benchmark
  @Peer
  public double[] plainInSequence() {
    if (peer.getNextIndex() == Integer.MAX_VALUE) {
      peer.skipTo(0);
    }
    return peer.nextVector();
  }
}
