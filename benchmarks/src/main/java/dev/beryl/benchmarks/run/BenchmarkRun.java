package dev.beryl.benchmarks.run;

import dev.beryl.benchmarks.results.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks with the allocation beside the time, and writes JMH's JSON. */
public final class BenchmarkRun {
  private static final String USAGE =
      "usage: BenchmarkRun short|full <set or regex> <results> [options of JMH]";

  private final Length length;
  private final CommandLineOptions options;

  /** How long a benchmark runs, where the options of JMH do not say so. */
  public enum Length {
    /** One fork of some two seconds. */
    SHORT,
    /** As its annotations say. */
    FULL
  }

  /**
   * Prepares a run.
   *
   * @param options further ones, which come first
   */
  public BenchmarkRun(Length length, CommandLineOptions options) {
    this.length = length;
    this.options = options;
  }

  /**
   * Runs benchmarks and writes {@code environment.properties} beside their results. Ends with exit
   * code 1 if a benchmark fails, 2 if nothing can be run.
   *
   * @param arguments {@code short} or {@code full}; the name of a set, or a regex; the file to
   *     write; options of JMH
   */
  public static void main(String[] arguments) {
    System.exit(exitCode(arguments));
  }

  private static int exitCode(String... arguments) {
    if (arguments.length < 3 || !List.of("short", "full").contains(arguments[0])) {
      System.err.println(USAGE);
      return 2;
    }
    try {
      Length length = arguments[0].equals("short") ? Length.SHORT : Length.FULL;
      String[] further = Arrays.copyOfRange(arguments, 3, arguments.length);
      Path results = Path.of(arguments[2]);
      Environment environment = Environment.here();
      new BenchmarkRun(length, new CommandLineOptions(further))
          .write(Selection.of(arguments[1]), results);
      environment.write(results.resolveSibling("environment.properties"));
      return 0;
    } catch (CommandLineOptionException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (RunnerException e) {
      System.err.println("the benchmarks did not run to their end: " + e.getMessage());
      return 1;
    }
  }

  /**
   * Runs benchmarks.
   *
   * @param results the file that JMH's JSON is written to; its folder must exist
   * @throws IllegalArgumentException if a selection matches no benchmark
   */
  public void write(List<Selection> selections, Path results) throws RunnerException {
    var all = new ArrayList<RunResult>();
    for (Selection selection : selections) {
      try {
        all.addAll(new Runner(options(selection)).run());
      } catch (NoBenchmarksException e) {
        throw new IllegalArgumentException(
            "no benchmark matches '%s'; docs/benchmarks.md names them".formatted(selection.regex()),
            e);
      }
    }
    ResultFormatFactory.getInstance(ResultFormatType.JSON, results.toString()).writeOut(all);
  }

  private Options options(Selection selection) {
    var builder = new OptionsBuilder().parent(options);
    builder.include(selection.regex());
    selection
        .parameters()
        .forEach((name, values) -> builder.param(name, values.toArray(String[]::new)));
    builder.addProfiler(GCProfiler.class);
    builder.shouldFailOnError(true);
    builder.jvmArgsAppend("--sun-misc-unsafe-memory-access=allow");
    if (length == Length.SHORT) {
      builder
          .forks(options.getForkCount().orElse(1))
          .warmupIterations(options.getWarmupIterations().orElse(4))
          .warmupTime(options.getWarmupTime().orElse(TimeValue.milliseconds(300)))
          .measurementIterations(options.getMeasurementIterations().orElse(5))
          .measurementTime(options.getMeasurementTime().orElse(TimeValue.milliseconds(200)));
    }
    return builder.build();
  }
}
