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

/** Very small budgets: what is reached after 25, 50 and 100 trials, in pairs. */
final class FewSuite {
  private static final int TRIALS = PeerResults.FEW_BUDGETS.getLast();

  private FewSuite() {}

  static String report(Arguments given) {
    List<PeerProblem> problems = ShortSuite.problems(given, Variant.PLAIN);
    int instances = given.number("instances", PeerResults.FEW_INSTANCES);
    var budget = new Budget(TRIALS, 1, given.number("parallelism", 1));
    int seed = given.number("seed", 1);
    Map<String, double[][][]> runs =
        run(given.text("optimizers", "gp"), problems, instances, budget, seed);
    Map<String, double[][][]> opponents = new LinkedHashMap<>();
    opponents.put(PeerResults.FEW_PEER, kept(problems, instances));
    opponents.putAll(run(given.text("against", "tpe,cma-es"), problems, instances, budget, seed));
    return "%s problems, %s instances, %s\n\n".formatted(problems.size(), instances, budget)
        + "Mean of log10(row / column) ± standard error (pairs won), and the least and the"
        + " largest without any one of the problems\n\n"
        + pairs(runs, opponents)
        + "\nMean of log10(row / column) by problem after 100 trials ± standard error (pairs won)\n\n"
        + byProblem(problems, runs, opponents);
  }

  private static Map<String, double[][][]> run(
      String names, List<PeerProblem> problems, int instances, Budget budget, int seed) {
    var runs = new LinkedHashMap<String, double[][][]>();
    for (Contender contender : Contender.parseAll(names)) {
      runs.put(contender.name(), contender.run(problems, instances, _ -> budget, seed));
    }
    return runs;
  }

  /** Curves of the peer that are known at the budgets only. */
  private static double[][][] kept(List<PeerProblem> problems, int instances) {
    double[][][] curves = new double[problems.size()][][];
    for (int p = 0; p < curves.length; p++) {
      String problem = problems.get(p).name();
      curves[p] = new double[Math.min(instances, PeerResults.FEW_INSTANCES)][TRIALS];
      for (int budget : PeerResults.FEW_BUDGETS) {
        double[] best = PeerResults.bestOfFew(problem, budget);
        for (int k = 0; k < curves[p].length; k++) {
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
      for (int budget : PeerResults.FEW_BUDGETS) {
        var cells = new ArrayList<Object>(List.of(name, budget));
        for (double[][][] theirs : opponents.values()) {
          double[][] our = at(budget, ours);
          double[][] their = at(budget, theirs);
          double[] range = PairedComparison.withoutOne(our, their);
          cells.add(
              PairedComparison.of(our, their)
                  + String.format(Locale.ROOT, ", %.2f … %.2f", range[0], range[1]));
        }
        table.row(cells);
      }
    });
    return table.toString();
  }

  private static String byProblem(
      List<PeerProblem> problems,
      Map<String, double[][][]> runs,
      Map<String, double[][][]> opponents) {
    var columns = new ArrayList<>(List.of("optimizer", "problem"));
    columns.addAll(opponents.keySet());
    var table = new MarkdownTable(columns);
    runs.forEach((name, ours) -> {
      for (int p = 0; p < problems.size(); p++) {
        double[][] our = {at(TRIALS, ours)[p]};
        var cells = new ArrayList<Object>(List.of(name, problems.get(p).name()));
        for (double[][][] theirs : opponents.values()) {
          cells.add(PairedComparison.of(our, new double[][] {at(TRIALS, theirs)[p]}));
        }
        table.row(cells);
      }
    });
    return table.toString();
  }

  private static double[][] at(int budget, double[][][] curves) {
    return Arrays.stream(curves)
        .map(problem -> Arrays.stream(problem).mapToDouble(curve -> curve[budget - 1]).toArray())
        .toArray(double[][]::new);
  }
}
