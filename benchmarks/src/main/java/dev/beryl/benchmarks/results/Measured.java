package dev.beryl.benchmarks.results;

import java.util.List;

/**
 * What JMH measured of one benchmark with one choice of parameters.
 *
 * @param name class and method, such as {@code TrialOverhead.studyOf1000}
 * @param parameters as {@code dimension=5, work=0}; empty if there are none
 * @param score the mean over all iterations, in nanoseconds an operation
 * @param error half the width of the 99.9 % confidence interval; NaN if there was one iteration
 * @param forks the mean of each fork
 * @param allocated bytes per operation; NaN if it was not profiled
 * @param leastAllocated the same of the iteration that allocated least: escape analysis differs
 *     from fork to fork, and code that is not compiled yet allocates more
 */
public record Measured(
    String name,
    String parameters,
    double score,
    double error,
    List<Double> forks,
    double allocated,
    double leastAllocated) {

  /** Copies the list. */
  public Measured {
    forks = List.copyOf(forks);
  }

  /** {@return the class's name, such as {@code TrialOverhead}} */
  public String type() {
    return name.substring(0, name.indexOf('.'));
  }

  /** {@return the method's name, such as {@code studyOf1000}} */
  public String method() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** {@return name and parameters, by which a benchmark is known} */
  public String key() {
    return key(name, parameters);
  }

  /** The key of a benchmark whose parameters are in alphabetical order. */
  public static String key(String name, String parameters) {
    return parameters.isEmpty() ? name : name + " (" + parameters + ")";
  }
}
