package dev.beryl.process;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a run costs beside {@link ProcessBuilder} alone: runs of {@code true} on two threads, both
 * ways in turns. Both have an argument, with which {@code true} itself takes longer. Prints the
 * time of each turn and the median of their ratios.
 */
final class Overhead {
  private static final int THREADS = 2;
  private static final int IN_FLIGHT = 16; // trials are entered in order: no thread waits for that

  private Overhead() {}

  /** Takes the number of runs of a turn, and of turns. */
  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    alone(runs);
    commands(runs);
    var ratios = new ArrayList<Double>();
    var cpuRatios = new ArrayList<Double>();
    for (int turn = 0; turn < turns; turn++) {
      Cost alone = cost(() -> alone(runs));
      Cost commands = cost(() -> commands(runs));
      ratios.add(commands.seconds / alone.seconds);
      cpuRatios.add(commands.cpu / alone.cpu);
      System.out.printf(
          Locale.ROOT,
          "%s runs: ProcessBuilder %.3f s (CPU %.3f s), commands %.3f s (CPU %.3f s)%n",
          runs,
          alone.seconds,
          alone.cpu,
          commands.seconds,
          commands.cpu);
    }
    System.out.printf(
        Locale.ROOT, "median ratio %.3f, of CPU %.3f%n", median(ratios), median(cpuRatios));
  }

  private static double median(List<Double> values) {
    values.sort(null);
    return values.get(values.size() / 2);
  }

  /** Time that passed, and CPU time of this JVM and the programs, in seconds. */
  private record Cost(double seconds, double cpu) {}

  private interface Work {
    void run() throws Exception;
  }

  private static Cost cost(Work work) throws Exception {
    long start = System.nanoTime();
    double cpu = cpu();
    work.run();
    return new Cost((System.nanoTime() - start) / 1e9, cpu() - cpu);
  }

  private static double cpu() {
    String[] stat = Proc.stat(ProcessHandle.current().pid());
    double ticks = 0;
    for (int field = 11; field < 15; field++) {
      ticks += Double.parseDouble(stat[field]);
    }
    return ticks / 100;
  }

  private static void alone(int runs) throws InterruptedException {
    var left = new AtomicInteger(runs);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofPlatform().start(() -> runAlone(left)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void runAlone(AtomicInteger left) {
    while (left.getAndDecrement() > 0) {
      try {
        Process process = new ProcessBuilder(List.of("true", "7")).start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        process.getErrorStream().readAllBytes();
        process.waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void commands(int runs) {
    Experiment<CommandResult> experiment =
        Command.of("true", "{x}").reading(Metrics.exitCode()).experiment();
    var space = SearchSpace.of(Parameter.integer("x", 0, 1_000_000));
    experiment.optimize(
        Study.of(space, Objective.minimize("exitCode"))
            .optimizer("random")
            .trials(runs)
            .parallelism(IN_FLIGHT)
            .threads(THREADS));
  }
}
