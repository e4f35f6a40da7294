package dev.beryl.benchmarks.gate;

import dev.beryl.benchmarks.results.Measured;
import dev.beryl.benchmarks.run.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A side whose benchmarks take times that are drawn: a machine that drifts by 20 % over some
 * hundred forks, and noise of a log-normal law in each fork.
 */
final class SimulatedSide implements Side {
  private final double time;
  private final double noise;
  private final SplittableRandom random;
  private final List<String> names;
  int forks;

  SimulatedSide(long seed, double time, double noise, String... names) {
    this.time = time;
    this.noise = noise;
    this.names = List.of(names);
    random = new SplittableRandom(seed);
  }

  @Override
  public SortedSet<String> benchmarks(Selection selection) {
    var found = new TreeSet<>(names);
    found.removeIf(name -> !name.contains(selection.regex()));
    return found;
  }

  @Override
  public List<Measured> measure(String benchmark, Map<String, List<String>> parameters) {
    double machine = 1 + 0.1 * Math.sin(forks++ / 20.0);
    return List.of(
        measured(benchmark, time * machine * Math.exp(noise * random.nextGaussian()), 264));
  }

  static Measured measured(String name, double time, double bytes) {
    return new Measured(name, "", time, Double.NaN, List.of(time), bytes, bytes);
  }

  static List<List<Measured>> rounds(String name, double bytes, double... times) {
    return Arrays.stream(times).mapToObj(time -> List.of(measured(name, time, bytes))).toList();
  }
}
