package dev.beryl.quality.run;

import dev.beryl.fault.Nearest;
import dev.beryl.quality.problem.TestProblem;
import dev.beryl.random.SeedPurpose;
import dev.beryl.random.Seeds;
import dev.beryl.spi.OptimizerProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A search with a name. */
public record Contender(String name, Search search) {
  /** The name by which the peer of Hipparchus is asked for. */
  public static final String HIPPARCHUS = "hipparchus-cma-es";

  /**
   * Reads a contender.
   *
   * @param text the name of a plug-in or of a peer; options of a plug-in may follow, as in {@code
   *     tpe:startup=16:gamma=0.2}
   * @return the contender, under this very text as its name
   * @throws IllegalArgumentException if there is no such plug-in or an option is no pair
   */
  public static Contender parse(String text) {
    String[] parts = text.split(":");
    return new Contender(
        text,
        parts[0].equals(HIPPARCHUS)
            ? new HipparchusCmaEs()
            : new PluginSearch(provider(parts[0]), options(parts)));
  }

  /** Reads contenders with commas between them. */
  public static List<Contender> parseAll(String texts) {
    return Arrays.stream(texts.split(",")).map(Contender::parse).toList();
  }

  private static Map<String, String> options(String[] parts) {
    var options = new LinkedHashMap<String, String>();
    for (String part : List.of(parts).subList(1, parts.length)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected option=value, got '" + part + "'");
      }
      options.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return options;
  }

  private static OptimizerProvider provider(String name) {
    var providers = new TreeMap<String, OptimizerProvider>();
    ServiceLoader.load(OptimizerProvider.class).forEach(p -> providers.put(p.name(), p));
    OptimizerProvider provider = providers.get(name);
    if (provider == null) {
      var known = new ArrayList<>(providers.keySet());
      known.add(HIPPARCHUS);
      throw new IllegalArgumentException(
          "no optimizer '%s'; %s".formatted(name, Nearest.hint(name, known)));
    }
    return provider;
  }

  /**
   * Runs on the first instances of several problems, in parallel. The seed of a run depends on the
   * given seed, the problem's place and the instance's number alone.
   *
   * @return a curve for each problem and instance, see {@link Search#run}
   */
  public double[][][] run(
      List<? extends TestProblem> problems,
      int instances,
      Function<TestProblem, Budget> budget,
      long seed) {
    double[][] curves =
        IntStream.range(0, problems.size() * instances)
            .parallel()
            .mapToObj(i -> {
              int p = i / instances;
              int k = i % instances;
              TestProblem problem = problems.get(p);
              return search.run(
                  problem.instance(k),
                  budget.apply(problem),
                  Seeds.derive(seed, SeedPurpose.OPTIMIZER, p, k));
            })
            .toArray(double[][]::new);
    return IntStream.range(0, problems.size())
        .mapToObj(p -> Arrays.copyOfRange(curves, p * instances, (p + 1) * instances))
        .toArray(double[][][]::new);
  }
}
