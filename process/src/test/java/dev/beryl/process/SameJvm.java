package dev.beryl.process;

import dev.beryl.Experiment;
import dev.beryl.RunResult;
import dev.beryl.space.Treatment;
import dev.beryl.study.Interval;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares a JVM with itself, again and again: how often does the 95 % interval of the difference
 * cover zero? Runs of the two sides take turns, in an order that is drawn for each replicate.
 */
final class SameJvm {
  private static final int REPLICATES = 30;

  private SameJvm() {}

  /** Takes the number of repeats. */
  public static void main(String[] arguments) {
    int repeats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    Experiment<CommandResult> experiment =
        Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dside={side}",
                "-Xmx64m",
                "-version")
            .reading(Metrics.wallTime())
            .experiment();
    List<Treatment> sides = List.of(side("left"), side("right"));
    int covering = 0;
    for (int repeat = 0; repeat < repeats; repeat++) {
      RunResult runs = experiment.run(sides, REPLICATES, repeat);
      Interval interval = runs.interval("wallTime", "left", "right");
      boolean covers = interval.low() <= 0 && interval.high() >= 0;
      covering += covers ? 1 : 0;
      System.out.printf(
          Locale.ROOT,
          "repeat %s: left %.4f s, right %.4f s, difference %.4f to %.4f s%s%n",
          repeat,
          runs.run("left").mean("wallTime"),
          runs.run("right").mean("wallTime"),
          interval.low(),
          interval.high(),
          covers ? "" : ": without zero");
    }
    System.out.printf(Locale.ROOT, "%s of %s intervals cover zero%n", covering, repeats);
  }

  private static Treatment side(String name) {
    return Treatment.of(name, Map.of("side", name));
  }
}
