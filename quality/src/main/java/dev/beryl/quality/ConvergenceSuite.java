package dev.beryl.quality;

import dev.beryl.optimizers.CmaEs;
import dev.beryl.quality.problem.UnboundedProblem;
import dev.beryl.quality.run.Budget;
import dev.beryl.quality.run.Contender;
import dev.beryl.quality.run.PluginSearch;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Evaluations that a single run of CMA-ES takes to 1e-8: as it is, and with the step size damped as
 * in the literature.
 */
final class ConvergenceSuite {
  private static final int RUNS = 25;
  private static final int TRIALS = 20_000;

  private ConvergenceSuite() {}

  static String report(Arguments given) {
    int runs = given.number("instances", RUNS);
    int seed = given.number("seed", 1);
    var table =
        new MarkdownTable(
            List.of("function", "cma-es", "cma-es:damping=1", "pycma, median", "cma-es / pycma"));
    for (UnboundedProblem problem : UnboundedProblem.values()) {
      CmaEs single = CmaEs.withDefaults().sigma(problem.sigma()).restarts(CmaEs.Restarts.NONE);
      int[] ours = evaluations(single, problem, runs, seed);
      int[] damped = evaluations(single.damping(1), problem, runs, seed);
      table.row(
          List.of(
              problem,
              shown(ours),
              shown(damped),
              problem.known(),
              String.format(Locale.ROOT, "%.2f", median(ours) / problem.known())));
    }
    return "Evaluations to %s, 10 dimensions, %s runs: median (least to most), runs that got there\n\n%s"
        .formatted(UnboundedProblem.TARGET, runs, table);
  }

  /** Of each run, ascending; one more than the budget where it did not converge. */
  private static int[] evaluations(CmaEs cmaEs, UnboundedProblem problem, int runs, int seed) {
    double[][] curves =
        new Contender("cma-es", PluginSearch.of(cmaEs))
            .run(List.of(problem), runs, _ -> Budget.trials(TRIALS), seed)[0];
    return Arrays.stream(curves).mapToInt(ConvergenceSuite::reached).sorted().toArray();
  }

  private static int reached(double[] curve) {
    int trial = 0;
    while (trial < curve.length && !(curve[trial] <= UnboundedProblem.TARGET)) {
      trial++;
    }
    return trial + 1;
  }

  private static double median(int[] sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
  }

  private static String shown(int[] sorted) {
    long converged = Arrays.stream(sorted).filter(n -> n <= TRIALS).count();
    return String.format(
        Locale.ROOT,
        "%.0f (%s to %s), %s",
        median(sorted),
        sorted[0],
        converged == 0 ? "none" : sorted[(int) converged - 1],
        converged);
  }
}
