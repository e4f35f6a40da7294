package dev.beryl.benchmarks.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what JMH writes with {@code -rf json}. Allocation is the secondary metric {@code allocated}
 * if a benchmark has one, its own count in bytes per operation; else what the profiler found.
 */
public final class JmhResults {
  private static final Set<String> TIMES = Set.of("avgt", "ss");

  private final Path file;

  private JmhResults(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @return what was measured, in the file's order; at least one
   * @throws IllegalArgumentException if there is no such file, it is no JSON, no result of JMH,
   *     measures something else than times, or has no benchmark; the message names the file
   */
  public static List<Measured> read(Path file) {
    return new JmhResults(file).read();
  }

  private List<Measured> read() {
    Object json;
    try (JsonParser parser =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
      parser.nextToken();
      json = Json.value(parser);
    } catch (NoSuchFileException e) {
      throw refused("there is no such file; did the benchmarks run to their end?", e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw refused("it is no whole JSON text: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var measured = new ArrayList<Measured>();
    for (Object entry : list(json)) {
      measured.add(measured(map(entry)));
    }
    if (measured.isEmpty()) {
      throw refused("no benchmark is in it; does the selection match any?", null);
    }
    return measured;
  }

  private Measured measured(Map<?, ?> entry) {
    String name = text(entry, "benchmark");
    if (!TIMES.contains(text(entry, "mode"))) {
      throw refused("benchmark %s measures no times".formatted(name), null);
    }
    Map<?, ?> primary = map(entry.get("primaryMetric"));
    double nanos = nanos(text(primary, "scoreUnit"), name);
    Object secondary = entry.get("secondaryMetrics");
    Map<String, ?> allocation = allocation(secondary == null ? Map.of() : map(secondary));
    double allocated = allocation.isEmpty() ? Double.NaN : number(allocation.get("score"), name);
    return new Measured(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        parameters(entry.get("params")),
        nanos * number(primary.get("score"), name),
        nanos * number(primary.get("scoreError"), name),
        forks(primary, name).map(fork -> nanos * mean(fork, name)).toList(),
        allocated,
        allocation.containsKey("rawData")
            ? forks(allocation, name).flatMapToDouble(fork -> fork).min().orElse(allocated)
            : allocated);
  }

  private double mean(DoubleStream iterations, String benchmark) {
    return iterations
        .average()
        .orElseThrow(() -> refused("a fork of %s has no iterations".formatted(benchmark), null));
  }

  /** The iterations of each fork. */
  private Stream<DoubleStream> forks(Map<?, ?> metric, String benchmark) {
    return list(metric.get("rawData")).stream()
        .map(fork -> list(fork).stream().mapToDouble(value -> number(value, benchmark)));
  }

  /**
   * A benchmark's own count goes before that of JMH's profiler; JMH adds its iterations up, so that
   * those of a fork are no figure.
   */
  private Map<String, ?> allocation(Map<String, ?> metrics) {
    if (metrics.get("allocated") != null) {
      return Map.of("score", map(metrics.get("allocated")).get("score"));
    }
    Object profiled = metrics.get("gc.alloc.rate.norm");
    return profiled == null ? Map.of() : map(profiled);
  }

  private double nanos(String unit, String benchmark) {
    return switch (unit) {
      case "ns/op" -> 1;
      case "us/op" -> 1e3;
      case "ms/op" -> 1e6;
      case "s/op" -> 1e9;
      default -> throw refused("benchmark %s has the unit %s".formatted(benchmark, unit), null);
    };
  }

  private String parameters(@Nullable Object params) {
    return params == null
        ? ""
        : new TreeMap<>(map(params))
            .entrySet().stream()
                .map(p -> p.getKey() + "=" + p.getValue())
                .collect(Collectors.joining(", "));
  }

  private String text(Map<?, ?> entry, String key) {
    if (entry.get(key) instanceof String text) {
      return text;
    }
    throw refused("an entry has no text '%s'; is it of JMH?".formatted(key), null);
  }

  /** JMH writes a NaN as a text. */
  private double number(@Nullable Object value, String benchmark) {
    if (value instanceof Double number) {
      return number;
    }
    if ("NaN".equals(value)) {
      return Double.NaN;
    }
    throw refused("benchmark %s: expected a number, got %s".formatted(benchmark, value), null);
  }

  private List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw refused("expected a list, got %s; is it of JMH?".formatted(value), null);
  }

  private Map<String, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      var named = new TreeMap<String, Object>();
      map.forEach((key, item) -> {
        if (item != null) {
          named.put(key.toString(), item);
        }
      });
      return named;
    }
    throw refused("expected an object, got %s; is it of JMH?".formatted(value), null);
  }

  private IllegalArgumentException refused(String what, @Nullable Throwable cause) {
    return new IllegalArgumentException("results %s: %s".formatted(file, what), cause);
  }
}
