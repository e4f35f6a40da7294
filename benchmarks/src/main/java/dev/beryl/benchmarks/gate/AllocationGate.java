package dev.beryl.benchmarks.gate;

import dev.beryl.benchmarks.results.JmhResults;
import dev.beryl.benchmarks.results.Measured;
import dev.beryl.benchmarks.run.BenchmarkRun;
import dev.beryl.benchmarks.run.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the benchmarks of {@code allocation.csv} for a short time and sees to it that none allocates
 * more than is written there. No statistics: once compiled, code allocates the same in each
 * iteration, whatever the machine's load; on a busy machine it is only compiled later.
 */
public final class AllocationGate {
  private static final String[] OPTIONS = {"-v", "SILENT", "-f", "2", "-wi", "2", "-i", "15"};

  private AllocationGate() {}

  /**
   * Ends with exit code 1 if a benchmark allocates more, 2 if it cannot be told.
   *
   * @param arguments the file for JMH's results
   */
  public static void main(String[] arguments) {
    System.exit(exitCode(arguments));
  }

  private static int exitCode(String... arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: AllocationGate <results>");
      return 2;
    }
    try {
      Path results = Path.of(arguments[0]);
      List<AllocationLimit> limits = AllocationLimit.all();
      new BenchmarkRun(BenchmarkRun.Length.SHORT, new CommandLineOptions(OPTIONS))
          .write(limits.stream().map(AllocationGate::exactly).toList(), results);
      List<Measured> measured = JmhResults.read(results);
      measured.forEach(
          one -> System.out.printf("%s: %.1f bytes%n", one.key(), one.leastAllocated()));
      List<String> faults = faults(limits, measured);
      faults.forEach(System.err::println);
      return faults.isEmpty() ? 0 : 1;
    } catch (CommandLineOptionException | IllegalArgumentException | RunnerException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }

  private static Selection exactly(AllocationLimit limit) {
    return new Selection(
        "\\.%s$".formatted(limit.selection().regex().replace(".", "\\.")),
        limit.selection().parameters());
  }

  static List<String> faults(List<AllocationLimit> limits, List<Measured> measured) {
    return limits.stream().map(limit -> limit.fault(measured)).flatMap(Optional::stream).toList();
  }
}
