package dev.beryl.benchmarks.gate;

import dev.beryl.benchmarks.results.ListFile;
import dev.beryl.benchmarks.results.Measured;
import dev.beryl.benchmarks.run.Selection;
import java.util.List;
import java.util.Optional;

/**
 * What a benchmark allocates when all is well.
 *
 * @param selection the benchmark, by class and method, with one value for each parameter
 * @param bytes an operation
 */
record AllocationLimit(Selection selection, double bytes) {
  /** Half of the smallest object; what other threads allocate meanwhile is less. */
  private static final double LET_PASS = 8;

  /** All limits, from the file beside this class. */
  static List<AllocationLimit> all() {
    return ListFile.of(AllocationLimit.class, "allocation.csv", AllocationLimit::parse);
  }

  /** {@code bytes;Class.method;parameter=value}. */
  static AllocationLimit parse(String line) {
    String[] sides = line.split(";", 2);
    if (sides.length != 2) {
      throw new IllegalArgumentException(
          "limit '%s': expected bytes;Class.method;parameter=value".formatted(line));
    }
    return new AllocationLimit(Selection.parse(sides[1]), Double.parseDouble(sides[0].strip()));
  }

  /** The benchmark as results name it. */
  String benchmark() {
    return Measured.key(selection.regex(), parameters());
  }

  private String parameters() {
    var text = new StringBuilder();
    selection
        .parameters()
        .forEach((name, values) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append('=')
                .append(values.getFirst()));
    return text.toString();
  }

  /** What is wrong; empty if nothing is. */
  Optional<String> fault(List<Measured> all) {
    return all.stream()
        .filter(measured -> measured.key().equals(benchmark()))
        .findFirst()
        .map(measured ->
            measured.leastAllocated() <= bytes + LET_PASS
                ? Optional.<String>empty()
                : Optional.of(
                    "%s allocates %.1f bytes an operation, expected at most %.1f (+ %.0f)"
                        .formatted(benchmark(), measured.leastAllocated(), bytes, LET_PASS)))
        .orElseGet(() ->
            Optional.of(
                "%s was not measured; where it has another name now, allocation.csv must name it so"
                    .formatted(benchmark())));
  }
}
