package dev.beryl.quality;

import dev.beryl.quality.measure.RuntimeProfile;
import dev.beryl.quality.measure.Targets;
import dev.beryl.quality.peer.PeerResults;
import dev.beryl.quality.problem.PeerProblem;
import dev.beryl.quality.problem.Variant;
import dev.beryl.quality.run.Budget;
import dev.beryl.quality.run.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Large budgets: runtime profiles up to 2000 evaluations per dimension. */
final class LongSuite {
  private LongSuite() {}

  static String report(Arguments given) {
    List<Contender> contenders = Contender.parseAll(given.text("optimizers", "random"));
    List<PeerProblem> problems =
        ShortSuite.problems(given, Variant.PLAIN).stream()
            .filter(problem -> problem.categoricals() == 0)
            .toList();
    int instances = given.number("instances", PeerResults.LONG_INSTANCES);
    int seed = given.number("seed", 1);
    int parallelism = given.number("parallelism", 1);
    Map<String, int[][][]> hits = new LinkedHashMap<>();
    var all = new ArrayList<>(contenders);
    all.addAll(Contender.parseAll(given.text("against", Contender.HIPPARCHUS)));
    for (Contender contender : all) {
      double[][][] curves =
          contender.run(
              problems,
              instances,
              problem -> new Budget(Targets.PEERS.budget(problem.dimension()), 1, parallelism),
              seed);
      hits.put(
          contender.name(),
          Arrays.stream(curves)
              .map(problem -> Arrays.stream(problem).map(Targets.PEERS::hits).toArray(int[][]::new))
              .toArray(int[][][]::new));
    }
    hits.put(
        PeerResults.LONG_PEER,
        problems.stream()
            .map(problem -> Arrays.copyOf(PeerResults.hits(problem.name()), instances))
            .toArray(int[][][]::new));
    return "%s problems, %s instances, targets 1e1 … 1e-8\n\n".formatted(problems.size(), instances)
        + String.format(
            Locale.ROOT,
            "Area under the runtime profile, at most %.3f, ± standard error\n\n",
            Targets.PEERS.mostArea())
        + table(problems, hits, RuntimeProfile::area)
        + "\nShare of (instance, target) pairs reached within 2000 d evaluations\n\n"
        + table(problems, hits, RuntimeProfile::reached);
  }

  private static String table(
      List<PeerProblem> problems,
      Map<String, int[][][]> hits,
      Function<RuntimeProfile, Object> figure) {
    var columns = new ArrayList<>(List.of("problem"));
    columns.addAll(hits.keySet());
    var table = new MarkdownTable(columns);
    int[] dimensions = problems.stream().mapToInt(PeerProblem::dimension).toArray();
    for (int p = 0; p <= problems.size(); p++) {
      boolean all = p == problems.size();
      int from = all ? 0 : p;
      int to = all ? p : p + 1;
      var cells = new ArrayList<Object>(List.of(all ? "all" : problems.get(p).name()));
      for (int[][][] each : hits.values()) {
        cells.add(
            figure.apply(
                RuntimeProfile.of(
                    Targets.PEERS,
                    Arrays.copyOfRange(each, from, to),
                    Arrays.copyOfRange(dimensions, from, to))));
      }
      table.row(cells);
    }
    return table.toString();
  }
}
