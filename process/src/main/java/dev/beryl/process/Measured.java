package dev.beryl.process;

import dev.beryl.process.Metrics.Recording;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Metrics of a run that its program does not print. */
final class Measured {
  static final Metrics EXIT_CODE = metric("exitCode", Finished::exitCode);
  static final Metrics WALL_TIME = metric("wallTime", run -> run.wallTime().toNanos() / 1e9);
  private static final Metrics CPU_TIME = metric("cpuTime", run -> run.usage().cpuSeconds());
  private static final Metrics PEAK_MEMORY = metric("peakMemory", run -> run.usage().peakBytes());

  private Measured() {}

  private static Metrics metric(String name, ToDoubleFunction<Finished> value) {
    return new Metrics(
        "metric '" + name + "'",
        List.of(),
        () -> (Finished run, Recording into) -> into.record(name, value.applyAsDouble(run)));
  }

  static Metrics cpuTime() {
    return ofLinux("cpuTime", CPU_TIME);
  }

  static Metrics peakMemory() {
    return ofLinux("peakMemory", PEAK_MEMORY);
  }

  private static Metrics ofLinux(String name, Metrics metric) {
    if (!Proc.isThere()) {
      throw new UnsupportedOperationException(
          "metric '%s' is read from /proc of Linux, which this system lacks; have the program print it"
              .formatted(name));
    }
    return metric;
  }

  /** Whether the usage must be sampled for these metrics. */
  static boolean sampled(List<Metrics> metrics) {
    return metrics.contains(CPU_TIME) || metrics.contains(PEAK_MEMORY);
  }
}
