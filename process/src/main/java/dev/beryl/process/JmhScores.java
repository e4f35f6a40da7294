package dev.beryl.process;

import dev.beryl.process.Json.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scores in what JMH writes with {@code -rf json}. */
final class JmhScores {
  private JmhScores() {}

  static Map<String, List<Double>> of(String text) throws MalformedException {
    var scores = new LinkedHashMap<String, List<Double>>();
    if (!(Json.value(text) instanceof List<?> results)) {
      throw new MalformedException("expected the results of JMH, an array, got something else");
    }
    for (Object result : results) {
      if (!(result instanceof Map<?, ?> entry
          && entry.get("benchmark") instanceof String benchmark)) {
        throw new MalformedException("expected the results of JMH, got one without a benchmark");
      }
      String name = shortened(benchmark) + parameters(entry.get("params"));
      put(name, entry.get("primaryMetric"), scores);
      if (entry.get("secondaryMetrics") instanceof Map<?, ?> secondary) {
        for (Map.Entry<?, ?> metric : secondary.entrySet()) {
          put(name + ":" + metric.getKey(), metric.getValue(), scores);
        }
      }
    }
    return scores;
  }

  private static String shortened(String benchmark) {
    return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
  }

  private static String parameters(@Nullable Object params) {
    return params instanceof Map<?, ?> map && !map.isEmpty()
        ? new TreeMap<>(map)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(",", ":", ""))
        : "";
  }

  private static void put(String name, @Nullable Object metric, Map<String, List<Double>> scores) {
    if (metric instanceof Map<?, ?> map && map.get("score") instanceof Double score) {
      scores.computeIfAbsent(name, _ -> new ArrayList<>()).add(score);
    }
  }
}
