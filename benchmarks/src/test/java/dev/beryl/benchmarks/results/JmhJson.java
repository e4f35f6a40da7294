package dev.beryl.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Results as JMH writes them, made by hand. */
public final class JmhJson {
  private JmhJson() {}

  /** An entry with one fork, whose iterations all take the same time. */
  public static String entry(String benchmark, double time, double bytes) {
    return entry(benchmark, "{\"dimension\": \"5\"}", time, Double.NaN, bytes);
  }

  /** An entry with parameters, as a JSON object, and half an interval. */
  public static String entry(
      String benchmark, String parameters, double time, double error, double bytes) {
    return """
    {"jmhVersion": "1.37", "benchmark": "dev.beryl.benchmarks.%s", "mode": "avgt", "forks": 1,
     "params": %s,
     "primaryMetric": {"score": %s, "scoreError": %s, "scoreUnit": "ns/op", "rawData": [[%s, %s]]},
     "secondaryMetrics": {"gc.alloc.rate.norm": {"score": %s, "scoreUnit": "B/op"}}}\
    """
        .formatted(
            benchmark,
            parameters,
            time,
            Double.isNaN(error) ? "\"NaN\"" : error,
            time,
            time,
            bytes);
  }

  public static Path write(Path file, String... entries) throws IOException {
    String text = Arrays.stream(entries).collect(Collectors.joining(",\n", "[", "]\n"));
    return Files.writeString(file, text);
  }
}
