package dev.beryl.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Counts the bytes that a benchmark's measured part allocates on its thread, where each invocation
 * is set up anew: JMH's {@code gc.alloc.rate.norm} has the setup's bytes in it, {@link #allocated}
 * has not.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Allocation {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int operations; // of an invocation
  private int iterations; // that JMH adds up: of all forks
  private long begun;
  private long bytes;
  private long invocations;

  /** Made by JMH. */
  public Allocation() {}

  /** Begins an iteration. */
  @Setup(Level.Iteration)
  public void clear(BenchmarkParams benchmark) {
    operations = benchmark.getOpsPerInvocation();
    iterations = benchmark.getMeasurement().getCount() * Math.max(1, benchmark.getForks());
    bytes = 0;
    invocations = 0;
  }

  /** The measured part begins. */
  void begin() {
    begun = threads.getCurrentThreadAllocatedBytes();
  }

  /** The measured part has ended. */
  void end() {
    bytes += threads.getCurrentThreadAllocatedBytes() - begun;
    invocations++;
  }

  /** {@return this iteration's share in the mean of the bytes per operation} */
  public double allocated() {
    return (double) bytes / invocations / operations / iterations;
  }
}
