package dev.beryl.quality;

import dev.beryl.quality.measure.PairedComparison;
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

/** Small budgets: what is reached after 50, 100 and 200 trials, in pairs. */
final class ShortSuite {
  private static final int TRIALS = 200;

  private ShortSuite() {}

  static String report(Arguments given, Variant variant) {
    List<Contender> contenders = Contender.parseAll(given.text("optimizers", "random"));
    List<PeerProblem> problems = problems(given, variant);
    int instances = given.number("instances", PeerResults.SHORT_INSTANCES);
    var budget =
        new Budget(
            TRIALS,
            given.number("replicates", variant == Variant.NOISE ? 4 : 1),
            given.number("parallelism", 1));
    int seed = given.number("seed", 1);
    Map<String, double[][][]> opponents = new LinkedHashMap<>();
    if (variant == Variant.PLAIN) {
      PeerResults.SHORT_PEERS.forEach(peer -> opponents.put(peer, kept(peer, problems, instances)));
    }
    String against = variant == Variant.PLAIN ? "hipparchus-cma-es" : "random,hipparchus-cma-es";
    for (Contender opponent : Contender.parseAll(given.text("against", against))) {
      opponents.put(opponent.name(), opponent.run(problems, instances, _ -> budget, seed));
    }
    Map<String, double[][][]> runs = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      runs.put(contender.name(), contender.run(problems, instances, _ -> budget, seed));
    }
    return "%s, %s problems, %s instances, %s\n\n"
            .formatted(variant, problems.size(), instances, budget)
        + "Mean of log10(row / column) ± standard error (pairs won)\n\n"
        + pairs(runs, opponents)
        + "\nThe same mean after 200 without any one of the problems: least and largest\n\n"
        + withoutOne(runs, opponents)
        + "\nMean of log10(best after 200) by problem ± standard error\n\n"
        + values(problems, runs, opponents);
  }

  static List<PeerProblem> problems(Arguments given, Variant variant) {
    String part = given.text("problems", "");
    return PeerProblem.all(variant).stream().filter(p -> p.name().contains(part)).toList();
  }

  /** Curves that are known at the budgets only; of a problem without results, none. */
  private static double[][][] kept(String peer, List<PeerProblem> problems, int instances) {
    double[][][] curves = new double[problems.size()][][];
    for (int p = 0; p < curves.length; p++) {
      String problem = problems.get(p).name();
      int known = Math.min(instances, PeerResults.best(problem, peer, TRIALS).length);
      curves[p] = new double[known][TRIALS];
      for (int budget : PeerResults.BUDGETS) {
        double[] best = PeerResults.best(problem, peer, budget);
        for (int k = 0; k < known; k++) {
          curves[p][k][budget - 1] = best[k];
        }
      }
    }
    return curves;
  }

  private static String pairs(Map<String, double[][][]> runs, Map<String, double[][][]> opponents) {
    var columns = new ArrayList<>(List.of("optimizer", "trials"));
    columns.addAll(opponents.keySet());
    var table = new MarkdownTable(columns);
    runs.forEach((name, ours) -> {
      for (int budget : PeerResults.BUDGETS) {
        var cells = new ArrayList<Object>(List.of(name, budget));
        opponents
            .values()
            .forEach(
                theirs -> cells.add(PairedComparison.of(at(budget, ours), at(budget, theirs))));
        table.row(cells);
      }
    });
    return table.toString();
  }

  private static String withoutOne(
      Map<String, double[][][]> runs, Map<String, double[][][]> opponents) {
    var columns = new ArrayList<>(List.of("optimizer"));
    columns.addAll(opponents.keySet());
    var table = new MarkdownTable(columns);
    runs.forEach((name, ours) -> {
      var cells = new ArrayList<Object>(List.of(name));
      opponents
          .values()
          .forEach(theirs -> {
            double[] range = PairedComparison.withoutOne(at(TRIALS, ours), at(TRIALS, theirs));
            cells.add(String.format(Locale.ROOT, "%.3f … %.3f", range[0], range[1]));
          });
      table.row(cells);
    });
    return table.toString();
  }

  private static String values(
      List<PeerProblem> problems,
      Map<String, double[][][]> runs,
      Map<String, double[][][]> opponents) {
    var all = new LinkedHashMap<>(runs);
    all.putAll(opponents);
    var columns = new ArrayList<>(List.of("problem"));
    columns.addAll(all.keySet());
    var table = new MarkdownTable(columns);
    for (int p = 0; p < problems.size(); p++) {
      var cells = new ArrayList<Object>(List.of(problems.get(p).name()));
      for (double[][][] curves : all.values()) {
        double[] reached = at(TRIALS, curves)[p];
        cells.add(reached.length == 0 ? "" : PairedComparison.logOf(reached));
      }
      table.row(cells);
    }
    return table.toString();
  }

  private static double[][] at(int budget, double[][][] curves) {
    return Arrays.stream(curves)
        .map(problem -> Arrays.stream(problem).mapToDouble(curve -> curve[budget - 1]).toArray())
        .toArray(double[][]::new);
  }
}
